-- What a review includes and pools.

CREATE TABLE studies (             -- a row of a table of included studies, and the entry that is the study
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  table_id TEXT NOT NULL,
  row INTEGER NOT NULL, col INTEGER NOT NULL,
  row_label TEXT NOT NULL,         -- the cell that names the study, as printed
  author TEXT, year INTEGER,       -- that the row names
  reference_id TEXT,               -- null: no entry, or several
  candidates TEXT NOT NULL,        -- JSON list of the entries that it could be
  status TEXT NOT NULL CHECK (status IN ('linked', 'ambiguous', 'missing')),
  linked_by TEXT NOT NULL,         -- marker, author_year
  section TEXT, text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
) STRICT;
CREATE INDEX studies_document ON studies(document_id);
CREATE INDEX studies_reference ON studies(reference_id);

CREATE TABLE pooled (              -- a pooled estimate whose rows the article prints, and what they give
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  table_id TEXT,                   -- the table of the rows
  outcome TEXT, measure TEXT,
  model TEXT NOT NULL,             -- that comes nearest: fixed, random, mantel-haenszel, peto, hartung-knapp
  k INTEGER NOT NULL,              -- how many rows
  estimate ANY, ci_low ANY, ci_high ANY, i2 ANY,      -- as printed
  recomputed_estimate REAL NOT NULL, recomputed_low REAL NOT NULL, recomputed_high REAL NOT NULL,
  recomputed_i2 REAL NOT NULL,
  agrees INTEGER NOT NULL,         -- 1: estimate and limits fit the model within their rounding
  rows TEXT NOT NULL,              -- JSON list of the cells that were pooled
  section TEXT, text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
) STRICT;
CREATE INDEX pooled_document ON pooled(document_id);

DROP VIEW misquotes;
DROP VIEW passages;
CREATE VIEW passages AS      -- every stored quotation and its place
  SELECT 'sentences' AS layer, id, document_id, text, pieces FROM sentences
  UNION ALL SELECT 'tables', id, document_id, text, pieces FROM tables
  UNION ALL SELECT 'cells', id, document_id, text, pieces FROM cells
  UNION ALL SELECT 'references', id, document_id, text, pieces FROM bibliography
  UNION ALL SELECT 'markers', id, document_id, text, pieces FROM markers
  UNION ALL SELECT 'endpoints', id, document_id, text, pieces FROM endpoints
  UNION ALL SELECT 'arms', id, document_id, text, pieces FROM arms
  UNION ALL SELECT 'quantities', id, document_id, text, pieces FROM quantities
  UNION ALL SELECT 'results', id, document_id, text, pieces FROM results
  UNION ALL SELECT 'claims', id, document_id, text, pieces FROM claims
  UNION ALL SELECT 'studies', id, document_id, text, pieces FROM studies
  UNION ALL SELECT 'pooled', id, document_id, text, pieces FROM pooled
  UNION ALL SELECT owner, owner_id, document_id, text, pieces FROM evidence WHERE document_id IS NOT NULL;

CREATE VIEW misquotes AS      -- must always be empty: a stored quotation that the text does not bear out
  SELECT p.layer, p.id, p.document_id, p.text,
    (SELECT group_concat(substr(d.text, (q.value ->> 0) + 1, (q.value ->> 1) - (q.value ->> 0)), ' ')
     FROM json_each(p.pieces) q) AS printed
  FROM passages p JOIN documents d ON d.id = p.document_id
  WHERE p.text IS NOT (SELECT group_concat(substr(d.text, (q.value ->> 0) + 1, (q.value ->> 1) - (q.value ->> 0)), ' ')
     FROM json_each(p.pieces) q);
