-- Cooperation: agreements with authorities abroad, partner countries, emergency aid, institutional support, outposts.
-- Reference rows stand in db/reference/<table>.csv. Money given stands in 0012_funding.sql; here are the promises and their story.

-- ---------------------------------------------------------------------------------------------------- code lists

CREATE TABLE agreement_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_amendment INTEGER NOT NULL DEFAULT 0 CHECK (is_amendment IN (0, 1)),       -- changes another act, never stands alone
    is_transmitted INTEGER NOT NULL DEFAULT 1 CHECK (is_transmitted IN (0, 1)),   -- goes to the prefect; a letter of intent does not
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE partner_kind (                                        -- why a country is a partner
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    shape TEXT NOT NULL CHECK (shape IN ('round', 'diamond', 'square')),          -- its mark on the map
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE crisis_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE support_kind (                                        -- what is given to a partner's own services
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    icon TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE cooperation_file_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------------------------------------------- agreements

CREATE TABLE agreement (                                           -- one row an act; the acts that follow one name it as parent
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE,                                   -- C-2026-03: a sequence a year, never given twice
    kind_code TEXT NOT NULL REFERENCES agreement_kind (code),
    name TEXT NOT NULL CHECK (name <> ''),                         -- the territory as people call it: Beyrouth
    name_sort TEXT NOT NULL,
    group_name TEXT NOT NULL DEFAULT '',                           -- several agreements under one line of the list: Mali
    parent_id INTEGER REFERENCES agreement (id),                   -- the first act; never an act that has a parent itself
    rank INTEGER NOT NULL DEFAULT 0 CHECK (rank >= 0),             -- order among the acts of one parent: two of one day are ordered by people
    is_relaunch INTEGER NOT NULL DEFAULT 0 CHECK (is_relaunch IN (0, 1)),
    authority_id INTEGER NOT NULL REFERENCES organisation (id),    -- the French authority that signs
    partner_id INTEGER NOT NULL REFERENCES organisation (id),
    country_code TEXT NOT NULL REFERENCES country (code),
    place TEXT NOT NULL DEFAULT '',
    latitude_e6 INTEGER CHECK (latitude_e6 BETWEEN -90000000 AND 90000000),
    longitude_e6 INTEGER CHECK (longitude_e6 BETWEEN -180000000 AND 180000000),
    partner_kind_code TEXT NOT NULL REFERENCES partner_kind (code),
    object TEXT NOT NULL DEFAULT '',
    deliberated_on TEXT,
    deliberation_number TEXT NOT NULL DEFAULT '',
    partner_deliberated_on TEXT,
    partner_deliberation TEXT NOT NULL DEFAULT '',
    signed_on TEXT,
    signed_place TEXT NOT NULL DEFAULT '',
    signed_by TEXT NOT NULL DEFAULT '',
    partner_signed_by TEXT NOT NULL DEFAULT '',
    originals TEXT NOT NULL DEFAULT '',                            -- languages and copies: « français et arabe, deux originaux »
    transmitted_on TEXT,                                           -- received by the prefect: makes it enforceable
    transmission_number TEXT NOT NULL DEFAULT '',
    published_on TEXT,
    starts_on TEXT,                                                -- the period's first day, when the text says one
    ends_on TEXT,
    notice_months INTEGER NOT NULL DEFAULT 0 CHECK (notice_months BETWEEN 0 AND 60),
    renewal TEXT NOT NULL DEFAULT 'express' CHECK (renewal IN ('none', 'express', 'tacit')),
    renewal_months INTEGER NOT NULL DEFAULT 0 CHECK (renewal_months BETWEEN 0 AND 240),
    suspended_on TEXT,
    suspension_reason TEXT NOT NULL DEFAULT '',
    terminated_on TEXT,
    termination_reason TEXT NOT NULL DEFAULT '',
    steering TEXT NOT NULL DEFAULT '',                             -- how it is followed up: « comité une fois par an »
    note TEXT NOT NULL DEFAULT '',
    staff_id INTEGER REFERENCES staff (id),
    archived_on TEXT,
    CHECK ((latitude_e6 IS NULL) = (longitude_e6 IS NULL)),
    CONSTRAINT ends_after_start CHECK (ends_on IS NULL OR ends_on > coalesce(starts_on, signed_on, '')),
    CONSTRAINT ends_after_signature CHECK (ends_on IS NULL OR signed_on IS NULL OR ends_on > signed_on),
    CONSTRAINT transmitted_after_signature CHECK (transmitted_on IS NULL OR (signed_on IS NOT NULL AND transmitted_on >= signed_on)),
    CONSTRAINT published_after_signature CHECK (published_on IS NULL OR (signed_on IS NOT NULL AND published_on >= signed_on)),
    CONSTRAINT tacit_has_duration CHECK (renewal <> 'tacit' OR renewal_months > 0),
    CONSTRAINT own_parent CHECK (parent_id IS NULL OR parent_id <> id)
) STRICT;
CREATE INDEX agreement_kind_code ON agreement (kind_code);
CREATE INDEX agreement_parent_id ON agreement (parent_id, rank);
CREATE INDEX agreement_authority_id ON agreement (authority_id);
CREATE INDEX agreement_partner_id ON agreement (partner_id);
CREATE INDEX agreement_country_code ON agreement (country_code);
CREATE INDEX agreement_partner_kind_code ON agreement (partner_kind_code);
CREATE INDEX agreement_staff_id ON agreement (staff_id);

-- An act follows a first act, never another follower; an amendment never stands alone.
CREATE TRIGGER agreement_parent_insert BEFORE INSERT ON agreement
WHEN new.parent_id IS NOT NULL AND (SELECT parent_id FROM agreement WHERE id = new.parent_id) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'chained');
END;
CREATE TRIGGER agreement_parent_update BEFORE UPDATE OF parent_id ON agreement
WHEN new.parent_id IS NOT NULL AND (
    (SELECT parent_id FROM agreement WHERE id = new.parent_id) IS NOT NULL
    OR EXISTS (SELECT 1 FROM agreement WHERE parent_id = new.id))
BEGIN
    SELECT RAISE(ABORT, 'chained');
END;
CREATE TRIGGER agreement_alone_insert BEFORE INSERT ON agreement
WHEN new.parent_id IS NULL AND (SELECT is_amendment FROM agreement_kind WHERE code = new.kind_code) = 1
BEGIN
    SELECT RAISE(ABORT, 'alone');
END;
CREATE TRIGGER agreement_alone_update BEFORE UPDATE OF parent_id, kind_code ON agreement
WHEN new.parent_id IS NULL AND (SELECT is_amendment FROM agreement_kind WHERE code = new.kind_code) = 1
BEGIN
    SELECT RAISE(ABORT, 'alone');
END;

CREATE TABLE agreement_sector (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    position INTEGER NOT NULL,
    sector_code TEXT NOT NULL REFERENCES sector (code),
    label TEXT NOT NULL DEFAULT '',                                -- as the agreement words it: « innovation et nouvelles technologies »
    percent_hundredths INTEGER CHECK (percent_hundredths BETWEEN 0 AND 10000)     -- NULL: not shared out
) STRICT;
CREATE INDEX agreement_sector_agreement_id ON agreement_sector (agreement_id, position);
CREATE INDEX agreement_sector_sector_code ON agreement_sector (sector_code);

-- When a batch that touched shares ends, the shares of each agreement give 100 % or are all left open.
CREATE TRIGGER act_agreement_shares BEFORE DELETE ON act WHEN EXISTS (
    SELECT 1 FROM change
    JOIN agreement_sector s ON s.agreement_id = coalesce(change.after, change.before) ->> '$.agreement_id'
    WHERE change.revision = old.revision AND change.entity = 'agreement_sector'
    GROUP BY s.agreement_id, change.id
    HAVING count(s.percent_hundredths) > 0 AND (count(s.percent_hundredths) <> count(*) OR sum(s.percent_hundredths) <> 10000))
BEGIN
    SELECT RAISE(ABORT, 'shares');
END;

-- What was promised for a year; a year without a promise has no row. Other currencies are added up at the rates of exchange_rate only.
CREATE TABLE agreement_commitment (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    in_kind_minor INTEGER NOT NULL DEFAULT 0 CHECK (in_kind_minor BETWEEN 0 AND amount_minor),
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (agreement_id, year, currency)
) STRICT;

CREATE TABLE agreement_roadmap (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    position INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    is_action_plan INTEGER NOT NULL DEFAULT 0 CHECK (is_action_plan IN (0, 1)),
    starts_on TEXT,
    ends_on TEXT,
    content TEXT NOT NULL DEFAULT '',
    results TEXT NOT NULL DEFAULT '',
    CONSTRAINT roadmap_ends_after_start CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on > starts_on)
) STRICT;
CREATE INDEX agreement_roadmap_agreement_id ON agreement_roadmap (agreement_id, position);

