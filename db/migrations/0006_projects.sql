-- Project dossiers: an association's project, its budget in the lines of a versioned form, its partners, its papers, its stages.
-- Reference rows stand in db/reference/<table>.csv.

-- ---------------------------------------------------------------------------------------------------- code lists

CREATE TABLE project_step (                                        -- what the stepper shows; several stages may share a step
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE project_stage (
    code TEXT PRIMARY KEY,
    step_code TEXT NOT NULL REFERENCES project_step (code),
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('neutral', 'info', 'success', 'warning', 'danger')),
    is_initial INTEGER NOT NULL DEFAULT 0 CHECK (is_initial IN (0, 1)),
    is_submission INTEGER NOT NULL DEFAULT 0 CHECK (is_submission IN (0, 1)),  -- the dossier leaves the association's hands
    is_decision INTEGER NOT NULL DEFAULT 0 CHECK (is_decision IN (0, 1)),
    is_grant INTEGER NOT NULL DEFAULT 0 CHECK (is_grant IN (0, 1)),            -- the decision gives an amount
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX project_stage_step_code ON project_stage (step_code);

CREATE TABLE project_stage_move (                                  -- which stage may follow which
    from_code TEXT NOT NULL REFERENCES project_stage (code),
    to_code TEXT NOT NULL REFERENCES project_stage (code),
    name_fr TEXT NOT NULL,                                         -- the act, as a button says it
    name_en TEXT NOT NULL,
    is_back INTEGER NOT NULL DEFAULT 0 CHECK (is_back IN (0, 1)),
    needs_motive INTEGER NOT NULL DEFAULT 0 CHECK (needs_motive IN (0, 1)),
    position INTEGER NOT NULL,
    PRIMARY KEY (from_code, to_code)
) STRICT;
CREATE INDEX project_stage_move_to_code ON project_stage_move (to_code);

CREATE TABLE partner_role (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE sdg (                                                 -- the United Nations' sustainable development goals
    number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 17),
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    short_fr TEXT NOT NULL,
    short_en TEXT NOT NULL
) STRICT;

CREATE TABLE paper_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    validity_months INTEGER NOT NULL DEFAULT 0 CHECK (validity_months >= 0),   -- 0: without limit
    is_yearly INTEGER NOT NULL DEFAULT 0 CHECK (is_yearly IN (0, 1)),          -- one for each exercise
    is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),        -- put on the checklist of each new dossier
    is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0, 1)),        -- never reproduced unasked
    condition_fr TEXT NOT NULL DEFAULT '',
    condition_en TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE paper_state (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('neutral', 'info', 'success', 'warning', 'danger')),
    is_valid INTEGER NOT NULL CHECK (is_valid IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE cofunding_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('neutral', 'info', 'success', 'warning', 'danger')),
    is_counted INTEGER NOT NULL CHECK (is_counted IN (0, 1)),      -- 0: the line stays visible and leaves the totals
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE budget_template (                                     -- one row an edition of a form; old editions are kept
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    edition TEXT NOT NULL,
    source TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    is_current INTEGER NOT NULL DEFAULT 0 CHECK (is_current IN (0, 1))
) STRICT;

CREATE TABLE budget_line_template (
    template_code TEXT NOT NULL REFERENCES budget_template (code),
    code TEXT NOT NULL,
    parent_code TEXT,
    side TEXT NOT NULL CHECK (side IN ('charge', 'product')),
    block TEXT NOT NULL CHECK (block IN ('direct', 'indirect', 'own', 'volunteer')),
    printed_code TEXT NOT NULL DEFAULT '',                         -- what the form prints before the label
    account TEXT NOT NULL DEFAULT '',                              -- the account of the books: 870 of the form is 875 there
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_heading INTEGER NOT NULL DEFAULT 0 CHECK (is_heading IN (0, 1)),
    is_repeatable INTEGER NOT NULL DEFAULT 0 CHECK (is_repeatable IN (0, 1)),  -- one free line a funder
    hint TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL,
    PRIMARY KEY (template_code, code),
    FOREIGN KEY (template_code, parent_code) REFERENCES budget_line_template (template_code, code)
) STRICT;
CREATE INDEX budget_line_template_parent ON budget_line_template (template_code, parent_code);

