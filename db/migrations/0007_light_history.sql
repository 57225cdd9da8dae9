-- Insertions of very many rows: while `light` is 1 the history keeps that a row came ('' for what it said), not a copy of it.
-- What it said is the row itself, or what the next change found, until undoing takes it away and keeps it whole.
ALTER TABLE act ADD COLUMN light INTEGER NOT NULL DEFAULT 0 CHECK (light IN (0, 1));
