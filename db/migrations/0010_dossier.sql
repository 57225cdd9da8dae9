-- Project dossiers in depth: logical framework, several years and nomenclatures of one budget, means, the holder's own facts,
-- frozen copies, opinions, tasks, exchanges, and the advice given to those who hold projects.
-- Reference rows stand in db/reference/<table>.csv.

-- ---------------------------------------------------------------------------------------------------- code lists

ALTER TABLE budget_template ADD COLUMN family TEXT NOT NULL DEFAULT 'cerfa';
ALTER TABLE budget_template ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE budget_line_template ADD COLUMN role TEXT NOT NULL DEFAULT ''           -- what rules know a line by, whatever its code
    CHECK (role IN ('', 'grant', 'funder', 'own', 'hours', 'hours_value', 'contingency', 'overhead', 'taxes'));

CREATE TABLE budget_subtotal (                                     -- totals a form shows between its lines; always derived
    template_code TEXT NOT NULL REFERENCES budget_template (code),
    code TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('charge', 'product')),
    after_code TEXT NOT NULL,                                      -- the section it stands behind
    of_codes TEXT NOT NULL,                                        -- the sections it adds up, between blanks
    printed_code TEXT NOT NULL DEFAULT '',
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (template_code, code),
    FOREIGN KEY (template_code, after_code) REFERENCES budget_line_template (template_code, code)
) STRICT;
CREATE INDEX budget_subtotal_after ON budget_subtotal (template_code, after_code);

CREATE TABLE budget_rule (                                         -- shares a form allows; they are told, they never forbid
    template_code TEXT NOT NULL REFERENCES budget_template (code),
    code TEXT NOT NULL,
    line_code TEXT NOT NULL,
    of_codes TEXT NOT NULL,                                        -- what the share is taken of, between blanks
    most_permille INTEGER NOT NULL CHECK (most_permille BETWEEN 0 AND 1000),
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL,
    PRIMARY KEY (template_code, code),
    FOREIGN KEY (template_code, line_code) REFERENCES budget_line_template (template_code, code)
) STRICT;
CREATE INDEX budget_rule_line ON budget_rule (template_code, line_code);

CREATE TABLE budget_match (                                        -- where a line of one form stands in another one unless somebody says otherwise
    template_code TEXT NOT NULL,
    line_code TEXT NOT NULL,
    other_code TEXT NOT NULL REFERENCES budget_template (code),
    other_line TEXT NOT NULL,
    PRIMARY KEY (template_code, line_code, other_code),
    FOREIGN KEY (template_code, line_code) REFERENCES budget_line_template (template_code, code),
    FOREIGN KEY (other_code, other_line) REFERENCES budget_line_template (template_code, code)
) STRICT;
CREATE INDEX budget_match_other ON budget_match (other_code, other_line);

