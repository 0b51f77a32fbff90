-- Every number as printed with its meaning, and the full name of what a result measures.

CREATE TABLE quantities (          -- a number as printed, with what it means as far as the paper says
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  sentence_id TEXT, cell_id TEXT, table_id TEXT,
  result_id TEXT,                  -- the result that it became, where enough of it is bound
  kind TEXT NOT NULL,              -- number, share, mean_sd, range, p, test, dose, size, time, label, ...
  digits TEXT NOT NULL,            -- as printed
  value ANY, unit TEXT,
  scale TEXT NOT NULL,             -- what the unit counts: share, people, time, mass, ...
  bound TEXT NOT NULL,             -- the sign before it: "<", "at least"; "=" where there is none
  interval_kind TEXT, low ANY, high ANY, p_relation TEXT, p_value ANY, sd ANY, se ANY,
  count INTEGER, total INTEGER, df TEXT NOT NULL,
  slots TEXT NOT NULL,             -- JSON list of {name, value, probability, evidence}: each part of its meaning
  row_path TEXT NOT NULL, column_path TEXT NOT NULL,
  section TEXT, text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
) STRICT;
CREATE INDEX quantities_document ON quantities(document_id);

ALTER TABLE results ADD COLUMN outcome TEXT;
ALTER TABLE results ADD COLUMN outcome_id TEXT;
ALTER TABLE results ADD COLUMN row_path TEXT NOT NULL DEFAULT '[]';
ALTER TABLE results ADD COLUMN column_path TEXT NOT NULL DEFAULT '[]';
ALTER TABLE results ADD COLUMN timepoint_text TEXT;
ALTER TABLE results ADD COLUMN adjusted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE results ADD COLUMN contrast TEXT;
ALTER TABLE results ADD COLUMN probability ANY;

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
  UNION ALL SELECT owner, owner_id, document_id, text, pieces FROM evidence WHERE document_id IS NOT NULL;

CREATE VIEW misquotes AS      -- must always be empty: a stored quotation that the text does not bear out
  SELECT p.layer, p.id, p.document_id, p.text,
    (SELECT group_concat(substr(d.text, (q.value ->> 0) + 1, (q.value ->> 1) - (q.value ->> 0)), ' ')
     FROM json_each(p.pieces) q) AS printed
  FROM passages p JOIN documents d ON d.id = p.document_id
  WHERE p.text IS NOT (SELECT group_concat(substr(d.text, (q.value ->> 0) + 1, (q.value ->> 1) - (q.value ->> 0)), ' ')
     FROM json_each(p.pieces) q);
