-- Lists by others that every desk refers to: countries or territories, languages, sectors of activity.
-- Their rows stand in db/reference/<table>.csv (version, date, source and licence: db/reference/README.md).

CREATE TABLE country (
    code TEXT PRIMARY KEY CHECK (code GLOB '[A-Z][A-Z]'),          -- ISO 3166-1 alpha-2, and XK; Namibia is the text 'NA'
    iso3 TEXT NOT NULL UNIQUE CHECK (iso3 GLOB '[A-Z][A-Z][A-Z]'),
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('country', 'territory')),   -- territory: administered with the one in parent_code
    parent_code TEXT REFERENCES country (code),
    is_oda INTEGER NOT NULL DEFAULT 0 CHECK (is_oda IN (0, 1)),    -- on the DAC list of ODA recipients of the list's version
    oda_group TEXT NOT NULL DEFAULT '' CHECK (oda_group IN ('', 'ldc', 'lic', 'lmic', 'umic')),
    longitude_e6 INTEGER NOT NULL CHECK (longitude_e6 BETWEEN -180000000 AND 180000000),
    latitude_e6 INTEGER NOT NULL CHECK (latitude_e6 BETWEEN -90000000 AND 90000000),
    CHECK ((kind = 'territory') = (parent_code IS NOT NULL)),
    CHECK ((is_oda = 1) = (oda_group <> ''))
) STRICT;
CREATE INDEX country_parent_code ON country (parent_code);

CREATE TABLE language (
    code TEXT PRIMARY KEY CHECK (length(code) = 3),                -- ISO 639-2/B, as in UNIMARC: fre, bam, wol
    code_t TEXT NOT NULL UNIQUE,                                   -- ISO 639-2/T: fra
    code2 TEXT NOT NULL DEFAULT '',                                -- ISO 639-1 where there is one: fr
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_sort TEXT NOT NULL
) STRICT;

CREATE TABLE sector (
    code TEXT PRIMARY KEY,                                         -- DAC/CRS: three digits a category, five a sector
    parent_code TEXT REFERENCES sector (code),
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    CHECK ((length(code) = 3) = (parent_code IS NULL))
) STRICT;
CREATE INDEX sector_parent_code ON sector (parent_code);

CREATE TABLE organisation_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    iati_type TEXT NOT NULL,                                       -- IATI OrganisationType
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE affiliation_role (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_representative INTEGER NOT NULL DEFAULT 0 CHECK (is_representative IN (0, 1)),  -- may sign for the organisation
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE identifier_scheme (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_unique INTEGER NOT NULL DEFAULT 0 CHECK (is_unique IN (0, 1)),  -- two organisations with the same one are suspected to be one
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE consent_subject (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    detail_fr TEXT NOT NULL DEFAULT '',
    detail_en TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL
) STRICT;