CREATE TABLE means_kind (                                          -- who works for a project, and whether their hours are valued
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_volunteer INTEGER NOT NULL CHECK (is_volunteer IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE opinion_verdict (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('neutral', 'info', 'success', 'warning', 'danger')),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE exchange_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    icon TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE advice_mode (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------------------------------------------- the dossier's own fields

ALTER TABLE project ADD COLUMN addressee TEXT NOT NULL DEFAULT '';                  -- the service that is asked, as the cover names it
ALTER TABLE project ADD COLUMN addressee_kind TEXT NOT NULL DEFAULT ''
    CHECK (addressee_kind IN ('', 'state', 'region', 'department', 'municipality', 'public_body', 'other'));
ALTER TABLE project ADD COLUMN deadline_on TEXT;                                    -- the call's last day
ALTER TABLE project ADD COLUMN material_means TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN recruits INTEGER CHECK (recruits IN (0, 1));         -- NULL: not said
ALTER TABLE project ADD COLUMN recruits_milli INTEGER CHECK (recruits_milli >= 0);  -- thousandths of a full-time post

ALTER TABLE project_partner ADD COLUMN country_code TEXT REFERENCES country (code);
ALTER TABLE project_partner ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE project_partner ADD COLUMN latitude_e6 INTEGER CHECK (latitude_e6 BETWEEN -90000000 AND 90000000);
ALTER TABLE project_partner ADD COLUMN longitude_e6 INTEGER CHECK (longitude_e6 BETWEEN -180000000 AND 180000000);
CREATE INDEX project_partner_country_code ON project_partner (country_code);

CREATE TABLE project_place (                                       -- where else the project takes place
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    country_code TEXT REFERENCES country (code),
    latitude_e6 INTEGER CHECK (latitude_e6 BETWEEN -90000000 AND 90000000),
    longitude_e6 INTEGER CHECK (longitude_e6 BETWEEN -180000000 AND 180000000),
    note TEXT NOT NULL DEFAULT '',
    CHECK ((latitude_e6 IS NULL) = (longitude_e6 IS NULL))
) STRICT;
CREATE INDEX project_place_project_id ON project_place (project_id, position);
CREATE INDEX project_place_country_code ON project_place (country_code);

-- ---------------------------------------------------------------------------------------------------- logical framework

CREATE TABLE project_logframe (                                    -- activities are the dossier's own, each tied to a result
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('general', 'specific', 'result', 'precondition')),
    intervention TEXT NOT NULL DEFAULT '',
    verification TEXT NOT NULL DEFAULT '',                         -- sources beyond those of the indicators
    hypotheses TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX project_logframe_project_id ON project_logframe (project_id, position);

ALTER TABLE project_activity ADD COLUMN result_id INTEGER REFERENCES project_logframe (id);
ALTER TABLE project_activity ADD COLUMN means TEXT NOT NULL DEFAULT '';
ALTER TABLE project_activity ADD COLUMN hypotheses TEXT NOT NULL DEFAULT '';
CREATE INDEX project_activity_result_id ON project_activity (result_id);

CREATE TABLE project_indicator (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    logframe_id INTEGER REFERENCES project_logframe (id),
    name TEXT NOT NULL CHECK (name <> ''),
    measure TEXT NOT NULL DEFAULT 'number' CHECK (measure IN ('number', 'percent', 'quality')),
    unit TEXT NOT NULL DEFAULT '',
    baseline_milli INTEGER,                                        -- thousandths; of a quality the words stand beside
    baseline_text TEXT NOT NULL DEFAULT '',
    baseline_year INTEGER CHECK (baseline_year BETWEEN 1900 AND 2200),
    target_milli INTEGER,
    target_text TEXT NOT NULL DEFAULT '',
    target_year INTEGER CHECK (target_year BETWEEN 1900 AND 2200),
    actual_milli INTEGER,
    actual_text TEXT NOT NULL DEFAULT '',
    actual_on TEXT,
    source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX project_indicator_project_id ON project_indicator (project_id, position);
CREATE INDEX project_indicator_logframe_id ON project_indicator (logframe_id);

-- ---------------------------------------------------------------------------------------------------- budget

ALTER TABLE budget_line ADD COLUMN scope TEXT NOT NULL DEFAULT 'project'            -- the project's budget, or the holder's own of the year
    CHECK (scope IN ('project', 'holder'));
ALTER TABLE budget_line ADD COLUMN revised_minor INTEGER CHECK (revised_minor >= 0);  -- NULL: as forecast
ALTER TABLE budget_line ADD COLUMN foreign_minor INTEGER CHECK (foreign_minor >= 0);  -- the forecast as it was typed, in another currency
ALTER TABLE budget_line ADD COLUMN foreign_currency TEXT NOT NULL DEFAULT '';
ALTER TABLE budget_line ADD COLUMN foreign_rate TEXT NOT NULL DEFAULT '';             -- how many of them for one euro, as decimal digits
ALTER TABLE budget_line ADD COLUMN foreign_on TEXT;
ALTER TABLE budget_line ADD COLUMN proof_paper_id INTEGER REFERENCES project_paper (id);
CREATE INDEX budget_line_proof_paper_id ON budget_line (proof_paper_id);

CREATE TABLE budget_year (                                         -- how a line is spread over the years of the project
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    line_id INTEGER NOT NULL REFERENCES budget_line (id) ON DELETE CASCADE,
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    amount_minor INTEGER NOT NULL DEFAULT 0 CHECK (amount_minor >= 0),
    revised_minor INTEGER CHECK (revised_minor >= 0),
    actual_minor INTEGER CHECK (actual_minor >= 0),
    UNIQUE (line_id, year)
) STRICT;

CREATE TABLE budget_place (                                        -- where somebody put a line in another nomenclature than the one it was entered in
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    line_id INTEGER NOT NULL REFERENCES budget_line (id) ON DELETE CASCADE,
    template_code TEXT NOT NULL,
    line_code TEXT NOT NULL,
    UNIQUE (line_id, template_code),
    FOREIGN KEY (template_code, line_code) REFERENCES budget_line_template (template_code, code)
) STRICT;
CREATE INDEX budget_place_template_line ON budget_place (template_code, line_code);

CREATE TABLE project_rate (                                        -- a dossier's exchange rates: how many units for one euro, from when, says who
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    per_euro TEXT NOT NULL CHECK (per_euro GLOB '[0-9]*' AND per_euro NOT GLOB '*[^0-9.]*'),
    rated_on TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    UNIQUE (project_id, currency)
) STRICT;

CREATE TABLE project_means (                                       -- the people of the project; hours of volunteers are valued at their class's rate
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    kind_code TEXT NOT NULL REFERENCES means_kind (code),
    name TEXT NOT NULL DEFAULT '',                                 -- what they do: « encadrement des chantiers »
    side TEXT NOT NULL DEFAULT 'here' CHECK (side IN ('here', 'there')),
    people INTEGER CHECK (people >= 0),
    posts_milli INTEGER CHECK (posts_milli >= 0),                  -- thousandths of a full-time post
    hours_milli INTEGER CHECK (hours_milli >= 0),
    rate_minor INTEGER CHECK (rate_minor >= 0),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    proof TEXT NOT NULL DEFAULT ''                                 -- what the rate rests on
) STRICT;
CREATE INDEX project_means_project_id ON project_means (project_id, position);
CREATE INDEX project_means_kind_code ON project_means (kind_code);

-- ---------------------------------------------------------------------------------------------------- the holder, as the application form asks

CREATE TABLE holder_profile (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    organisation_id INTEGER NOT NULL UNIQUE REFERENCES organisation (id),
    correspondence TEXT NOT NULL DEFAULT '',                       -- the address letters go to, when it is another one
    is_public_utility INTEGER CHECK (is_public_utility IN (0, 1)), -- NULL: not said
    public_utility_on TEXT,
    pays_business_tax INTEGER CHECK (pays_business_tax IN (0, 1)),
    networks TEXT NOT NULL DEFAULT '',                             -- unions, federations, networks it belongs to
    has_member_bodies INTEGER CHECK (has_member_bodies IN (0, 1)),
    member_bodies TEXT NOT NULL DEFAULT ''                         -- members that are legal persons themselves
) STRICT;

CREATE TABLE holder_approval (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    given_by TEXT NOT NULL DEFAULT '',
    given_on TEXT
) STRICT;
CREATE INDEX holder_approval_organisation_id ON holder_approval (organisation_id, position);

CREATE TABLE holder_year (                                         -- means on 31 December, and the exercise
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    starts_on TEXT,
    ends_on TEXT,
    volunteers INTEGER CHECK (volunteers >= 0),
    civic_volunteers INTEGER CHECK (civic_volunteers >= 0),
    employees INTEGER CHECK (employees >= 0),
    subsidised INTEGER CHECK (subsidised >= 0),
    posts_milli INTEGER CHECK (posts_milli >= 0),
    lent_staff INTEGER CHECK (lent_staff >= 0),
    members INTEGER CHECK (members >= 0),
    UNIQUE (organisation_id, year)
) STRICT;

-- ---------------------------------------------------------------------------------------------------- the life of a dossier

CREATE TABLE project_snapshot (                                    -- the whole dossier as it was submitted; never changed
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    number INTEGER NOT NULL CHECK (number >= 1),                   -- the V of the papers' code
    taken_on TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    actor TEXT NOT NULL DEFAULT '',
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,                                          -- of the content, in UTF-8
    content TEXT NOT NULL,                                         -- JSON
    UNIQUE (project_id, number)
) STRICT;
CREATE TRIGGER project_snapshot_unchanged BEFORE UPDATE ON project_snapshot BEGIN
    SELECT RAISE(ABORT, 'frozen');
END;
CREATE TRIGGER project_snapshot_kept BEFORE DELETE ON project_snapshot
WHEN NOT EXISTS (SELECT 1 FROM act a JOIN revision r ON r.seq = a.revision WHERE r.undoes IS NOT NULL) BEGIN
    SELECT RAISE(ABORT, 'frozen');                                 -- only the undo of a submission takes its copy back
END;

CREATE TABLE project_opinion (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    reviewer TEXT NOT NULL DEFAULT '',
    person_id INTEGER REFERENCES person (id),
    asked_on TEXT,
    given_on TEXT,
    verdict_code TEXT REFERENCES opinion_verdict (code),           -- NULL: awaited
    text TEXT NOT NULL DEFAULT '',
    is_printed INTEGER NOT NULL DEFAULT 1 CHECK (is_printed IN (0, 1))
) STRICT;
CREATE INDEX project_opinion_project_id ON project_opinion (project_id, position);
CREATE INDEX project_opinion_person_id ON project_opinion (person_id);
CREATE INDEX project_opinion_verdict_code ON project_opinion (verdict_code);

CREATE TABLE project_task (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    due_on TEXT,
    staff_id INTEGER REFERENCES staff (id),
    done_on TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX project_task_project_id ON project_task (project_id, position);
CREATE INDEX project_task_staff_id ON project_task (staff_id);
CREATE INDEX project_task_due ON project_task (due_on) WHERE done_on IS NULL;

CREATE TABLE project_exchange (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    kind_code TEXT NOT NULL REFERENCES exchange_kind (code),
    happened_on TEXT NOT NULL,
    is_incoming INTEGER NOT NULL DEFAULT 0 CHECK (is_incoming IN (0, 1)),
    with_whom TEXT NOT NULL DEFAULT '',
    person_id INTEGER REFERENCES person (id),
    staff_id INTEGER REFERENCES staff (id),
    subject TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX project_exchange_project_id ON project_exchange (project_id, happened_on);
CREATE INDEX project_exchange_kind_code ON project_exchange (kind_code);
CREATE INDEX project_exchange_person_id ON project_exchange (person_id);
CREATE INDEX project_exchange_staff_id ON project_exchange (staff_id);

-- ---------------------------------------------------------------------------------------------------- advice

CREATE TABLE advice (                                              -- an appointment, and what came of it
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    organisation_id INTEGER REFERENCES organisation (id),
    person_id INTEGER REFERENCES person (id),
    project_id INTEGER REFERENCES project (id),
    mode_code TEXT NOT NULL REFERENCES advice_mode (code),
    state TEXT NOT NULL DEFAULT 'given' CHECK (state IN ('planned', 'given', 'missed')),
    advised_on TEXT NOT NULL,
    starts_at TEXT,                                                -- HH:MM
    minutes INTEGER CHECK (minutes BETWEEN 0 AND 1440),
    staff_id INTEGER REFERENCES staff (id),
    subject TEXT NOT NULL CHECK (subject <> ''),
    note TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '',
    CHECK (organisation_id IS NOT NULL OR person_id IS NOT NULL)
) STRICT;
CREATE INDEX advice_advised_on ON advice (advised_on);
CREATE INDEX advice_organisation_id ON advice (organisation_id, advised_on);
CREATE INDEX advice_person_id ON advice (person_id);
CREATE INDEX advice_project_id ON advice (project_id);
CREATE INDEX advice_mode_code ON advice (mode_code);
CREATE INDEX advice_staff_id ON advice (staff_id);

CREATE TABLE advice_document (                                     -- what was handed out
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    advice_id INTEGER NOT NULL REFERENCES advice (id) ON DELETE CASCADE,
    document_id INTEGER NOT NULL REFERENCES document (id),
    UNIQUE (advice_id, document_id)
) STRICT;
CREATE INDEX advice_document_document_id ON advice_document (document_id);

-- ---------------------------------------------------------------------------------------------------- search

CREATE TRIGGER project_logframe_search_ai AFTER INSERT ON project_logframe BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_logframe_search_au AFTER UPDATE ON project_logframe BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_logframe_search_ad AFTER DELETE ON project_logframe BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', old.project_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_exchange_search_ai AFTER INSERT ON project_exchange BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_exchange_search_au AFTER UPDATE ON project_exchange BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_exchange_search_ad AFTER DELETE ON project_exchange BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', old.project_id) ON CONFLICT DO NOTHING;
END;
