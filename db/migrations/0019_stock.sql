-- The stock: where copies come from, the labels they wear, stock-takes, weeding with its reasons, and what is counted.

CREATE TABLE copy_provenance (                               -- how a copy came
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE weeding_reason (                                -- why a copy leaves
    code TEXT PRIMARY KEY,
    letter TEXT NOT NULL,                                    -- as weeding grids abbreviate it
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE weeding_fate (                                  -- what becomes of it
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    has_recipient INTEGER NOT NULL DEFAULT 0 CHECK (has_recipient IN (0, 1)),   -- somebody receives it
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE label_format (                                  -- sheets of labels; lengths in hundredths of a millimetre
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    across INTEGER NOT NULL CHECK (across BETWEEN 1 AND 20),
    down INTEGER NOT NULL CHECK (down BETWEEN 1 AND 60),
    width INTEGER NOT NULL CHECK (width BETWEEN 500 AND 21000),
    height INTEGER NOT NULL CHECK (height BETWEEN 500 AND 29700),
    margin_left INTEGER NOT NULL CHECK (margin_left >= 0),   -- from the paper's edge to the first label
    margin_top INTEGER NOT NULL CHECK (margin_top >= 0),
    gap_across INTEGER NOT NULL DEFAULT 0 CHECK (gap_across >= 0),
    gap_down INTEGER NOT NULL DEFAULT 0 CHECK (gap_down >= 0),
    position INTEGER NOT NULL,
    CHECK (margin_left + across * width + (across - 1) * gap_across <= 21000),
    CHECK (margin_top + down * height + (down - 1) * gap_down <= 29700)
) STRICT;

ALTER TABLE copy ADD COLUMN price_minor INTEGER CHECK (price_minor >= 0);
ALTER TABLE copy ADD COLUMN currency TEXT NOT NULL DEFAULT 'EUR';
ALTER TABLE copy ADD COLUMN provenance TEXT REFERENCES copy_provenance (code);
ALTER TABLE copy ADD COLUMN supplier TEXT NOT NULL DEFAULT '';             -- the bookshop, or who gave it
ALTER TABLE copy ADD COLUMN needs_label INTEGER NOT NULL DEFAULT 0 CHECK (needs_label IN (0, 1));
ALTER TABLE copy ADD COLUMN withdrawal_reason TEXT REFERENCES weeding_reason (code);
ALTER TABLE copy ADD COLUMN withdrawal_fate TEXT REFERENCES weeding_fate (code);
ALTER TABLE copy ADD COLUMN withdrawal_note TEXT NOT NULL DEFAULT '';      -- to whom, by which decision
CREATE INDEX copy_provenance_index ON copy (provenance);
CREATE INDEX copy_withdrawal_reason ON copy (withdrawal_reason);
CREATE INDEX copy_withdrawal_fate ON copy (withdrawal_fate);
CREATE INDEX copy_needs_label ON copy (id) WHERE needs_label = 1;
CREATE INDEX copy_accession ON copy (accession_number) WHERE accession_number <> '';
CREATE INDEX copy_barcode ON copy (barcode) WHERE barcode <> '';

CREATE TABLE copy_setting (                                  -- how the centre numbers its copies
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    barcode_kind TEXT NOT NULL DEFAULT 'ean13' CHECK (barcode_kind IN ('ean13', 'code128')),
    barcode_prefix TEXT NOT NULL DEFAULT '20',
    barcode_digits INTEGER NOT NULL DEFAULT 6 CHECK (barcode_digits BETWEEN 3 AND 10),  -- of the running number in Code 128
    label_words TEXT NOT NULL DEFAULT ''                     -- under the title on a label; '' the centre's name
) STRICT;

-- ---------------------------------------------------------------- stock-take

CREATE TABLE stocktake (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    location_id INTEGER REFERENCES location (id),            -- what is taken stock of: a place, a kind, or everything
    kind TEXT REFERENCES document_kind (code),
    started_on TEXT NOT NULL,
    closed_on TEXT,
    expected INTEGER CHECK (expected >= 0),                  -- when it was closed: how many copies should have been there
    missing INTEGER CHECK (missing >= 0),                    -- and how many were marked missing
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX stocktake_location ON stocktake (location_id);
CREATE INDEX stocktake_kind ON stocktake (kind);

CREATE TABLE stocktake_reading (                             -- a code that was read; once each, `times` it was read
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    stocktake_id INTEGER NOT NULL REFERENCES stocktake (id),
    code TEXT NOT NULL CHECK (code <> ''),
    copy_id INTEGER REFERENCES copy (id) ON DELETE CASCADE,  -- none: nobody knows this code
    location_id INTEGER REFERENCES location (id),            -- where the reader stood, when it was said
    told TEXT NOT NULL CHECK (told IN ('found', 'misplaced', 'outside', 'absent', 'withdrawn', 'unknown')),
    times INTEGER NOT NULL DEFAULT 1 CHECK (times >= 1),
    read_by TEXT NOT NULL DEFAULT '',
    read_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX stocktake_reading_code ON stocktake_reading (stocktake_id, code);
CREATE INDEX stocktake_reading_copy ON stocktake_reading (copy_id);
CREATE INDEX stocktake_reading_location ON stocktake_reading (location_id);

CREATE TABLE stocktake_missing (                             -- what a stock-take had not read when it was closed
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    stocktake_id INTEGER NOT NULL REFERENCES stocktake (id),
    copy_id INTEGER NOT NULL REFERENCES copy (id) ON DELETE CASCADE,
    is_marked INTEGER NOT NULL DEFAULT 0 CHECK (is_marked IN (0, 1))   -- the copy was noted missing then
) STRICT;
CREATE UNIQUE INDEX stocktake_missing_copy ON stocktake_missing (stocktake_id, copy_id);
CREATE INDEX stocktake_missing_copy_id ON stocktake_missing (copy_id);

-- What is closed is read no more; taking back the closing opens it again.
CREATE TRIGGER stocktake_reading_open BEFORE INSERT ON stocktake_reading
WHEN EXISTS (SELECT 1 FROM stocktake WHERE id = NEW.stocktake_id AND closed_on IS NOT NULL)
AND NOT EXISTS (SELECT 1 FROM act JOIN revision ON revision.seq = act.revision WHERE revision.undoes IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'closed');
END;

-- ---------------------------------------------------------------- weeding

CREATE TABLE weeding (                                       -- a list put before those who decide
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    started_on TEXT NOT NULL,
    decision TEXT NOT NULL DEFAULT '',                       -- the number of the deliberation or decision
    decided_on TEXT,
    closed_on TEXT,                                          -- the copies left on that day
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE weeding_line (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    weeding_id INTEGER NOT NULL REFERENCES weeding (id),
    copy_id INTEGER NOT NULL REFERENCES copy (id),
    is_kept INTEGER NOT NULL DEFAULT 0 CHECK (is_kept IN (0, 1)),   -- looked at, and stays
    reason TEXT REFERENCES weeding_reason (code),
    fate TEXT REFERENCES weeding_fate (code),
    recipient TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX weeding_line_copy ON weeding_line (weeding_id, copy_id);
CREATE INDEX weeding_line_copy_id ON weeding_line (copy_id);
CREATE INDEX weeding_line_reason ON weeding_line (reason);
CREATE INDEX weeding_line_fate ON weeding_line (fate);

-- ---------------------------------------------------------------- counts

CREATE TABLE consultation (                                  -- a document looked at in the centre
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    copy_id INTEGER REFERENCES copy (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    times INTEGER NOT NULL DEFAULT 1 CHECK (times >= 1)
) STRICT;
CREATE INDEX consultation_document ON consultation (document_id, day);
CREATE INDEX consultation_copy ON consultation (copy_id);
CREATE INDEX consultation_day ON consultation (day);

-- Looks at notices by month: derived from each look as it is counted.
CREATE TABLE document_view_month (
    document_id INTEGER NOT NULL,
    month TEXT NOT NULL,                                     -- 2026-11
    views INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (document_id, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_view_month_month ON document_view_month (month);
INSERT INTO document_view_month (document_id, month, views) SELECT document_id, substr(last_on, 1, 7), views FROM document_view WHERE views > 0;
CREATE TRIGGER document_view_first AFTER INSERT ON document_view
BEGIN
    INSERT INTO document_view_month (document_id, month, views) VALUES (NEW.document_id, substr(NEW.last_on, 1, 7), NEW.views)
    ON CONFLICT (document_id, month) DO UPDATE SET views = document_view_month.views + excluded.views;
END;
CREATE TRIGGER document_view_again AFTER UPDATE OF views ON document_view WHEN NEW.views > OLD.views
BEGIN
    INSERT INTO document_view_month (document_id, month, views) VALUES (NEW.document_id, substr(NEW.last_on, 1, 7), NEW.views - OLD.views)
    ON CONFLICT (document_id, month) DO UPDATE SET views = document_view_month.views + excluded.views;
END;
