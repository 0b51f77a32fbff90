-- How works contradict an entry, and what each source said about it.

ALTER TABLE matches ADD COLUMN conflict TEXT;

CREATE TABLE source_answers (        -- one row for each source that was asked, or was not, about a reference
  reference_id TEXT NOT NULL REFERENCES bibliography(id) ON DELETE CASCADE,
  document_id TEXT NOT NULL,
  source TEXT NOT NULL,              -- library, crossref, pubmed, ...
  outcome TEXT NOT NULL CHECK (outcome IN ('hit', 'miss', 'ambiguous', 'error', 'not_tried')),
  kind TEXT,                         -- of an error: timeout, rate_limited, server, bad_body, ...
  detail TEXT,
  works TEXT NOT NULL DEFAULT '[]',  -- JSON list of work ids
  asked_at TEXT,
  PRIMARY KEY (reference_id, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_answers_document ON source_answers(document_id);
