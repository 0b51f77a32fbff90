CREATE TABLE concepts (            -- terms that title and abstract name: what the paper is about
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,              -- disease, intervention, organism, substance, ...
  term TEXT NOT NULL,              -- the vocabulary's id
  name TEXT NOT NULL,              -- how the term is called
  mesh_id TEXT, drugbank_id TEXT,
  section TEXT, text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
) STRICT;
CREATE INDEX concepts_document ON concepts(document_id);
CREATE INDEX concepts_term ON concepts(term);

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
  UNION ALL SELECT owner, owner_id, document_id, text, pieces FROM evidence WHERE document_id IS NOT NULL;

CREATE VIEW misquotes AS      -- must always be empty: a stored quotation that the text does not bear out
  SELECT p.layer, p.id, p.document_id, p.text,
    (SELECT group_concat(substr(d.text, (q.value ->> 0) + 1, (q.value ->> 1) - (q.value ->> 0)), ' ')
     FROM json_each(p.pieces) q) AS printed
  FROM passages p JOIN documents d ON d.id = p.document_id
  WHERE p.text IS NOT (SELECT group_concat(substr(d.text, (q.value ->> 0) + 1, (q.value ->> 1) - (q.value ->> 0)), ' ')
     FROM json_each(p.pieces) q);
