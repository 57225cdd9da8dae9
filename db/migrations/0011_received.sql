-- Where a dossier came from: a form that an association filled, or the package of its own copy of the program. The origin's id finds it again.

CREATE TABLE project_receipt (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    source TEXT NOT NULL CHECK (source IN ('form', 'package')),
    origin_id INTEGER,                                             -- the dossier's id where it was written; NULL for a form
    received_on TEXT NOT NULL,
    file_name TEXT NOT NULL DEFAULT '',
    sha256 TEXT NOT NULL DEFAULT ''                                -- of the file
) STRICT;
CREATE INDEX project_receipt_project_id ON project_receipt (project_id);
CREATE INDEX project_receipt_origin_id ON project_receipt (origin_id);
