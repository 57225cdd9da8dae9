-- What a line of the list names stands in the index already: a page of fifty reads a third fewer pages of the file.

DROP INDEX contribution_document_id;
CREATE INDEX contribution_document_id ON contribution (document_id, position, contributor_id, role);

DROP INDEX document_subject_document_id;
CREATE INDEX document_subject_document_id ON document_subject (document_id, position, subject_id);
