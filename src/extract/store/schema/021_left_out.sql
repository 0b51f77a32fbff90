-- Files of folders and zips that are no papers are told as left out.

CREATE TABLE inputs_anew (           -- what became of each input in each run: nothing is dropped in silence
  run_id INTEGER NOT NULL REFERENCES runs(id),
  path TEXT NOT NULL,
  n INTEGER NOT NULL DEFAULT 0,    -- 0: what became of it; from 1: further faults of the same input
  sha256 TEXT,                     -- null: could not be read at all
  document_id TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('ingested', 'reannotated', 'unchanged', 'failed', 'left_out')),
  code TEXT,
  message TEXT,
  page INTEGER,
  seconds REAL NOT NULL,
  PRIMARY KEY (run_id, path, n),
  CHECK (outcome <> 'failed' OR code IS NOT NULL)
) STRICT;
INSERT INTO inputs_anew SELECT * FROM inputs;
DROP TABLE inputs;
ALTER TABLE inputs_anew RENAME TO inputs;
CREATE INDEX inputs_document ON inputs(document_id);