-- ---------------------------------------------------------------------------------------------------- dossiers

CREATE TABLE project (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE,                                   -- 2026-017: a sequence a year, never given twice
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),      -- the exercise of the request
    call_name TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL,
    summary TEXT NOT NULL DEFAULT '',
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    representative_id INTEGER REFERENCES person (id),
    contact_id INTEGER REFERENCES person (id),
    staff_id INTEGER REFERENCES staff (id),                        -- who follows it at the centre
    stage_code TEXT NOT NULL REFERENCES project_stage (code),
    template_code TEXT NOT NULL REFERENCES budget_template (code),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    request_form TEXT NOT NULL DEFAULT 'cash' CHECK (request_form IN ('cash', 'in_kind', 'both')),
    request_frequency TEXT NOT NULL DEFAULT 'first' CHECK (request_frequency IN ('first', 'renewal')),
    request_object TEXT NOT NULL DEFAULT 'project' CHECK (request_object IN ('project', 'global')),
    request_period TEXT NOT NULL DEFAULT 'annual' CHECK (request_period IN ('annual', 'multiyear')),
    country_code TEXT REFERENCES country (code),
    place TEXT NOT NULL DEFAULT '',
    place_detail TEXT NOT NULL DEFAULT '',
    latitude_e6 INTEGER CHECK (latitude_e6 BETWEEN -90000000 AND 90000000),
    longitude_e6 INTEGER CHECK (longitude_e6 BETWEEN -180000000 AND 180000000),
    starts_on TEXT,
    ends_on TEXT,
    context TEXT NOT NULL DEFAULT '',
    general_objective TEXT NOT NULL DEFAULT '',
    specific_objective TEXT NOT NULL DEFAULT '',
    activities_note TEXT NOT NULL DEFAULT '',
    beneficiaries_note TEXT NOT NULL DEFAULT '',
    direct_beneficiaries INTEGER CHECK (direct_beneficiaries >= 0),
    indirect_beneficiaries INTEGER CHECK (indirect_beneficiaries >= 0),
    human_means TEXT NOT NULL DEFAULT '',
    education_here TEXT NOT NULL DEFAULT '',
    communication TEXT NOT NULL DEFAULT '',
    risks TEXT NOT NULL DEFAULT '',
    sustainability TEXT NOT NULL DEFAULT '',
    evaluation TEXT NOT NULL DEFAULT '',
    grant_use TEXT NOT NULL DEFAULT '',                            -- what the grant asked for makes possible
    budget_note TEXT NOT NULL DEFAULT '',
    internal_note TEXT NOT NULL DEFAULT '',                        -- never printed
    decided_on TEXT,
    decision_number TEXT NOT NULL DEFAULT '',                      -- the deliberation's
    granted_minor INTEGER CHECK (granted_minor >= 0),
    renewed_from_id INTEGER REFERENCES project (id),
    archived_on TEXT,
    CHECK ((latitude_e6 IS NULL) = (longitude_e6 IS NULL))
) STRICT;
CREATE INDEX project_year ON project (year, number);
CREATE INDEX project_organisation_id ON project (organisation_id);
CREATE INDEX project_representative_id ON project (representative_id);
CREATE INDEX project_contact_id ON project (contact_id);
CREATE INDEX project_staff_id ON project (staff_id);
CREATE INDEX project_stage_code ON project (stage_code);
CREATE INDEX project_template_code ON project (template_code);
CREATE INDEX project_country_code ON project (country_code);
CREATE INDEX project_renewed_from_id ON project (renewed_from_id);

