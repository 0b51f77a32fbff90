-- What questions to a hundred thousand papers need, and less of what none needs.

ALTER TABLE bibliography ADD COLUMN title_mark INTEGER;
UPDATE bibliography SET title_mark = title_mark(title);
CREATE INDEX bibliography_title_mark ON bibliography(title_mark) WHERE title_mark IS NOT NULL;
CREATE INDEX bibliography_pmid ON bibliography(pmid) WHERE pmid IS NOT NULL;
CREATE INDEX documents_path ON documents(path, id);

DROP INDEX cells_table;
DROP INDEX results_sentence;
DROP INDEX claims_sentence;

DROP VIEW uncited_references;
CREATE VIEW uncited_references AS      -- entries that no marker points at
  SELECT b.* FROM bibliography b WHERE NOT EXISTS (SELECT 1 FROM citations c WHERE c.reference_id = b.id);
