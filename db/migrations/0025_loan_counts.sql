-- Loans counted at the catalogue, as long as no desk lends, and those that another program counted before.

CREATE TABLE loan_count (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    copy_id INTEGER REFERENCES copy (id) ON DELETE CASCADE,
    day TEXT,                                                -- NULL: nobody says when, as in most lists of other programs
    times INTEGER NOT NULL DEFAULT 1 CHECK (times >= 1),
    is_brought INTEGER NOT NULL DEFAULT 0 CHECK (is_brought IN (0, 1))   -- an import said it; 0: counted here
) STRICT;
CREATE INDEX loan_count_document ON loan_count (document_id, day, times);
CREATE INDEX loan_count_copy ON loan_count (copy_id);
CREATE INDEX loan_count_day ON loan_count (day);
