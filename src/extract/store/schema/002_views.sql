-- Views for readers.

CREATE VIEW paper_overview AS      -- one line for each paper
  SELECT d.id, d.path, d.title, d.year, d.format, d.pages,
    (SELECT count(*) FROM sentences x WHERE x.document_id = d.id) AS sentences,
    (SELECT count(*) FROM tables x WHERE x.document_id = d.id) AS tables,
    (SELECT count(*) FROM bibliography x WHERE x.document_id = d.id) AS reference_entries,
    (SELECT count(*) FROM citations x WHERE x.document_id = d.id) AS citations,
    (SELECT count(*) FROM results x WHERE x.document_id = d.id) AS results,
    (SELECT count(*) FROM claims x WHERE x.document_id = d.id) AS claims,
    (SELECT count(*) FROM findings x WHERE x.document_id = d.id AND x.severity = 'error') AS errors,
    (SELECT count(*) FROM findings x WHERE x.document_id = d.id AND x.severity = 'warning') AS warnings
  FROM documents d;

CREATE VIEW citations_in_context AS      -- each citation with its sentence and the entry it points at
  SELECT c.id, c.document_id, s.text AS sentence, m.text AS marker, c.key, c.status, b.label AS reference_label,
    b.text AS reference, x.work_id, m.page, m.start_char, m.end_char
  FROM citations c JOIN markers m ON m.id = c.marker_id LEFT JOIN sentences s ON s.id = m.sentence_id
  LEFT JOIN bibliography b ON b.id = c.reference_id LEFT JOIN matches x ON x.reference_id = b.id;

CREATE VIEW uncited_references AS      -- entries that no marker points at
  SELECT b.* FROM bibliography b LEFT JOIN citations c ON c.reference_id = b.id WHERE c.id IS NULL;

CREATE VIEW results_by_endpoint AS      -- the papers' own results side by side
  SELECT r.id, r.document_id, r.measure, r.statistic, r.timepoint, r.timepoint_unit, r.value, r.unit, r.ci_low, r.ci_high,
    r.p_relation, r.p_value, r.arm, r.comparator, r.n, e.name AS endpoint, e.role AS endpoint_role, r.text, r.page
  FROM results r LEFT JOIN endpoints e ON e.id = r.endpoint_id
  WHERE r.role = 'result' AND r.source = 'own' ORDER BY r.measure, r.timepoint, r.document_id;

CREATE VIEW open_findings AS      -- findings that nobody has accepted or rejected
  SELECT f.* FROM findings f
  WHERE NOT EXISTS (SELECT 1 FROM reviews v WHERE v.finding_id = f.id AND v.decision <> 'commented');

CREATE VIEW unaudited AS      -- which check has not looked at which paper
  SELECT d.id AS document_id, c.name AS check_name FROM documents d CROSS JOIN checks c
  LEFT JOIN coverage v ON v.document_id = d.id AND v.check_name = c.name WHERE v.document_id IS NULL;

CREATE VIEW passages AS      -- every stored quotation and its place
  SELECT 'sentences' AS layer, id, document_id, text, pieces FROM sentences
  UNION ALL SELECT 'tables', id, document_id, text, pieces FROM tables
  UNION ALL SELECT 'cells', id, document_id, text, pieces FROM cells
  UNION ALL SELECT 'references', id, document_id, text, pieces FROM bibliography
  UNION ALL SELECT 'markers', id, document_id, text, pieces FROM markers
  UNION ALL SELECT 'endpoints', id, document_id, text, pieces FROM endpoints
  UNION ALL SELECT 'arms', id, document_id, text, pieces FROM arms
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
