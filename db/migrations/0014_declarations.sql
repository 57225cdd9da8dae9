-- What is declared and published: the yearly declaration of aid, the open data of grants, IATI; grants of years before the envelopes.
-- Reference rows stand in db/reference/<table>.csv.

-- ---------------------------------------------------------------------------------------------------- code lists

CREATE TABLE iati_code (                                           -- the standard's code lists that are used, one row a code
    list TEXT NOT NULL,                                            -- the list's own name: AidType, CRSChannelCode…
    code TEXT NOT NULL,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    category TEXT NOT NULL DEFAULT '',
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    PRIMARY KEY (list, code)
) STRICT;

CREATE TABLE aid_kind (                                            -- what an authority declares, as the yearly campaign asks for it
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    aid_type_code TEXT NOT NULL,                                   -- of the list AidType
    is_in_donor INTEGER NOT NULL CHECK (is_in_donor IN (0, 1)),    -- spent here: no country abroad is asked
    is_multilateral INTEGER NOT NULL CHECK (is_multilateral IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE oda_period (                                          -- when a country was, or was not, on the list of recipients, where that differs from today
    country_code TEXT NOT NULL REFERENCES country (code),
    first_year INTEGER NOT NULL,
    last_year INTEGER NOT NULL,
    is_oda INTEGER NOT NULL CHECK (is_oda IN (0, 1)),
    source TEXT NOT NULL,
    PRIMARY KEY (country_code, first_year),
    CHECK (first_year <= last_year)
) STRICT;

-- ---------------------------------------------------------------------------------------------------- the yearly declaration of aid

CREATE TABLE grant_aid (                                           -- how a grant's payments are declared; what is NULL or '' is proposed or asked for
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    grant_id INTEGER NOT NULL UNIQUE REFERENCES "grant" (id),
    kind_code TEXT REFERENCES aid_kind (code),
    country_code TEXT REFERENCES country (code),                   -- NULL: the grant's
    sector_code TEXT REFERENCES sector (code),                     -- NULL: the grant's, or those of the dossier
    channel_code TEXT NOT NULL DEFAULT '',                         -- of the list CRSChannelCode
    aid_type_code TEXT NOT NULL DEFAULT '',                        -- '': the kind's
    gender INTEGER CHECK (gender BETWEEN 0 AND 2),
    environment INTEGER CHECK (environment BETWEEN 0 AND 2),
    biodiversity INTEGER CHECK (biodiversity BETWEEN 0 AND 2),
    nutrition INTEGER CHECK (nutrition BETWEEN 0 AND 2),
    disability INTEGER CHECK (disability BETWEEN 0 AND 2),
    is_left_out INTEGER NOT NULL DEFAULT 0 CHECK (is_left_out IN (0, 1)),
    left_out_reason TEXT NOT NULL DEFAULT '',
    CHECK ((is_left_out = 1) = (left_out_reason <> ''))
) STRICT;
CREATE INDEX grant_aid_kind_code ON grant_aid (kind_code);
CREATE INDEX grant_aid_country_code ON grant_aid (country_code);
CREATE INDEX grant_aid_sector_code ON grant_aid (sector_code);

CREATE TABLE declared_expense (                                    -- what is declared and is no grant: agents' time, travel, scholarships…
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    authority_id INTEGER NOT NULL REFERENCES organisation (id),
    paid_on TEXT NOT NULL,
    label TEXT NOT NULL CHECK (label <> ''),
    payee TEXT NOT NULL DEFAULT '',
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),        -- cents of euro
    kind_code TEXT REFERENCES aid_kind (code),
    country_code TEXT REFERENCES country (code),
    sector_code TEXT REFERENCES sector (code),
    channel_code TEXT NOT NULL DEFAULT '',
    aid_type_code TEXT NOT NULL DEFAULT '',
    gender INTEGER CHECK (gender BETWEEN 0 AND 2),
    environment INTEGER CHECK (environment BETWEEN 0 AND 2),
    biodiversity INTEGER CHECK (biodiversity BETWEEN 0 AND 2),
    nutrition INTEGER CHECK (nutrition BETWEEN 0 AND 2),
    disability INTEGER CHECK (disability BETWEEN 0 AND 2)
) STRICT;
CREATE INDEX declared_expense_authority_id ON declared_expense (authority_id, paid_on);
CREATE INDEX declared_expense_kind_code ON declared_expense (kind_code);
CREATE INDEX declared_expense_country_code ON declared_expense (country_code);
CREATE INDEX declared_expense_sector_code ON declared_expense (sector_code);

CREATE TABLE declaration (                                         -- what was made, for whom, when: the trace of a duty done
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    duty TEXT NOT NULL CHECK (duty IN ('aid', 'scdl', 'iati')),
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    authority_id INTEGER REFERENCES organisation (id),
    made_at TEXT NOT NULL,
    actor TEXT NOT NULL DEFAULT '',
    file_name TEXT NOT NULL CHECK (file_name <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    lines INTEGER NOT NULL CHECK (lines >= 0),
    total_minor INTEGER NOT NULL DEFAULT 0                         -- cents of euro
) STRICT;
CREATE INDEX declaration_year ON declaration (duty, year, made_at);
CREATE INDEX declaration_authority_id ON declaration (authority_id);

-- ---------------------------------------------------------------------------------------------------- grants of earlier years

CREATE TABLE past_grant (                                          -- taken in from a list; no envelope, commitment or payment stands behind it
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    year INTEGER NOT NULL CHECK (year BETWEEN 1901 AND 2200),
    agreed_on TEXT,                                                -- NULL: the list gave a year only
    authority_name TEXT NOT NULL DEFAULT '',
    authority_siret TEXT NOT NULL DEFAULT '',
    authority_id INTEGER REFERENCES organisation (id),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    object TEXT NOT NULL DEFAULT '',
    object_sort TEXT NOT NULL DEFAULT '',
    amount_minor INTEGER CHECK (amount_minor > 0),                 -- cents of euro; NULL: in kind without a value
    nature TEXT NOT NULL DEFAULT 'cash' CHECK (nature IN ('cash', 'in_kind', 'both', 'loan', 'guarantee')),
    decision TEXT NOT NULL DEFAULT '',
    terms TEXT NOT NULL DEFAULT '',
    pays_from TEXT,
    pays_until TEXT,
    pays_note TEXT NOT NULL DEFAULT '',                            -- dates of payment that are no days, as written
    rae TEXT NOT NULL DEFAULT '',                                  -- number in the register of State aid
    is_notified INTEGER CHECK (is_notified IN (0, 1)),
    share_milli INTEGER CHECK (share_milli BETWEEN 1 AND 1000),    -- thousandths of the whole grant that this beneficiary has
    scheme TEXT NOT NULL DEFAULT '',
    country_code TEXT REFERENCES country (code),
    source TEXT NOT NULL DEFAULT '',                               -- file and line it came from
    fingerprint TEXT NOT NULL UNIQUE,                              -- what makes two lines the same grant
    note TEXT NOT NULL DEFAULT '',
    CHECK (amount_minor IS NOT NULL OR nature = 'in_kind'),
    CHECK (pays_from IS NULL OR pays_until IS NULL OR pays_from <= pays_until)
) STRICT;
CREATE INDEX past_grant_year ON past_grant (year, object_sort);
CREATE INDEX past_grant_authority_id ON past_grant (authority_id);
CREATE INDEX past_grant_organisation_id ON past_grant (organisation_id);
CREATE INDEX past_grant_country_code ON past_grant (country_code);

CREATE TABLE heading_map (                                         -- which column is which, remembered for each set of headings
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    headings TEXT NOT NULL UNIQUE,                                 -- folded, joined by a bar
    columns TEXT NOT NULL CHECK (json_valid(columns))              -- one meaning a column, in their order
) STRICT;

CREATE TABLE activity_identity (                                   -- the identifier an activity was published or received under: it never changes
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    entity TEXT NOT NULL CHECK (entity IN ('project', 'grant', 'agreement')),
    entity_id INTEGER NOT NULL,
    identifier TEXT NOT NULL UNIQUE CHECK (identifier <> ''),
    is_ours INTEGER NOT NULL DEFAULT 1 CHECK (is_ours IN (0, 1)),  -- 0: received from another publisher
    UNIQUE (entity, entity_id)
) STRICT;

CREATE TABLE activity_document (                                   -- a document that everybody may fetch, published with its activity
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    entity TEXT NOT NULL CHECK (entity IN ('project', 'grant', 'agreement')),
    entity_id INTEGER NOT NULL,
    url TEXT NOT NULL CHECK (url <> ''),
    title TEXT NOT NULL CHECK (title <> ''),
    title_en TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT 'application/pdf' CHECK (media_type <> ''),
    category TEXT NOT NULL DEFAULT 'A02',                          -- of the list DocumentCategory
    language TEXT NOT NULL DEFAULT 'fr',
    dated_on TEXT,
    UNIQUE (entity, entity_id, url)
) STRICT;
