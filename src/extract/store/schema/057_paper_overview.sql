DROP VIEW paper_overview;
CREATE VIEW paper_overview AS      -- one line for each paper, with what its title and abstract name
  SELECT d.id, d.path, d.title, d.year, d.format, d.pages,
    (SELECT json_group_array(DISTINCT c.name) FROM concepts c WHERE c.document_id = d.id AND c.kind = 'disease') AS diseases,
    (SELECT json_group_array(DISTINCT c.name) FROM concepts c WHERE c.document_id = d.id AND c.kind = 'intervention') AS interventions,
    (SELECT json_group_array(DISTINCT c.name) FROM concepts c WHERE c.document_id = d.id AND c.kind = 'organism') AS organisms,
    (SELECT count(*) FROM sentences x WHERE x.document_id = d.id) AS sentences,
    (SELECT count(*) FROM tables x WHERE x.document_id = d.id) AS tables,
    (SELECT count(*) FROM bibliography x WHERE x.document_id = d.id) AS reference_entries,
    (SELECT count(*) FROM citations x WHERE x.document_id = d.id) AS citations,
    (SELECT count(*) FROM results x WHERE x.document_id = d.id) AS results,
    (SELECT count(*) FROM claims x WHERE x.document_id = d.id) AS claims,
    (SELECT count(*) FROM findings x WHERE x.document_id = d.id AND x.severity = 'error') AS errors,
    (SELECT count(*) FROM findings x WHERE x.document_id = d.id AND x.severity = 'warning') AS warnings
  FROM documents d;
