-- A passage that many verdicts rest on is stored once for each audited paper.
CREATE TABLE quotations (          -- the passages that the audit of a paper rests on, each once
  id INTEGER PRIMARY KEY,          -- hash of the audited paper, where the passage stands, and its words
  owner_document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  document_id TEXT REFERENCES documents(id) ON DELETE CASCADE,      -- null: a record's words
  text TEXT NOT NULL, start_char INTEGER, end_char INTEGER, pieces TEXT, page INTEGER, boxes TEXT
) STRICT;
CREATE TABLE rests_on (            -- the passages of a finding, a verdict or a corroboration, in order
  owner_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  owner TEXT NOT NULL CHECK (owner IN ('finding', 'verdict', 'corroboration')),
  role TEXT NOT NULL,
  quotation_id INTEGER NOT NULL,   -- no foreign key: its index would cost as much as the passages
  PRIMARY KEY (owner_id, n)
) STRICT, WITHOUT ROWID;

INSERT INTO quotations
  SELECT min(rowid), owner_document_id, document_id, text, start_char, end_char, pieces, page, boxes FROM evidence
  GROUP BY owner_document_id, document_id, text, pieces;
INSERT INTO rests_on
  SELECT e.owner_id, e.n, e.owner, e.role, q.id FROM evidence e JOIN quotations q
    ON q.owner_document_id = e.owner_document_id AND q.document_id IS e.document_id AND q.text = e.text
    AND q.pieces IS e.pieces;
DROP TABLE evidence;
CREATE INDEX quotations_document ON quotations(document_id);
CREATE INDEX quotations_owner_document ON quotations(owner_document_id);

CREATE VIEW evidence AS      -- the passages that a finding, a verdict or a corroboration rests on
  SELECT r.owner_id, r.n, r.owner, q.owner_document_id, r.role, q.document_id, q.text, q.start_char, q.end_char,
    q.pieces, q.page, q.boxes
  FROM rests_on r JOIN quotations q ON q.id = r.quotation_id;

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
  UNION ALL SELECT 'concepts', id, document_id, text, pieces FROM concepts
  UNION ALL SELECT 'studies', id, document_id, text, pieces FROM studies
  UNION ALL SELECT 'pooled', id, document_id, text, pieces FROM pooled
  UNION ALL SELECT 'quotations', CAST(id AS TEXT), document_id, text, pieces FROM quotations WHERE document_id IS NOT NULL;

CREATE VIEW misquotes AS      -- must always be empty: a stored quotation that the text does not bear out
  SELECT p.layer, p.id, p.document_id, p.text,
    (SELECT group_concat(substr(d.text, (q.value ->> 0) + 1, (q.value ->> 1) - (q.value ->> 0)), ' ')
     FROM json_each(p.pieces) q) AS printed
  FROM passages p JOIN documents d ON d.id = p.document_id
  WHERE p.text IS NOT (SELECT group_concat(substr(d.text, (q.value ->> 0) + 1, (q.value ->> 1) - (q.value ->> 0)), ' ')
     FROM json_each(p.pieces) q);
