-- What a paper is to others (corrections, retractions, comments), its titles in other languages, its year online.

ALTER TABLE documents ADD COLUMN year_online INTEGER;
ALTER TABLE documents ADD COLUMN translated_titles TEXT NOT NULL DEFAULT '[]';
ALTER TABLE sections ADD COLUMN language TEXT;

CREATE TABLE relations (             -- what a paper says that it is to another publication
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,                -- corrects, corrected_by, retracts, retracted_by, concern_about, comments_on, ...
  printed TEXT NOT NULL,             -- the source's own word for it
  doi TEXT,
  pmid TEXT,
  text TEXT,                         -- how the other is named where it is not by a number
  PRIMARY KEY (document_id, n)
) STRICT;
CREATE INDEX relations_doi ON relations(doi) WHERE doi IS NOT NULL;