CREATE TABLE agreement_meeting (                                   -- the steering committee
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    day TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    participants TEXT NOT NULL DEFAULT '',
    decisions TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX agreement_meeting_agreement_id ON agreement_meeting (agreement_id, day);

CREATE TABLE agreement_project (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    project_id INTEGER NOT NULL REFERENCES project (id),
    UNIQUE (agreement_id, project_id)
) STRICT;
CREATE INDEX agreement_project_project_id ON agreement_project (project_id);

CREATE TABLE agreement_grant (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    UNIQUE (agreement_id, grant_id)
) STRICT;
CREATE INDEX agreement_grant_grant_id ON agreement_grant (grant_id);

-- ---------------------------------------------------------------------------------------------------- partner countries

CREATE TABLE partner_country (                                     -- exchanges of an authority with a country, with or without an agreement
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    authority_id INTEGER NOT NULL REFERENCES organisation (id),
    country_code TEXT REFERENCES country (code),
    area TEXT NOT NULL DEFAULT '',                                 -- where no country is meant: Europe
    partner_kind_code TEXT NOT NULL REFERENCES partner_kind (code),
    since_year INTEGER CHECK (since_year BETWEEN 1900 AND 2200),
    themes TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    CHECK ((country_code IS NULL) = (area <> ''))
) STRICT;
CREATE UNIQUE INDEX partner_country_authority_id ON partner_country (authority_id, country_code, area);
CREATE INDEX partner_country_country_code ON partner_country (country_code);
CREATE INDEX partner_country_partner_kind_code ON partner_country (partner_kind_code);

-- ---------------------------------------------------------------------------------------------------- emergency aid

CREATE TABLE crisis (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE,                                   -- U-2017-01
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL,
    kind_code TEXT NOT NULL REFERENCES crisis_kind (code),
    authority_id INTEGER NOT NULL REFERENCES organisation (id),    -- whose fund acts
    happened_on TEXT NOT NULL,
    ended_on TEXT,
    summary TEXT NOT NULL DEFAULT '',
    needs TEXT NOT NULL DEFAULT '',
    achieved TEXT NOT NULL DEFAULT '',                             -- what the aid made possible
    lessons TEXT NOT NULL DEFAULT '',
    axis_id INTEGER REFERENCES funding_axis (id),                  -- the intervention fund
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CONSTRAINT crisis_ends_after_start CHECK (ended_on IS NULL OR ended_on >= happened_on)
) STRICT;
CREATE INDEX crisis_kind_code ON crisis (kind_code);
CREATE INDEX crisis_authority_id ON crisis (authority_id);
CREATE INDEX crisis_axis_id ON crisis (axis_id);

CREATE TABLE crisis_place (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    crisis_id INTEGER NOT NULL REFERENCES crisis (id),
    position INTEGER NOT NULL,
    country_code TEXT NOT NULL REFERENCES country (code),
    place TEXT NOT NULL DEFAULT '',
    latitude_e6 INTEGER CHECK (latitude_e6 BETWEEN -90000000 AND 90000000),
    longitude_e6 INTEGER CHECK (longitude_e6 BETWEEN -180000000 AND 180000000),
    CHECK ((latitude_e6 IS NULL) = (longitude_e6 IS NULL))
) STRICT;
CREATE INDEX crisis_place_crisis_id ON crisis_place (crisis_id, position);
CREATE INDEX crisis_place_country_code ON crisis_place (country_code);

CREATE TABLE crisis_decision (                                     -- what was decided for an operator; its payments are those of the grant
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    crisis_id INTEGER NOT NULL REFERENCES crisis (id),
    position INTEGER NOT NULL,
    decided_on TEXT NOT NULL,
    deliberation_number TEXT NOT NULL DEFAULT '',
    operator_id INTEGER NOT NULL REFERENCES organisation (id),
    object TEXT NOT NULL DEFAULT '',
    grant_id INTEGER REFERENCES "grant" (id),
    results TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX crisis_decision_crisis_id ON crisis_decision (crisis_id, position);
CREATE INDEX crisis_decision_operator_id ON crisis_decision (operator_id);
CREATE UNIQUE INDEX crisis_decision_grant_id ON crisis_decision (grant_id);

-- ---------------------------------------------------------------------------------------------------- institutional support

CREATE TABLE support (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE,                                   -- A-2026-02
    kind_code TEXT NOT NULL REFERENCES support_kind (code),
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL,
    authority_id INTEGER NOT NULL REFERENCES organisation (id),
    partner_id INTEGER NOT NULL REFERENCES organisation (id),
    agreement_id INTEGER REFERENCES agreement (id),
    country_code TEXT NOT NULL REFERENCES country (code),
    place TEXT NOT NULL DEFAULT '',
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    objective TEXT NOT NULL DEFAULT '',
    results TEXT NOT NULL DEFAULT '',
    cost_minor INTEGER CHECK (cost_minor >= 0),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CONSTRAINT support_ends_after_start CHECK (ends_on IS NULL OR ends_on >= starts_on)
) STRICT;
CREATE INDEX support_kind_code ON support (kind_code);
CREATE INDEX support_authority_id ON support (authority_id);
CREATE INDEX support_partner_id ON support (partner_id);
CREATE INDEX support_agreement_id ON support (agreement_id);
CREATE INDEX support_country_code ON support (country_code);

CREATE TABLE support_person (                                      -- who went, came or was trained; in the directory or by name alone
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    support_id INTEGER NOT NULL REFERENCES support (id),
    position INTEGER NOT NULL,
    person_id INTEGER REFERENCES person (id),
    name TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    CHECK (person_id IS NOT NULL OR name <> '')
) STRICT;
CREATE INDEX support_person_support_id ON support_person (support_id, position);
CREATE INDEX support_person_person_id ON support_person (person_id);

CREATE TABLE support_item (                                        -- equipment given
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    support_id INTEGER NOT NULL REFERENCES support (id),
    position INTEGER NOT NULL,
    label TEXT NOT NULL CHECK (label <> ''),
    quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity > 0),
    value_minor INTEGER CHECK (value_minor >= 0)                   -- of all pieces, in the support's currency
) STRICT;
CREATE INDEX support_item_support_id ON support_item (support_id, position);

-- ---------------------------------------------------------------------------------------------------- outposts

CREATE TABLE outpost (                                             -- an office abroad
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL,
    authority_id INTEGER NOT NULL REFERENCES organisation (id),
    host_id INTEGER REFERENCES organisation (id),                  -- who shelters it
    country_code TEXT NOT NULL REFERENCES country (code),
    place TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    latitude_e6 INTEGER CHECK (latitude_e6 BETWEEN -90000000 AND 90000000),
    longitude_e6 INTEGER CHECK (longitude_e6 BETWEEN -180000000 AND 180000000),
    opened_on TEXT,
    closed_on TEXT,
    reason TEXT NOT NULL DEFAULT '',
    sectors TEXT NOT NULL DEFAULT '',                              -- fields of activity: « hautes technologies »
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CHECK ((latitude_e6 IS NULL) = (longitude_e6 IS NULL)),
    CONSTRAINT outpost_closes_after_opening CHECK (closed_on IS NULL OR opened_on IS NULL OR closed_on > opened_on)
) STRICT;
CREATE INDEX outpost_authority_id ON outpost (authority_id);
CREATE INDEX outpost_host_id ON outpost (host_id);
CREATE INDEX outpost_country_code ON outpost (country_code);

CREATE TABLE outpost_contact (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    outpost_id INTEGER NOT NULL REFERENCES outpost (id),
    position INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    role TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX outpost_contact_outpost_id ON outpost_contact (outpost_id, position);
CREATE INDEX outpost_contact_person_id ON outpost_contact (person_id);

CREATE TABLE outpost_cluster (                                     -- clusters of the home territory that it works for
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    outpost_id INTEGER NOT NULL REFERENCES outpost (id),
    position INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    field TEXT NOT NULL DEFAULT '',
    UNIQUE (outpost_id, organisation_id)
) STRICT;
CREATE INDEX outpost_cluster_organisation_id ON outpost_cluster (organisation_id);

CREATE TABLE outpost_meeting (                                     -- companies met
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    outpost_id INTEGER NOT NULL REFERENCES outpost (id),
    day TEXT NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id),
    company TEXT NOT NULL DEFAULT '',                              -- its name, when it is not in the directory
    subject TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    CHECK (organisation_id IS NOT NULL OR company <> '')
) STRICT;
CREATE INDEX outpost_meeting_outpost_id ON outpost_meeting (outpost_id, day);
CREATE INDEX outpost_meeting_organisation_id ON outpost_meeting (organisation_id);

CREATE TABLE outpost_action (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    outpost_id INTEGER NOT NULL REFERENCES outpost (id),
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    title TEXT NOT NULL CHECK (title <> ''),
    description TEXT NOT NULL DEFAULT '',
    result TEXT NOT NULL DEFAULT '',
    cost_minor INTEGER CHECK (cost_minor >= 0),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    CONSTRAINT action_ends_after_start CHECK (ends_on IS NULL OR ends_on >= starts_on)
) STRICT;
CREATE INDEX outpost_action_outpost_id ON outpost_action (outpost_id, starts_on);

-- ---------------------------------------------------------------------------------------------------- files of all of these

CREATE TABLE cooperation_file (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER REFERENCES agreement (id),
    meeting_id INTEGER REFERENCES agreement_meeting (id),          -- a meeting's report; agreement_id is then its agreement
    crisis_id INTEGER REFERENCES crisis (id),
    support_id INTEGER REFERENCES support (id),
    outpost_id INTEGER REFERENCES outpost (id),
    position INTEGER NOT NULL,
    kind_code TEXT NOT NULL REFERENCES cooperation_file_kind (code),
    language_code TEXT REFERENCES language (code),
    label TEXT NOT NULL DEFAULT '',
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size >= 0),
    CONSTRAINT one_owner CHECK (
        (agreement_id IS NOT NULL) + (crisis_id IS NOT NULL) + (support_id IS NOT NULL) + (outpost_id IS NOT NULL) = 1),
    CHECK (meeting_id IS NULL OR agreement_id IS NOT NULL)
) STRICT;
CREATE INDEX cooperation_file_agreement_id ON cooperation_file (agreement_id, position);
CREATE INDEX cooperation_file_meeting_id ON cooperation_file (meeting_id);
CREATE INDEX cooperation_file_crisis_id ON cooperation_file (crisis_id, position);
CREATE INDEX cooperation_file_support_id ON cooperation_file (support_id, position);
CREATE INDEX cooperation_file_outpost_id ON cooperation_file (outpost_id, position);
CREATE INDEX cooperation_file_kind_code ON cooperation_file (kind_code);
CREATE INDEX cooperation_file_language_code ON cooperation_file (language_code);

