-- The money: what an authority votes for its international action by year and axis, the grants it gives and seeks, what was paid; the Europe desk.
-- Reference rows stand in db/reference/<table>.csv. No total is ever stored: the views below are the only place where sums are made.

-- ---------------------------------------------------------------------------------------------------- code lists

CREATE TABLE credit_kind (                                         -- what gives or takes credit: budget, amending decision, carried credit
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE grant_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('neutral', 'info', 'success', 'warning', 'danger')),
    is_initial INTEGER NOT NULL DEFAULT 0 CHECK (is_initial IN (0, 1)),
    is_voted INTEGER NOT NULL DEFAULT 0 CHECK (is_voted IN (0, 1)),    -- only these carry commitments, instalments to pay and payments
    is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),      -- something is still awaited
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE grant_purpose (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    needs_report INTEGER NOT NULL DEFAULT 1 CHECK (needs_report IN (0, 1)),  -- a financial report is due six months after the exercise
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE grant_paper_kind (                                    -- what a beneficiary owes the authority, and what makes an instalment payable
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_report INTEGER NOT NULL DEFAULT 0 CHECK (is_report IN (0, 1)),  -- it justifies spending: an amount is accepted when it is checked
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE payment_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    account TEXT NOT NULL CHECK (account IN ('paid', 'repaid')),
    is_reversal INTEGER NOT NULL CHECK (is_reversal IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE application_stage (                                   -- where an application to a European or national call stands
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('neutral', 'info', 'success', 'warning', 'danger')),
    is_submitted INTEGER NOT NULL CHECK (is_submitted IN (0, 1)),
    is_won INTEGER NOT NULL CHECK (is_won IN (0, 1)),
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE funding_threshold (                                   -- amounts at which the law asks something; shown as hints, never as walls
    code TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    years INTEGER NOT NULL DEFAULT 1 CHECK (years BETWEEN 1 AND 10),   -- over how many years the sums are added
    sentence_fr TEXT NOT NULL,                                     -- what to do beyond it
    sentence_en TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (code, valid_from)
) STRICT;

-- ---------------------------------------------------------------------------------------------------- envelopes

CREATE TABLE funding_axis (                                        -- « Coopération décentralisée », « Aide d'urgence »: the intervention fund is one
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    authority_id INTEGER NOT NULL REFERENCES organisation (id),    -- the French authority whose money it is
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL,
    short_name TEXT NOT NULL DEFAULT '',                           -- for narrow columns; '': the name
    is_emergency INTEGER NOT NULL DEFAULT 0 CHECK (is_emergency IN (0, 1)),
    colour INTEGER NOT NULL DEFAULT 0 CHECK (colour BETWEEN 0 AND 7),  -- categorical colour
    position INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT
) STRICT;
CREATE INDEX funding_axis_authority_id ON funding_axis (authority_id, position);

CREATE TABLE exercise (                                            -- a budget year of one authority
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    stamp INTEGER NOT NULL DEFAULT 0,                              -- raised by every credit, commitment and payment of the year
    authority_id INTEGER NOT NULL REFERENCES organisation (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (currency = 'EUR'), -- what an authority votes is in euros
    budget_minor INTEGER NOT NULL DEFAULT 0 CHECK (budget_minor >= 0),  -- the whole envelope: 880 000 €
    voted_on TEXT,
    deliberation TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    closed_on TEXT,
    UNIQUE (authority_id, year)
) STRICT;
CREATE INDEX exercise_year ON exercise (year);

CREATE TABLE credit (                                              -- one vote: to an axis, or set aside (axis NULL) out of the grants
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    exercise_id INTEGER NOT NULL REFERENCES exercise (id),
    axis_id INTEGER REFERENCES funding_axis (id),
    kind_code TEXT NOT NULL REFERENCES credit_kind (code),
    label TEXT NOT NULL DEFAULT '',
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),       -- an amending decision may take
    decided_on TEXT,
    deliberation TEXT NOT NULL DEFAULT '',
    from_exercise_id INTEGER REFERENCES exercise (id),             -- a credit that was left of an earlier year
    CHECK ((kind_code = 'carried') = (from_exercise_id IS NOT NULL))
) STRICT;
CREATE INDEX credit_exercise_id ON credit (exercise_id, axis_id);
CREATE INDEX credit_axis_id ON credit (axis_id);
CREATE INDEX credit_kind_code ON credit (kind_code);
CREATE INDEX credit_from_exercise_id ON credit (from_exercise_id);

CREATE TABLE credit_transfer (                                     -- « virement » between two axes of one year; proposed until decided_on stands
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    exercise_id INTEGER NOT NULL REFERENCES exercise (id),
    from_axis_id INTEGER NOT NULL REFERENCES funding_axis (id),
    to_axis_id INTEGER NOT NULL REFERENCES funding_axis (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    reason TEXT NOT NULL DEFAULT '',
    decided_on TEXT,
    deliberation TEXT NOT NULL DEFAULT '',
    CHECK (from_axis_id <> to_axis_id)
) STRICT;
CREATE INDEX credit_transfer_exercise_id ON credit_transfer (exercise_id);
CREATE INDEX credit_transfer_from_axis_id ON credit_transfer (from_axis_id);
CREATE INDEX credit_transfer_to_axis_id ON credit_transfer (to_axis_id);

CREATE TABLE exchange_rate (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    currency TEXT NOT NULL CHECK (length(currency) = 3 AND currency <> 'EUR'),
    rated_on TEXT NOT NULL,
    units_micro INTEGER NOT NULL CHECK (units_micro > 0),          -- millionths of the currency for one euro: XOF 655957000
    source TEXT NOT NULL DEFAULT '',
    UNIQUE (currency, rated_on)
) STRICT;

-- ---------------------------------------------------------------------------------------------------- Europe desk

CREATE TABLE programme (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL,
    acronym TEXT NOT NULL DEFAULT '',
    funder_id INTEGER REFERENCES organisation (id),
    starts_year INTEGER CHECK (starts_year BETWEEN 1950 AND 2200),
    ends_year INTEGER CHECK (ends_year BETWEEN 1950 AND 2200),
    summary TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CHECK (starts_year IS NULL OR ends_year IS NULL OR starts_year <= ends_year)
) STRICT;
CREATE INDEX programme_funder_id ON programme (funder_id);

CREATE TABLE funding_call (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    programme_id INTEGER NOT NULL REFERENCES programme (id),
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL,
    reference TEXT NOT NULL DEFAULT '',
    opens_on TEXT,
    deadline_on TEXT,                                              -- a planned local day and hour, in its own zone
    deadline_time TEXT NOT NULL DEFAULT '' CHECK (deadline_time = '' OR deadline_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    zone TEXT NOT NULL DEFAULT 'Europe/Brussels',
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    budget_minor INTEGER CHECK (budget_minor >= 0),
    least_minor INTEGER CHECK (least_minor >= 0),                  -- smallest and largest grant
    most_minor INTEGER CHECK (most_minor >= 0),
    rate_percent INTEGER CHECK (rate_percent BETWEEN 0 AND 100),   -- the largest share of the eligible costs
    summary TEXT NOT NULL DEFAULT '',
    who_may TEXT NOT NULL DEFAULT '',
    costs_note TEXT NOT NULL DEFAULT '',                           -- which costs count
    advice TEXT NOT NULL DEFAULT '',                               -- the desk's own, for authorities and associations of the territory
    website TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CHECK (opens_on IS NULL OR deadline_on IS NULL OR opens_on <= deadline_on),
    CHECK (least_minor IS NULL OR most_minor IS NULL OR least_minor <= most_minor)
) STRICT;
CREATE INDEX funding_call_programme_id ON funding_call (programme_id);
CREATE INDEX funding_call_deadline_on ON funding_call (deadline_on);

CREATE TABLE call_criterion (                                      -- one line of the eligibility sheet
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    call_id INTEGER NOT NULL REFERENCES funding_call (id),
    position INTEGER NOT NULL,
    label TEXT NOT NULL CHECK (label <> ''),
    detail TEXT NOT NULL DEFAULT '',
    is_required INTEGER NOT NULL DEFAULT 1 CHECK (is_required IN (0, 1))
) STRICT;
CREATE INDEX call_criterion_call_id ON call_criterion (call_id, position);

CREATE TABLE application (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE,                                   -- E2026-01
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    call_id INTEGER REFERENCES funding_call (id),
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL,
    acronym TEXT NOT NULL DEFAULT '',
    lead_id INTEGER NOT NULL REFERENCES organisation (id),         -- who applies for all
    authority_id INTEGER REFERENCES organisation (id),             -- whose desk follows it, and who receives the money
    project_id INTEGER REFERENCES project (id),
    staff_id INTEGER REFERENCES staff (id),
    stage_code TEXT NOT NULL REFERENCES application_stage (code),
    submitted_on TEXT,
    result_on TEXT,
    result_note TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    total_minor INTEGER CHECK (total_minor >= 0),                  -- as written in the form: compared with the lines, never put in their place
    requested_minor INTEGER CHECK (requested_minor >= 0),
    obtained_minor INTEGER CHECK (obtained_minor >= 0),
    starts_on TEXT,
    ends_on TEXT,
    summary TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CHECK (starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on)
) STRICT;
CREATE INDEX application_call_id ON application (call_id);
CREATE INDEX application_lead_id ON application (lead_id);
CREATE INDEX application_authority_id ON application (authority_id);
CREATE INDEX application_project_id ON application (project_id);
CREATE INDEX application_staff_id ON application (staff_id);
CREATE INDEX application_stage_code ON application (stage_code);

CREATE TABLE application_partner (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    application_id INTEGER NOT NULL REFERENCES application (id),
    position INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    role TEXT NOT NULL DEFAULT '',
    UNIQUE (application_id, organisation_id)
) STRICT;
CREATE INDEX application_partner_organisation_id ON application_partner (organisation_id);

CREATE TABLE application_line (                                    -- the budget: what each partner spends, and which part is asked
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    application_id INTEGER NOT NULL REFERENCES application (id),
    position INTEGER NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id),          -- NULL: common to all
    label TEXT NOT NULL CHECK (label <> ''),
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    asked_minor INTEGER NOT NULL DEFAULT 0 CHECK (asked_minor BETWEEN 0 AND amount_minor)
) STRICT;
CREATE INDEX application_line_application_id ON application_line (application_id, position);
CREATE INDEX application_line_organisation_id ON application_line (organisation_id);

CREATE TABLE application_answer (                                  -- how an application stands before one criterion of its call
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    application_id INTEGER NOT NULL REFERENCES application (id),
    criterion_id INTEGER NOT NULL REFERENCES call_criterion (id),
    is_met INTEGER CHECK (is_met IN (0, 1)),                       -- NULL: not looked at
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (application_id, criterion_id)
) STRICT;
CREATE INDEX application_answer_criterion_id ON application_answer (criterion_id);

-- ---------------------------------------------------------------------------------------------------- grants

CREATE TABLE "grant" (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE,                                   -- S2026-017 given, R2026-003 received: a sequence a year, never given twice
    direction TEXT NOT NULL CHECK (direction IN ('given', 'received')),
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),      -- the exercise of the request
    authority_id INTEGER NOT NULL REFERENCES organisation (id),    -- the French authority that gives, or that receives
    organisation_id INTEGER NOT NULL REFERENCES organisation (id), -- who receives, or (direction 'received') who gives
    axis_id INTEGER REFERENCES funding_axis (id),
    project_id INTEGER REFERENCES project (id),
    application_id INTEGER REFERENCES application (id),
    renewed_from_id INTEGER REFERENCES "grant" (id),
    purpose_code TEXT NOT NULL DEFAULT 'project' REFERENCES grant_purpose (code),
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL,
    object TEXT NOT NULL DEFAULT '',                               -- what the deliberation and the agreement say it is for
    nature TEXT NOT NULL DEFAULT 'cash' CHECK (nature IN ('cash', 'in_kind', 'both')),
    status_code TEXT NOT NULL REFERENCES grant_status (code),
    status_on TEXT NOT NULL DEFAULT '',
    motive TEXT NOT NULL DEFAULT '',                               -- of a refusal, a withdrawal, an early end
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    requested_minor INTEGER CHECK (requested_minor >= 0),
    requested_on TEXT,
    proposed_minor INTEGER CHECK (proposed_minor >= 0),            -- what the committee proposes
    committee_on TEXT,
    committee_note TEXT NOT NULL DEFAULT '',
    voted_minor INTEGER CHECK (voted_minor > 0),
    voted_on TEXT,
    deliberation TEXT NOT NULL DEFAULT '',
    released_minor INTEGER NOT NULL DEFAULT 0 CHECK (released_minor >= 0),  -- given up at the end: what was voted and will not be paid
    notified_on TEXT,
    needs_agreement INTEGER NOT NULL DEFAULT 0 CHECK (needs_agreement IN (0, 1)),
    agreement_number TEXT NOT NULL DEFAULT '',
    signed_on TEXT,
    starts_on TEXT,
    ends_on TEXT,
    country_code TEXT REFERENCES country (code),
    sector_code TEXT REFERENCES sector (code),                     -- DAC; several sectors: those of the dossier
    is_minimis INTEGER NOT NULL DEFAULT 0 CHECK (is_minimis IN (0, 1)),
    minimis_elsewhere_minor INTEGER CHECK (minimis_elsewhere_minor >= 0),   -- what the beneficiary declares from others over the same years
    regrant_allowed INTEGER NOT NULL DEFAULT 0 CHECK (regrant_allowed IN (0, 1)),  -- the agreement lets the money be passed on (CGCT L.1611-4)
    staff_id INTEGER REFERENCES staff (id),
    note TEXT NOT NULL DEFAULT '',                                 -- never printed
    archived_on TEXT,
    CHECK (starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on),
    CHECK (released_minor <= coalesce(voted_minor, 0)),
    CHECK ((direction = 'given') = (axis_id IS NOT NULL)),
    CHECK (direction = 'received' OR application_id IS NULL)
) STRICT;
CREATE INDEX grant_year ON "grant" (direction, year, number);
CREATE INDEX grant_authority_id ON "grant" (authority_id);
CREATE INDEX grant_organisation_id ON "grant" (organisation_id);
CREATE INDEX grant_axis_id ON "grant" (axis_id);
CREATE INDEX grant_project_id ON "grant" (project_id);
CREATE INDEX grant_application_id ON "grant" (application_id);
CREATE INDEX grant_renewed_from_id ON "grant" (renewed_from_id);
CREATE INDEX grant_purpose_code ON "grant" (purpose_code);
CREATE INDEX grant_status_code ON "grant" (status_code);
CREATE INDEX grant_country_code ON "grant" (country_code);
CREATE INDEX grant_sector_code ON "grant" (sector_code);
CREATE INDEX grant_staff_id ON "grant" (staff_id);

CREATE TABLE commitment (                                          -- which year and axis bear a grant, in euros: several years, several rows
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    exercise_id INTEGER NOT NULL REFERENCES exercise (id),
    axis_id INTEGER NOT NULL REFERENCES funding_axis (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    committed_on TEXT,
    excess_minor INTEGER NOT NULL DEFAULT 0 CHECK (excess_minor >= 0),  -- allowed beyond the axis' credit, knowingly
    excess_reason TEXT NOT NULL DEFAULT '',
    carried_minor INTEGER NOT NULL DEFAULT 0 CHECK (carried_minor >= 0),   -- handed on to the next year when this one was closed
    carried_from_id INTEGER REFERENCES commitment (id),            -- what an earlier year committed and did not pay: it brings its own credit
    CHECK ((excess_minor = 0) = (excess_reason = ''))
) STRICT;
CREATE INDEX commitment_grant_id ON commitment (grant_id);
CREATE UNIQUE INDEX commitment_of_year ON commitment (grant_id, exercise_id) WHERE carried_from_id IS NULL;
CREATE INDEX commitment_exercise_id ON commitment (exercise_id, axis_id);
CREATE INDEX commitment_axis_id ON commitment (axis_id);
CREATE UNIQUE INDEX commitment_carried_from_id ON commitment (carried_from_id) WHERE carried_from_id IS NOT NULL;

CREATE TABLE instalment (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    position INTEGER NOT NULL,
    label TEXT NOT NULL CHECK (label <> ''),                       -- « Acompte 1 », « Solde »
    is_balance INTEGER NOT NULL DEFAULT 0 CHECK (is_balance IN (0, 1)),    -- payable up to what is justified
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    due_on TEXT,
    terms TEXT NOT NULL DEFAULT ''                                 -- « 50 % à la signature »
) STRICT;
CREATE INDEX instalment_grant_id ON instalment (grant_id, position);

CREATE TABLE payment (                                             -- written once: a mistake is corrected by its reverse entry
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    commitment_id INTEGER REFERENCES commitment (id),              -- the year and axis that pay; NULL for money received
    instalment_id INTEGER REFERENCES instalment (id),              -- NULL: a repayment
    kind_code TEXT NOT NULL REFERENCES payment_kind (code),
    paid_on TEXT NOT NULL,
    order_number TEXT NOT NULL DEFAULT '',                         -- « mandat » of a payment, « titre de recette » of a repayment
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3),           -- the grant's own
    euro_minor INTEGER NOT NULL,
    rate_id INTEGER REFERENCES exchange_rate (id),
    reverses_id INTEGER REFERENCES payment (id),
    reason TEXT NOT NULL DEFAULT '',
    CHECK ((kind_code IN ('payment', 'repayment_reversal')) = (amount_minor > 0)),
    CHECK ((kind_code IN ('payment_reversal', 'repayment_reversal')) = (reverses_id IS NOT NULL)),
    CHECK ((currency = 'EUR') = (rate_id IS NULL)),
    CHECK (currency <> 'EUR' OR euro_minor = amount_minor),
    CHECK ((euro_minor > 0) = (amount_minor > 0) OR euro_minor = 0)
) STRICT;
CREATE INDEX payment_grant_id ON payment (grant_id, paid_on);
CREATE INDEX payment_commitment_id ON payment (commitment_id);
CREATE INDEX payment_instalment_id ON payment (instalment_id);
CREATE INDEX payment_kind_code ON payment (kind_code);
CREATE INDEX payment_rate_id ON payment (rate_id);
CREATE INDEX payment_paid_on ON payment (paid_on);
CREATE UNIQUE INDEX payment_reverses_id ON payment (reverses_id) WHERE reverses_id IS NOT NULL;

CREATE TABLE grant_paper (                                         -- a report or a paper that is owed, and what it justifies
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    position INTEGER NOT NULL,
    kind_code TEXT REFERENCES grant_paper_kind (code),             -- NULL: a paper of its own kind, named by its label
    label TEXT NOT NULL DEFAULT '',
    instalment_id INTEGER REFERENCES instalment (id),              -- the instalment that waits for it
    due_on TEXT,
    asked_on TEXT,
    reminder_on TEXT,                                              -- when to ask again
    received_on TEXT,
    checked_on TEXT,
    spent_minor INTEGER CHECK (spent_minor >= 0),                  -- what the report says was spent
    justified_minor INTEGER CHECK (justified_minor >= 0),          -- what the check accepts of it
    waived_reason TEXT NOT NULL DEFAULT '',                        -- done without, and why
    sha256 TEXT NOT NULL DEFAULT '',
    file_name TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT '',
    size INTEGER CHECK (size >= 0),
    note TEXT NOT NULL DEFAULT '',
    CHECK (kind_code IS NOT NULL OR label <> ''),
    CHECK (checked_on IS NULL OR received_on IS NOT NULL),
    CHECK (justified_minor IS NULL OR checked_on IS NOT NULL)
) STRICT;
CREATE INDEX grant_paper_grant_id ON grant_paper (grant_id, position);
CREATE INDEX grant_paper_kind_code ON grant_paper (kind_code);
CREATE INDEX grant_paper_instalment_id ON grant_paper (instalment_id);

CREATE TABLE grant_step (                                          -- the grant's own journal: who brought it where, when, why
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    status_code TEXT NOT NULL REFERENCES grant_status (code),
    done_on TEXT NOT NULL,                                         -- the day it is true, which may be typed afterwards
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX grant_step_grant_id ON grant_step (grant_id, recorded_at);
CREATE INDEX grant_step_status_code ON grant_step (status_code);

CREATE TABLE grant_reminder (                                      -- a letter or call that asked for what is owed
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    sent_on TEXT NOT NULL,
    means TEXT NOT NULL DEFAULT 'letter' CHECK (means IN ('letter', 'email', 'phone', 'visit')),
    papers TEXT NOT NULL DEFAULT '',                               -- what was asked, in words: papers change names, letters do not
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX grant_reminder_grant_id ON grant_reminder (grant_id, sent_on);

-- ---------------------------------------------------------------------------------------------------- sums: nowhere else

-- Every year and axis of one authority. `own` is what the year's vote bears, `carried` what earlier years brought with them.
CREATE VIEW axis_position AS
SELECT exercise.id AS exercise_id, exercise.authority_id, exercise.year, funding_axis.id AS axis_id,
    (SELECT coalesce(sum(amount_minor), 0) FROM credit
     WHERE credit.exercise_id = exercise.id AND credit.axis_id = funding_axis.id) AS voted_minor,
    (SELECT coalesce(sum(CASE WHEN to_axis_id = funding_axis.id THEN amount_minor ELSE -amount_minor END), 0)
     FROM credit_transfer WHERE credit_transfer.exercise_id = exercise.id AND credit_transfer.decided_on IS NOT NULL
     AND funding_axis.id IN (to_axis_id, from_axis_id)) AS moved_minor,
    (SELECT coalesce(sum(amount_minor), 0) FROM commitment
     WHERE commitment.exercise_id = exercise.id AND commitment.axis_id = funding_axis.id
     AND carried_from_id IS NULL) AS committed_minor,
    (SELECT coalesce(sum(amount_minor), 0) FROM commitment
     WHERE commitment.exercise_id = exercise.id AND commitment.axis_id = funding_axis.id
     AND carried_from_id IS NOT NULL) AS carried_minor,
    (SELECT coalesce(sum(excess_minor), 0) FROM commitment
     WHERE commitment.exercise_id = exercise.id AND commitment.axis_id = funding_axis.id
     AND carried_from_id IS NULL) AS excess_minor,
    (SELECT coalesce(sum(euro_minor), 0) FROM commitment
     JOIN payment ON payment.commitment_id = commitment.id
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'paid'
     WHERE commitment.exercise_id = exercise.id AND commitment.axis_id = funding_axis.id
     AND carried_from_id IS NULL) AS paid_minor,
    (SELECT coalesce(sum(euro_minor), 0) FROM commitment
     JOIN payment ON payment.commitment_id = commitment.id
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'paid'
     WHERE commitment.exercise_id = exercise.id AND commitment.axis_id = funding_axis.id
     AND carried_from_id IS NOT NULL) AS carried_paid_minor,
    (SELECT coalesce(sum(commitment.carried_minor), 0) FROM commitment
     WHERE commitment.exercise_id = exercise.id AND commitment.axis_id = funding_axis.id
     AND carried_from_id IS NULL) AS carried_out_minor,
    (SELECT coalesce(sum(amount_minor), 0) FROM credit
     WHERE credit.from_exercise_id = exercise.id AND credit.axis_id = funding_axis.id) AS credit_out_minor
FROM exercise JOIN funding_axis ON funding_axis.authority_id = exercise.authority_id;

-- Every grant, in its own currency except `committed_minor` (euros).
CREATE VIEW grant_position AS
SELECT "grant".id AS grant_id,
    coalesce("grant".voted_minor, 0) - "grant".released_minor AS granted_minor,
    (SELECT coalesce(sum(amount_minor), 0) FROM instalment WHERE instalment.grant_id = "grant".id) AS scheduled_minor,
    (SELECT coalesce(sum(amount_minor), 0) FROM commitment WHERE commitment.grant_id = "grant".id) AS committed_minor,
    (SELECT coalesce(sum(amount_minor), 0) FROM payment
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'paid'
     WHERE payment.grant_id = "grant".id) AS paid_minor,
    (SELECT coalesce(sum(euro_minor), 0) FROM payment
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'paid'
     WHERE payment.grant_id = "grant".id) AS paid_euro_minor,
    (SELECT -coalesce(sum(amount_minor), 0) FROM payment
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'repaid'
     WHERE payment.grant_id = "grant".id) AS repaid_minor,
    (SELECT coalesce(sum(justified_minor), 0) FROM grant_paper WHERE grant_paper.grant_id = "grant".id) AS justified_minor
FROM "grant";

CREATE VIEW instalment_position AS
SELECT instalment.id AS instalment_id, instalment.grant_id,
    (SELECT coalesce(sum(payment.amount_minor), 0) FROM payment
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'paid'
     WHERE payment.instalment_id = instalment.id) AS paid_minor,
    (SELECT count(*) FROM grant_paper WHERE grant_paper.instalment_id = instalment.id
     AND received_on IS NULL AND waived_reason = '') AS missing_papers
FROM instalment;

CREATE VIEW commitment_position AS
SELECT commitment.id AS commitment_id, commitment.grant_id,
    (SELECT coalesce(sum(payment.euro_minor), 0) FROM payment
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'paid'
     WHERE payment.commitment_id = commitment.id) AS paid_minor
FROM commitment;

-- ---------------------------------------------------------------------------------------------------- walls

-- What a batch touched. The walls stand at its end, when `act` is emptied: an undo, a carry-over or a closing pass through
-- states « one too many » on the way, in an order of their own.
CREATE TABLE axis_check (
    exercise_id INTEGER NOT NULL,
    axis_id INTEGER NOT NULL,
    excess_minor INTEGER NOT NULL,                                 -- beyond credit and permission when the batch first touched it
    PRIMARY KEY (exercise_id, axis_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE year_check (
    exercise_id INTEGER NOT NULL PRIMARY KEY,
    was_closed INTEGER NOT NULL,
    is_written INTEGER NOT NULL
) STRICT;

CREATE TABLE grant_check (
    grant_id INTEGER NOT NULL PRIMARY KEY
) STRICT;

CREATE VIEW touch_axis (exercise_id, axis_id) AS SELECT 0, 0;
CREATE TRIGGER touch_axis_note INSTEAD OF INSERT ON touch_axis BEGIN
    INSERT INTO axis_check (exercise_id, axis_id, excess_minor)
    SELECT exercise_id, axis_id, max(0, committed_minor + carried_out_minor + credit_out_minor - voted_minor - moved_minor - excess_minor)
    FROM axis_position WHERE axis_position.exercise_id = NEW.exercise_id AND axis_position.axis_id = NEW.axis_id
    ON CONFLICT DO NOTHING;
    INSERT INTO year_check (exercise_id, was_closed, is_written)
    SELECT id, closed_on IS NOT NULL, 1 FROM exercise WHERE id = NEW.exercise_id
    ON CONFLICT (exercise_id) DO UPDATE SET is_written = 1;
END;

CREATE TRIGGER exercise_closing BEFORE UPDATE OF closed_on ON exercise WHEN OLD.closed_on IS NOT NEW.closed_on BEGIN
    INSERT INTO year_check (exercise_id, was_closed, is_written) VALUES (OLD.id, OLD.closed_on IS NOT NULL, 0)
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER exercise_figures BEFORE UPDATE OF budget_minor, year, authority_id, voted_on, deliberation ON exercise
WHEN OLD.budget_minor IS NOT NEW.budget_minor OR OLD.year IS NOT NEW.year OR OLD.authority_id IS NOT NEW.authority_id
    OR OLD.voted_on IS NOT NEW.voted_on OR OLD.deliberation IS NOT NEW.deliberation BEGIN
    INSERT INTO year_check (exercise_id, was_closed, is_written) VALUES (OLD.id, OLD.closed_on IS NOT NULL, 1)
    ON CONFLICT (exercise_id) DO UPDATE SET is_written = 1;
END;

CREATE TRIGGER credit_touch_insert BEFORE INSERT ON credit BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (NEW.exercise_id, NEW.axis_id);
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (NEW.from_exercise_id, NEW.axis_id);
END;
CREATE TRIGGER credit_touch_update BEFORE UPDATE ON credit BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.exercise_id, OLD.axis_id);
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.from_exercise_id, OLD.axis_id);
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (NEW.exercise_id, NEW.axis_id);
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (NEW.from_exercise_id, NEW.axis_id);
END;
CREATE TRIGGER credit_touch_delete BEFORE DELETE ON credit BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.exercise_id, OLD.axis_id);
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.from_exercise_id, OLD.axis_id);
END;

CREATE TRIGGER credit_transfer_touch_insert BEFORE INSERT ON credit_transfer BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (NEW.exercise_id, NEW.from_axis_id), (NEW.exercise_id, NEW.to_axis_id);
END;
CREATE TRIGGER credit_transfer_touch_update BEFORE UPDATE ON credit_transfer BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.exercise_id, OLD.from_axis_id), (OLD.exercise_id, OLD.to_axis_id),
        (NEW.exercise_id, NEW.from_axis_id), (NEW.exercise_id, NEW.to_axis_id);
END;
CREATE TRIGGER credit_transfer_touch_delete BEFORE DELETE ON credit_transfer BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.exercise_id, OLD.from_axis_id), (OLD.exercise_id, OLD.to_axis_id);
END;

CREATE TRIGGER commitment_touch_insert BEFORE INSERT ON commitment BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (NEW.exercise_id, NEW.axis_id);
    INSERT INTO grant_check (grant_id) VALUES (NEW.grant_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER commitment_touch_update BEFORE UPDATE ON commitment BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.exercise_id, OLD.axis_id), (NEW.exercise_id, NEW.axis_id);
    INSERT INTO grant_check (grant_id) VALUES (OLD.grant_id), (NEW.grant_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER commitment_touch_delete BEFORE DELETE ON commitment BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.exercise_id, OLD.axis_id);
    INSERT INTO grant_check (grant_id) VALUES (OLD.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER payment_touch_insert BEFORE INSERT ON payment BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) SELECT exercise_id, axis_id FROM commitment
    WHERE id = NEW.commitment_id AND NEW.kind_code IN ('payment', 'payment_reversal');  -- a repayment comes years later
    INSERT INTO grant_check (grant_id) VALUES (NEW.grant_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER payment_touch_delete BEFORE DELETE ON payment BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) SELECT exercise_id, axis_id FROM commitment
    WHERE id = OLD.commitment_id AND OLD.kind_code IN ('payment', 'payment_reversal');
    INSERT INTO grant_check (grant_id) VALUES (OLD.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER grant_touch_update BEFORE UPDATE OF voted_minor, released_minor, status_code, currency, direction, axis_id ON "grant" BEGIN
    INSERT INTO grant_check (grant_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER grant_touch_insert BEFORE INSERT ON "grant" BEGIN
    INSERT INTO grant_check (grant_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER instalment_touch_insert BEFORE INSERT ON instalment BEGIN
    INSERT INTO grant_check (grant_id) VALUES (NEW.grant_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER instalment_touch_update BEFORE UPDATE ON instalment BEGIN
    INSERT INTO grant_check (grant_id) VALUES (OLD.grant_id), (NEW.grant_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER grant_paper_touch_update BEFORE UPDATE OF justified_minor, grant_id ON grant_paper BEGIN
    INSERT INTO grant_check (grant_id) VALUES (OLD.grant_id), (NEW.grant_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER grant_paper_touch_delete BEFORE DELETE ON grant_paper BEGIN
    INSERT INTO grant_check (grant_id) VALUES (OLD.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER act_money BEFORE DELETE ON act
WHEN EXISTS (SELECT 1 FROM year_check) OR EXISTS (SELECT 1 FROM grant_check) OR EXISTS (SELECT 1 FROM axis_check) BEGIN
    SELECT RAISE(ABORT, 'closed_year')
    FROM year_check JOIN exercise ON exercise.id = year_check.exercise_id
    WHERE year_check.was_closed = 1 AND year_check.is_written = 1 AND exercise.closed_on IS NOT NULL;
    SELECT RAISE(ABORT, 'undecided')
    FROM grant_check JOIN "grant" ON "grant".id = grant_check.grant_id
    JOIN grant_status ON grant_status.code = "grant".status_code
    WHERE grant_status.is_voted = 0
    AND (EXISTS (SELECT 1 FROM commitment WHERE commitment.grant_id = "grant".id)
        OR EXISTS (SELECT 1 FROM payment WHERE payment.grant_id = "grant".id) OR "grant".voted_minor IS NOT NULL);
    SELECT RAISE(ABORT, 'no_amount')
    FROM grant_check JOIN "grant" ON "grant".id = grant_check.grant_id
    JOIN grant_status ON grant_status.code = "grant".status_code
    WHERE grant_status.is_voted = 1 AND ("grant".voted_minor IS NULL OR "grant".voted_on IS NULL);
    SELECT RAISE(ABORT, 'mismatch')
    FROM grant_check JOIN "grant" ON "grant".id = grant_check.grant_id
    JOIN commitment ON commitment.grant_id = "grant".id
    JOIN exercise ON exercise.id = commitment.exercise_id
    JOIN funding_axis ON funding_axis.id = commitment.axis_id
    WHERE "grant".direction <> 'given' OR exercise.authority_id <> "grant".authority_id
    OR funding_axis.authority_id <> "grant".authority_id;
    SELECT RAISE(ABORT, 'overpaid')
    FROM grant_check JOIN grant_position ON grant_position.grant_id = grant_check.grant_id
    WHERE grant_position.paid_minor > grant_position.granted_minor;
    SELECT RAISE(ABORT, 'overpaid')
    FROM grant_check JOIN instalment ON instalment.grant_id = grant_check.grant_id
    JOIN instalment_position ON instalment_position.instalment_id = instalment.id
    WHERE instalment_position.paid_minor > instalment.amount_minor;
    SELECT RAISE(ABORT, 'overscheduled')
    FROM grant_check JOIN grant_position ON grant_position.grant_id = grant_check.grant_id
    JOIN "grant" ON "grant".id = grant_check.grant_id AND "grant".voted_minor IS NOT NULL
    WHERE grant_position.scheduled_minor > grant_position.granted_minor;
    SELECT RAISE(ABORT, 'overcommitted')
    FROM grant_check JOIN grant_position ON grant_position.grant_id = grant_check.grant_id
    JOIN "grant" ON "grant".id = grant_check.grant_id AND "grant".currency = 'EUR'
    WHERE grant_position.committed_minor > grant_position.granted_minor;
    SELECT RAISE(ABORT, 'overcommitted')
    FROM grant_check JOIN commitment ON commitment.grant_id = grant_check.grant_id
    JOIN commitment AS source ON source.id = commitment.carried_from_id
    WHERE commitment.amount_minor > source.carried_minor OR source.grant_id <> commitment.grant_id
    OR source.axis_id <> commitment.axis_id;
    SELECT RAISE(ABORT, 'uncommitted')
    FROM grant_check JOIN commitment ON commitment.grant_id = grant_check.grant_id
    JOIN commitment_position ON commitment_position.commitment_id = commitment.id
    WHERE commitment_position.paid_minor > commitment.amount_minor;
    SELECT RAISE(ABORT, 'unjustified')
    FROM grant_check JOIN grant_position ON grant_position.grant_id = grant_check.grant_id
    JOIN "grant" ON "grant".id = grant_check.grant_id AND "grant".direction = 'given'
    JOIN instalment ON instalment.grant_id = grant_check.grant_id AND instalment.is_balance = 1
    JOIN instalment_position ON instalment_position.instalment_id = instalment.id AND instalment_position.paid_minor > 0
    WHERE grant_position.paid_minor > grant_position.justified_minor;
    SELECT RAISE(ABORT, 'overrepaid')
    FROM grant_check JOIN grant_position ON grant_position.grant_id = grant_check.grant_id
    WHERE grant_position.repaid_minor > grant_position.paid_minor OR grant_position.repaid_minor < 0;
    SELECT RAISE(ABORT, 'overspent')
    FROM axis_check JOIN axis_position
        ON axis_position.exercise_id = axis_check.exercise_id AND axis_position.axis_id = axis_check.axis_id
    WHERE axis_position.committed_minor + axis_position.carried_out_minor + axis_position.credit_out_minor
        - axis_position.voted_minor - axis_position.moved_minor - axis_position.excess_minor > axis_check.excess_minor;
    DELETE FROM axis_check;
    DELETE FROM year_check;
    DELETE FROM grant_check;
END;

-- A payment says once and for all what was paid. Only the undo of the very act may take it away.
CREATE TRIGGER payment_is_final BEFORE UPDATE ON payment BEGIN
    SELECT RAISE(ABORT, 'paid');
END;
CREATE TRIGGER payment_stays BEFORE DELETE ON payment
WHEN NOT EXISTS (SELECT 1 FROM act JOIN revision ON revision.seq = act.revision WHERE revision.undoes IS NOT NULL) BEGIN
    SELECT RAISE(ABORT, 'paid');
END;

CREATE TRIGGER payment_agrees BEFORE INSERT ON payment BEGIN
    SELECT RAISE(ABORT, 'mismatch') FROM "grant" WHERE "grant".id = NEW.grant_id
    AND (NEW.currency <> "grant".currency OR (NEW.commitment_id IS NULL) <> ("grant".direction = 'received'));
    SELECT RAISE(ABORT, 'mismatch') WHERE (SELECT grant_id FROM commitment WHERE id = NEW.commitment_id) <> NEW.grant_id
    OR (SELECT grant_id FROM instalment WHERE id = NEW.instalment_id) <> NEW.grant_id;
    SELECT RAISE(ABORT, 'mismatch') FROM payment AS original JOIN payment_kind ON payment_kind.code = original.kind_code
    WHERE original.id = NEW.reverses_id
    AND (original.amount_minor <> -NEW.amount_minor OR original.euro_minor <> -NEW.euro_minor OR original.grant_id <> NEW.grant_id
        OR original.instalment_id IS NOT NEW.instalment_id OR payment_kind.is_reversal = 1
        OR NEW.kind_code <> original.kind_code || '_reversal');
    SELECT RAISE(ABORT, 'no_instalment') WHERE NEW.kind_code = 'payment' AND NEW.instalment_id IS NULL;
    SELECT RAISE(ABORT, 'unsigned') FROM "grant" WHERE "grant".id = NEW.grant_id AND NEW.kind_code = 'payment'
    AND "grant".needs_agreement = 1 AND "grant".signed_on IS NULL;
    SELECT RAISE(ABORT, 'papers_missing') FROM instalment_position
    WHERE instalment_position.instalment_id = NEW.instalment_id AND NEW.kind_code = 'payment' AND missing_papers > 0;
END;

-- A number of « mandat » is given once in an authority's year; a reverse entry carries its own.
CREATE TRIGGER payment_order_is_new BEFORE INSERT ON payment WHEN NEW.order_number <> '' BEGIN
    SELECT RAISE(ABORT, 'order_taken')
    FROM payment AS other
    JOIN commitment AS theirs ON theirs.id = other.commitment_id
    JOIN exercise AS their_year ON their_year.id = theirs.exercise_id
    JOIN commitment AS ours ON ours.id = NEW.commitment_id
    JOIN exercise AS our_year ON our_year.id = ours.exercise_id
    WHERE other.order_number = NEW.order_number AND their_year.authority_id = our_year.authority_id
    AND substr(other.paid_on, 1, 4) = substr(NEW.paid_on, 1, 4);
END;
CREATE INDEX payment_order_number ON payment (order_number) WHERE order_number <> '';

-- What has been paid keeps its instalment, its commitment and its rate.
CREATE TRIGGER exchange_rate_is_used BEFORE UPDATE OF units_micro, currency, rated_on ON exchange_rate
WHEN EXISTS (SELECT 1 FROM payment WHERE rate_id = OLD.id) AND (OLD.units_micro IS NOT NEW.units_micro
    OR OLD.currency IS NOT NEW.currency OR OLD.rated_on IS NOT NEW.rated_on) BEGIN
    SELECT RAISE(ABORT, 'paid');
END;

CREATE TRIGGER credit_stamp_insert AFTER INSERT ON credit BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id = NEW.exercise_id;
END;
CREATE TRIGGER credit_stamp_update AFTER UPDATE ON credit BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id IN (OLD.exercise_id, NEW.exercise_id);
END;
CREATE TRIGGER credit_stamp_delete AFTER DELETE ON credit BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id = OLD.exercise_id;
END;
CREATE TRIGGER commitment_stamp_insert AFTER INSERT ON commitment BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id = NEW.exercise_id;
END;
CREATE TRIGGER commitment_stamp_update AFTER UPDATE ON commitment BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id IN (OLD.exercise_id, NEW.exercise_id);
END;
CREATE TRIGGER commitment_stamp_delete AFTER DELETE ON commitment BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id = OLD.exercise_id;
END;
CREATE TRIGGER payment_stamp_insert AFTER INSERT ON payment BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id = (SELECT exercise_id FROM commitment WHERE id = NEW.commitment_id);
END;
CREATE TRIGGER payment_stamp_delete AFTER DELETE ON payment BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id = (SELECT exercise_id FROM commitment WHERE id = OLD.commitment_id);
END;

-- ---------------------------------------------------------------------------------------------------- search

CREATE TABLE grant_text (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    holder TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE VIRTUAL TABLE grant_fts USING fts5 (
    number, title, holder, place, body,
    content='grant_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);
CREATE TRIGGER grant_text_ai AFTER INSERT ON grant_text BEGIN
    INSERT INTO grant_fts (rowid, number, title, holder, place, body)
    VALUES (new.id, new.number, new.title, new.holder, new.place, new.body);
END;
CREATE TRIGGER grant_text_ad AFTER DELETE ON grant_text BEGIN
    INSERT INTO grant_fts (grant_fts, rowid, number, title, holder, place, body)
    VALUES ('delete', old.id, old.number, old.title, old.holder, old.place, old.body);
END;
CREATE TRIGGER grant_text_au AFTER UPDATE ON grant_text BEGIN
    INSERT INTO grant_fts (grant_fts, rowid, number, title, holder, place, body)
    VALUES ('delete', old.id, old.number, old.title, old.holder, old.place, old.body);
    INSERT INTO grant_fts (rowid, number, title, holder, place, body)
    VALUES (new.id, new.number, new.title, new.holder, new.place, new.body);
END;

CREATE TABLE application_text (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    partners TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE VIRTUAL TABLE application_fts USING fts5 (
    number, title, partners, body,
    content='application_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);
CREATE TRIGGER application_text_ai AFTER INSERT ON application_text BEGIN
    INSERT INTO application_fts (rowid, number, title, partners, body)
    VALUES (new.id, new.number, new.title, new.partners, new.body);
END;
CREATE TRIGGER application_text_ad AFTER DELETE ON application_text BEGIN
    INSERT INTO application_fts (application_fts, rowid, number, title, partners, body)
    VALUES ('delete', old.id, old.number, old.title, old.partners, old.body);
END;
CREATE TRIGGER application_text_au AFTER UPDATE ON application_text BEGIN
    INSERT INTO application_fts (application_fts, rowid, number, title, partners, body)
    VALUES ('delete', old.id, old.number, old.title, old.partners, old.body);
    INSERT INTO application_fts (rowid, number, title, partners, body)
    VALUES (new.id, new.number, new.title, new.partners, new.body);
END;

CREATE TRIGGER grant_search_ai AFTER INSERT ON "grant" BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('grant', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER grant_search_au AFTER UPDATE ON "grant" BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('grant', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER grant_search_ad AFTER DELETE ON "grant" BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('grant', old.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER payment_search_ai AFTER INSERT ON payment BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('grant', new.grant_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER payment_search_ad AFTER DELETE ON payment BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('grant', old.grant_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_grant_search_au AFTER UPDATE OF title, number ON project BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'grant', id FROM "grant" WHERE project_id = new.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER funding_axis_search_au AFTER UPDATE OF name ON funding_axis BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'grant', id FROM "grant" WHERE axis_id = new.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER application_search_ai AFTER INSERT ON application BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('application', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER application_search_au AFTER UPDATE ON application BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('application', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER application_search_ad AFTER DELETE ON application BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('application', old.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER application_partner_search_ai AFTER INSERT ON application_partner BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('application', new.application_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER application_partner_search_au AFTER UPDATE ON application_partner BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('application', new.application_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER application_partner_search_ad AFTER DELETE ON application_partner BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('application', old.application_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER funding_call_search_au AFTER UPDATE OF title, reference ON funding_call BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'application', id FROM application WHERE call_id = new.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER programme_search_au AFTER UPDATE OF name, acronym ON programme BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'application', application.id FROM application JOIN funding_call ON funding_call.id = application.call_id
    WHERE funding_call.programme_id = new.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER organisation_funding_search_au AFTER UPDATE OF name, acronym ON organisation
WHEN OLD.name IS NOT NEW.name OR OLD.acronym IS NOT NEW.acronym BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'grant', id FROM "grant" WHERE organisation_id = new.id ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'application', id FROM application WHERE lead_id = new.id
    UNION SELECT 'application', application_id FROM application_partner WHERE organisation_id = new.id
    ON CONFLICT DO NOTHING;
END;
