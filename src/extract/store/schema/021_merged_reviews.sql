-- Reviews that came with another database are told apart from those that were made here.

ALTER TABLE reviews ADD COLUMN origin TEXT NOT NULL DEFAULT '';

DROP VIEW open_findings;
CREATE VIEW open_findings AS      -- findings that nobody here has accepted or rejected
  SELECT f.* FROM findings f
  WHERE NOT EXISTS (SELECT 1 FROM reviews v WHERE v.finding_id = f.id AND v.decision <> 'commented' AND v.origin = '');