-- ---------------------------------------------------------------------------------------------------- search

CREATE TABLE agreement_text (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    partner TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    sectors TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE VIRTUAL TABLE agreement_fts USING fts5 (
    number, name, partner, place, sectors, body,
    content='agreement_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);
CREATE TRIGGER agreement_text_ai AFTER INSERT ON agreement_text BEGIN
    INSERT INTO agreement_fts (rowid, number, name, partner, place, sectors, body) VALUES (new.id, new.number, new.name, new.partner, new.place, new.sectors, new.body);
END;
CREATE TRIGGER agreement_text_ad AFTER DELETE ON agreement_text BEGIN
    INSERT INTO agreement_fts (agreement_fts, rowid, number, name, partner, place, sectors, body) VALUES ('delete', old.id, old.number, old.name, old.partner, old.place, old.sectors, old.body);
END;
CREATE TRIGGER agreement_text_au AFTER UPDATE ON agreement_text BEGIN
    INSERT INTO agreement_fts (agreement_fts, rowid, number, name, partner, place, sectors, body) VALUES ('delete', old.id, old.number, old.name, old.partner, old.place, old.sectors, old.body);
    INSERT INTO agreement_fts (rowid, number, name, partner, place, sectors, body) VALUES (new.id, new.number, new.name, new.partner, new.place, new.sectors, new.body);
END;
CREATE TRIGGER agreement_search_ai AFTER INSERT ON agreement BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agreement_search_au AFTER UPDATE ON agreement BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agreement_search_ad AFTER DELETE ON agreement BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', old.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agreement_sector_search_ai AFTER INSERT ON agreement_sector BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.agreement_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agreement_sector_search_au AFTER UPDATE ON agreement_sector BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.agreement_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agreement_sector_search_ad AFTER DELETE ON agreement_sector BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', old.agreement_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agreement_roadmap_search_ai AFTER INSERT ON agreement_roadmap BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.agreement_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agreement_roadmap_search_au AFTER UPDATE ON agreement_roadmap BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.agreement_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agreement_roadmap_search_ad AFTER DELETE ON agreement_roadmap BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', old.agreement_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agreement_meeting_search_ai AFTER INSERT ON agreement_meeting BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.agreement_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agreement_meeting_search_au AFTER UPDATE ON agreement_meeting BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.agreement_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agreement_meeting_search_ad AFTER DELETE ON agreement_meeting BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', old.agreement_id) ON CONFLICT DO NOTHING;
END;

CREATE TABLE crisis_text (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE VIRTUAL TABLE crisis_fts USING fts5 (
    number, name, place, body,
    content='crisis_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);
CREATE TRIGGER crisis_text_ai AFTER INSERT ON crisis_text BEGIN
    INSERT INTO crisis_fts (rowid, number, name, place, body) VALUES (new.id, new.number, new.name, new.place, new.body);
END;
CREATE TRIGGER crisis_text_ad AFTER DELETE ON crisis_text BEGIN
    INSERT INTO crisis_fts (crisis_fts, rowid, number, name, place, body) VALUES ('delete', old.id, old.number, old.name, old.place, old.body);
END;
CREATE TRIGGER crisis_text_au AFTER UPDATE ON crisis_text BEGIN
    INSERT INTO crisis_fts (crisis_fts, rowid, number, name, place, body) VALUES ('delete', old.id, old.number, old.name, old.place, old.body);
    INSERT INTO crisis_fts (rowid, number, name, place, body) VALUES (new.id, new.number, new.name, new.place, new.body);
END;
CREATE TRIGGER crisis_search_ai AFTER INSERT ON crisis BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER crisis_search_au AFTER UPDATE ON crisis BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER crisis_search_ad AFTER DELETE ON crisis BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', old.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER crisis_place_search_ai AFTER INSERT ON crisis_place BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', new.crisis_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER crisis_place_search_au AFTER UPDATE ON crisis_place BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', new.crisis_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER crisis_place_search_ad AFTER DELETE ON crisis_place BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', old.crisis_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER crisis_decision_search_ai AFTER INSERT ON crisis_decision BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', new.crisis_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER crisis_decision_search_au AFTER UPDATE ON crisis_decision BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', new.crisis_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER crisis_decision_search_ad AFTER DELETE ON crisis_decision BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', old.crisis_id) ON CONFLICT DO NOTHING;
END;

CREATE TABLE outpost_text (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE VIRTUAL TABLE outpost_fts USING fts5 (
    name, place, body,
    content='outpost_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);
CREATE TRIGGER outpost_text_ai AFTER INSERT ON outpost_text BEGIN
    INSERT INTO outpost_fts (rowid, name, place, body) VALUES (new.id, new.name, new.place, new.body);
END;
CREATE TRIGGER outpost_text_ad AFTER DELETE ON outpost_text BEGIN
    INSERT INTO outpost_fts (outpost_fts, rowid, name, place, body) VALUES ('delete', old.id, old.name, old.place, old.body);
END;
CREATE TRIGGER outpost_text_au AFTER UPDATE ON outpost_text BEGIN
    INSERT INTO outpost_fts (outpost_fts, rowid, name, place, body) VALUES ('delete', old.id, old.name, old.place, old.body);
    INSERT INTO outpost_fts (rowid, name, place, body) VALUES (new.id, new.name, new.place, new.body);
END;
CREATE TRIGGER outpost_search_ai AFTER INSERT ON outpost BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_search_au AFTER UPDATE ON outpost BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_search_ad AFTER DELETE ON outpost BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', old.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_cluster_search_ai AFTER INSERT ON outpost_cluster BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_cluster_search_au AFTER UPDATE ON outpost_cluster BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_cluster_search_ad AFTER DELETE ON outpost_cluster BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', old.outpost_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_meeting_search_ai AFTER INSERT ON outpost_meeting BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_meeting_search_au AFTER UPDATE ON outpost_meeting BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_meeting_search_ad AFTER DELETE ON outpost_meeting BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', old.outpost_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_action_search_ai AFTER INSERT ON outpost_action BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_action_search_au AFTER UPDATE ON outpost_action BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_action_search_ad AFTER DELETE ON outpost_action BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', old.outpost_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_contact_search_ai AFTER INSERT ON outpost_contact BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_contact_search_au AFTER UPDATE ON outpost_contact BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outpost_contact_search_ad AFTER DELETE ON outpost_contact BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', old.outpost_id) ON CONFLICT DO NOTHING;
END;

CREATE TABLE support_text (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    partner TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE VIRTUAL TABLE support_fts USING fts5 (
    number, title, partner, place, body,
    content='support_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);
CREATE TRIGGER support_text_ai AFTER INSERT ON support_text BEGIN
    INSERT INTO support_fts (rowid, number, title, partner, place, body) VALUES (new.id, new.number, new.title, new.partner, new.place, new.body);
END;
CREATE TRIGGER support_text_ad AFTER DELETE ON support_text BEGIN
    INSERT INTO support_fts (support_fts, rowid, number, title, partner, place, body) VALUES ('delete', old.id, old.number, old.title, old.partner, old.place, old.body);
END;
CREATE TRIGGER support_text_au AFTER UPDATE ON support_text BEGIN
    INSERT INTO support_fts (support_fts, rowid, number, title, partner, place, body) VALUES ('delete', old.id, old.number, old.title, old.partner, old.place, old.body);
    INSERT INTO support_fts (rowid, number, title, partner, place, body) VALUES (new.id, new.number, new.title, new.partner, new.place, new.body);
END;
CREATE TRIGGER support_search_ai AFTER INSERT ON support BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER support_search_au AFTER UPDATE ON support BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER support_search_ad AFTER DELETE ON support BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', old.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER support_person_search_ai AFTER INSERT ON support_person BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', new.support_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER support_person_search_au AFTER UPDATE ON support_person BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', new.support_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER support_person_search_ad AFTER DELETE ON support_person BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', old.support_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER support_item_search_ai AFTER INSERT ON support_item BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', new.support_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER support_item_search_au AFTER UPDATE ON support_item BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', new.support_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER support_item_search_ad AFTER DELETE ON support_item BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', old.support_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER cooperation_names_search_au AFTER UPDATE OF name ON organisation BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'agreement', id FROM agreement WHERE partner_id = new.id OR authority_id = new.id
    UNION SELECT 'crisis', crisis_id FROM crisis_decision WHERE operator_id = new.id
    UNION SELECT 'outpost', id FROM outpost WHERE host_id = new.id
    UNION SELECT 'outpost', outpost_id FROM outpost_cluster WHERE organisation_id = new.id
    UNION SELECT 'outpost', outpost_id FROM outpost_meeting WHERE organisation_id = new.id
    UNION SELECT 'support', id FROM support WHERE partner_id = new.id
    ON CONFLICT DO NOTHING;
END;