CREATE TABLE project_stage_change (                                -- the dossier's own journal of stages, with the reasons given
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    from_code TEXT REFERENCES project_stage (code),
    to_code TEXT NOT NULL REFERENCES project_stage (code),
    changed_on TEXT NOT NULL,                                      -- the day it is true, which may be typed afterwards
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL DEFAULT '',
    motive TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX project_stage_change_project_id ON project_stage_change (project_id, recorded_at);
CREATE INDEX project_stage_change_from_code ON project_stage_change (from_code);
CREATE INDEX project_stage_change_to_code ON project_stage_change (to_code);

CREATE TABLE project_partner (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    contact_id INTEGER REFERENCES person (id),
    role_code TEXT NOT NULL REFERENCES partner_role (code),
    side TEXT NOT NULL CHECK (side IN ('here', 'there')),
    contribution TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX project_partner_project_id ON project_partner (project_id, position);
CREATE INDEX project_partner_organisation_id ON project_partner (organisation_id);
CREATE INDEX project_partner_contact_id ON project_partner (contact_id);
CREATE INDEX project_partner_role_code ON project_partner (role_code);

CREATE TABLE project_sector (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    sector_code TEXT NOT NULL REFERENCES sector (code),
    percent INTEGER CHECK (percent BETWEEN 0 AND 100)              -- NULL: not shared out
) STRICT;
CREATE INDEX project_sector_project_id ON project_sector (project_id, position);
CREATE INDEX project_sector_sector_code ON project_sector (sector_code);

CREATE TABLE project_goal (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    sdg_number INTEGER NOT NULL REFERENCES sdg (number)
) STRICT;
CREATE INDEX project_goal_project_id ON project_goal (project_id, position);
CREATE INDEX project_goal_sdg_number ON project_goal (sdg_number);

CREATE TABLE project_activity (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    theme TEXT NOT NULL DEFAULT '',                                -- the heading it stands under in the calendar
    title TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    rhythm TEXT NOT NULL DEFAULT 'continuous' CHECK (rhythm IN ('continuous', 'periodic', 'milestone')),
    starts_month TEXT NOT NULL DEFAULT '' CHECK (starts_month = '' OR starts_month GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
    ends_month TEXT NOT NULL DEFAULT '' CHECK (ends_month = '' OR ends_month GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
    responsible TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    quantity TEXT NOT NULL DEFAULT '',
    cost_minor INTEGER CHECK (cost_minor >= 0),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3)
) STRICT;
CREATE INDEX project_activity_project_id ON project_activity (project_id, position);

CREATE TABLE project_beneficiary (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    is_direct INTEGER NOT NULL DEFAULT 1 CHECK (is_direct IN (0, 1)),
    women INTEGER CHECK (women >= 0),
    men INTEGER CHECK (men >= 0),
    people INTEGER CHECK (people >= 0),                            -- when women and men were not counted apart
    change TEXT NOT NULL DEFAULT ''                                -- what changes for them
) STRICT;
CREATE INDEX project_beneficiary_project_id ON project_beneficiary (project_id, position);

CREATE TABLE budget_line (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    template_code TEXT NOT NULL,
    line_code TEXT NOT NULL,
    position INTEGER NOT NULL,
    label TEXT NOT NULL DEFAULT '',                                -- '': the form's own label
    quantity_milli INTEGER CHECK (quantity_milli >= 0),            -- thousandths of a unit
    unit TEXT NOT NULL DEFAULT '',
    unit_price_minor INTEGER CHECK (unit_price_minor >= 0),
    amount_minor INTEGER NOT NULL DEFAULT 0 CHECK (amount_minor >= 0),
    actual_minor INTEGER CHECK (actual_minor >= 0),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    is_requested INTEGER NOT NULL DEFAULT 0 CHECK (is_requested IN (0, 1)),    -- the grant this dossier asks for
    status_code TEXT REFERENCES cofunding_status (code),
    status_on TEXT,
    proof TEXT NOT NULL DEFAULT '',                                -- deliberation, letter, agreement that proves the status
    organisation_id INTEGER REFERENCES organisation (id),          -- the funder, when it stands in the directory
    FOREIGN KEY (template_code, line_code) REFERENCES budget_line_template (template_code, code)
) STRICT;
CREATE INDEX budget_line_project_id ON budget_line (project_id, position);
CREATE INDEX budget_line_template_line ON budget_line (template_code, line_code);
CREATE INDEX budget_line_status_code ON budget_line (status_code);
CREATE INDEX budget_line_organisation_id ON budget_line (organisation_id);

CREATE TABLE project_paper (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    kind_code TEXT REFERENCES paper_kind (code),                   -- NULL: a paper of its own kind, named by its label
    label TEXT NOT NULL DEFAULT '',
    state_code TEXT NOT NULL DEFAULT 'missing' REFERENCES paper_state (code),
    dated_on TEXT,
    expires_on TEXT,                                               -- NULL: dated_on and the kind's validity decide
    asked_on TEXT,
    pages INTEGER CHECK (pages >= 0),
    sha256 TEXT NOT NULL DEFAULT '',                               -- the file of the library; '' when it is not on file
    file_name TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT '',
    size INTEGER CHECK (size >= 0),
    location TEXT NOT NULL DEFAULT '',                             -- where the paper one can is
    note TEXT NOT NULL DEFAULT '',
    is_annexed INTEGER NOT NULL DEFAULT 1 CHECK (is_annexed IN (0, 1))
) STRICT;
CREATE INDEX project_paper_project_id ON project_paper (project_id, position);
CREATE INDEX project_paper_kind_code ON project_paper (kind_code);
CREATE INDEX project_paper_state_code ON project_paper (state_code);

-- ---------------------------------------------------------------------------------------------------- search

CREATE TABLE project_text (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    holder TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    partners TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE VIRTUAL TABLE project_fts USING fts5 (
    number, title, holder, place, partners, body,
    content='project_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);
CREATE TRIGGER project_text_ai AFTER INSERT ON project_text BEGIN
    INSERT INTO project_fts (rowid, number, title, holder, place, partners, body)
    VALUES (new.id, new.number, new.title, new.holder, new.place, new.partners, new.body);
END;
CREATE TRIGGER project_text_ad AFTER DELETE ON project_text BEGIN
    INSERT INTO project_fts (project_fts, rowid, number, title, holder, place, partners, body)
    VALUES ('delete', old.id, old.number, old.title, old.holder, old.place, old.partners, old.body);
END;
CREATE TRIGGER project_text_au AFTER UPDATE ON project_text BEGIN
    INSERT INTO project_fts (project_fts, rowid, number, title, holder, place, partners, body)
    VALUES ('delete', old.id, old.number, old.title, old.holder, old.place, old.partners, old.body);
    INSERT INTO project_fts (rowid, number, title, holder, place, partners, body)
    VALUES (new.id, new.number, new.title, new.holder, new.place, new.partners, new.body);
END;

CREATE TRIGGER project_search_ai AFTER INSERT ON project BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_search_au AFTER UPDATE ON project BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_search_ad AFTER DELETE ON project BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', old.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_partner_search_ai AFTER INSERT ON project_partner BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_partner_search_au AFTER UPDATE ON project_partner BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_partner_search_ad AFTER DELETE ON project_partner BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', old.project_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_activity_search_ai AFTER INSERT ON project_activity BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_activity_search_au AFTER UPDATE OF title, description, theme, place ON project_activity BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_activity_search_ad AFTER DELETE ON project_activity BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', old.project_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_holder_search_au AFTER UPDATE OF name ON organisation BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'project', id FROM project WHERE organisation_id = new.id
    UNION SELECT 'project', project_id FROM project_partner WHERE organisation_id = new.id
    ON CONFLICT DO NOTHING;
END;
