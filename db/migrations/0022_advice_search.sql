-- Advice is found by its subject, by whom it was given to, by what was said.

CREATE TABLE advice_text (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL DEFAULT '',
    whom TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE VIRTUAL TABLE advice_fts USING fts5 (
    subject, whom, body,
    content='advice_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);
CREATE TRIGGER advice_text_ai AFTER INSERT ON advice_text BEGIN
    INSERT INTO advice_fts (rowid, subject, whom, body) VALUES (new.id, new.subject, new.whom, new.body);
END;
CREATE TRIGGER advice_text_ad AFTER DELETE ON advice_text BEGIN
    INSERT INTO advice_fts (advice_fts, rowid, subject, whom, body) VALUES ('delete', old.id, old.subject, old.whom, old.body);
END;
CREATE TRIGGER advice_text_au AFTER UPDATE ON advice_text BEGIN
    INSERT INTO advice_fts (advice_fts, rowid, subject, whom, body) VALUES ('delete', old.id, old.subject, old.whom, old.body);
    INSERT INTO advice_fts (rowid, subject, whom, body) VALUES (new.id, new.subject, new.whom, new.body);
END;

CREATE TRIGGER advice_search_ai AFTER INSERT ON advice BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER advice_search_au AFTER UPDATE ON advice BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER advice_search_ad AFTER DELETE ON advice BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', old.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER advice_document_search_ai AFTER INSERT ON advice_document BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', new.advice_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER advice_document_search_au AFTER UPDATE ON advice_document BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', new.advice_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', old.advice_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER advice_document_search_ad AFTER DELETE ON advice_document BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', old.advice_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER advice_organisation_search_au AFTER UPDATE OF name, acronym ON organisation BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'advice', id FROM advice WHERE organisation_id = new.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER advice_person_search_au AFTER UPDATE OF given_name, family_name ON person BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'advice', id FROM advice WHERE person_id = new.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER advice_project_search_au AFTER UPDATE OF number, title ON project BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'advice', id FROM advice WHERE project_id = new.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER advice_handed_search_au AFTER UPDATE OF title ON document BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'advice', advice_id FROM advice_document WHERE document_id = new.id ON CONFLICT DO NOTHING;
END;

INSERT INTO search_todo (entity, entity_id) SELECT 'advice', id FROM advice WHERE true ON CONFLICT DO NOTHING;
