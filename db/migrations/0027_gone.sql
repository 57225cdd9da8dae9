-- What went: the rows that acts deleted, so that a record is shown as it stood without reading all that happened since.

CREATE INDEX change_gone ON change (entity, id) WHERE after IS NULL;
