CREATE TABLE recomputed (      -- printed tests and intervals with the p that follows from them, sound ones too
  id TEXT PRIMARY KEY,
  check_name TEXT NOT NULL REFERENCES checks(name),
  run_id INTEGER REFERENCES runs(id),
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,              -- test, interval
  statistic TEXT NOT NULL,         -- t, F, chi2, r, z, Q; ratio, difference
  value ANY NOT NULL,              -- as printed
  df TEXT NOT NULL,                -- JSON list
  ci_low ANY, ci_high ANY, ci_level ANY,
  p_relation TEXT NOT NULL, p_value ANY NOT NULL,     -- as printed
  recomputed_p REAL NOT NULL,      -- two-sided, at the printed values
  recomputed_p_low REAL NOT NULL, recomputed_p_high REAL NOT NULL,    -- what the printed digits allow
  agrees INTEGER NOT NULL,         -- 1: the printed p is one of these
  same_side INTEGER NOT NULL,      -- 1: printed and recomputed p lie on one side of 0.05
  section TEXT, text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
) STRICT;
CREATE INDEX recomputed_document ON recomputed(document_id);

ALTER TABLE findings ADD COLUMN tried TEXT NOT NULL DEFAULT '[]';
