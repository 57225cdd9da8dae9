-- What is searched is read otherwise: words of scripts that part nothing, Arabic without marks and article, compounds also in
-- one word, years, bar codes without marks, names either way round. Everything is indexed again.

-- The words of notices are taken away whole: struck out one by one they would stay in the index until it is put together again.
DROP TRIGGER document_text_delete;
DELETE FROM document_text;
INSERT INTO document_fts (document_fts) VALUES ('delete-all');
CREATE TRIGGER document_text_delete AFTER DELETE ON document_text
BEGIN
    INSERT INTO document_fts (document_fts, rowid, title, contributors, publisher, subjects, abstract, numbers, notes)
    VALUES ('delete', OLD.id, OLD.title, OLD.contributors, OLD.publisher, OLD.subjects, OLD.abstract, OLD.numbers, OLD.notes);
END;

INSERT INTO search_todo (entity, entity_id)
SELECT 'organisation', id FROM organisation UNION ALL
SELECT 'person', id FROM person UNION ALL
SELECT 'document', id FROM document UNION ALL
SELECT 'course', id FROM course UNION ALL
SELECT 'session', id FROM session UNION ALL
SELECT 'project', id FROM project UNION ALL
SELECT 'grant', id FROM "grant" UNION ALL
SELECT 'application', id FROM application UNION ALL
SELECT 'agreement', id FROM agreement UNION ALL
SELECT 'crisis', id FROM crisis UNION ALL
SELECT 'outpost', id FROM outpost UNION ALL
SELECT 'support', id FROM support UNION ALL
SELECT 'advice', id FROM advice WHERE true
ON CONFLICT DO NOTHING;

-- Files with pages in such scripts are read again beside the work: their words are kept with the page.
DELETE FROM file_text WHERE id IN (SELECT file_id FROM file_page WHERE text GLOB '*[֐-࿿က-႟ក-៿ぁ-ヿ㐀-鿿]*');
-- Foreign keys rest while a library is brought up to date: the pages do not go by themselves.
DELETE FROM file_page WHERE file_id NOT IN (SELECT id FROM file_text);
