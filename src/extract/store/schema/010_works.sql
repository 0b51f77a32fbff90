-- The library: publications, whether we hold their text or only a record of them, and how they are found again.

CREATE TABLE works (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,           -- 'doi:10.1/x', 'pmid:123', 'key:...' where it has neither
  doi TEXT, pmid TEXT, pmcid TEXT,   -- lower case; digits; 'PMC...'
  title TEXT,
  authors TEXT NOT NULL DEFAULT '[]', -- JSON [[family, given, is_group], ...]
  year INTEGER, container TEXT, container_short TEXT, volume TEXT, issue TEXT, pages TEXT,
  types TEXT NOT NULL DEFAULT '[]',  -- JSON, as the source words them
  registrations TEXT NOT NULL DEFAULT '[]',
  abstract TEXT,
  document_id TEXT,                  -- the ingested paper that this work is
  source TEXT NOT NULL
) STRICT;
CREATE INDEX works_doi ON works(doi) WHERE doi IS NOT NULL;
CREATE INDEX works_pmid ON works(pmid) WHERE pmid IS NOT NULL;
CREATE INDEX works_pmcid ON works(pmcid) WHERE pmcid IS NOT NULL;
CREATE INDEX works_document ON works(document_id) WHERE document_id IS NOT NULL;

CREATE TABLE work_keys ( -- hashes of title words, places and people: extract.text.keys
  key INTEGER NOT NULL,
  work INTEGER NOT NULL REFERENCES works(row) ON DELETE CASCADE,
  PRIMARY KEY (key, work)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE works_fts USING fts5(
  title, content='works', content_rowid='row', tokenize='unicode61 remove_diacritics 2', detail='none', columnsize=0
);
CREATE VIRTUAL TABLE works_words USING fts5vocab('works_fts', 'row');

CREATE TABLE imports ( -- how far each file of records was read: an interrupted import resumes
  sha256 TEXT PRIMARY KEY,           -- of the file's bytes
  path TEXT NOT NULL,
  format TEXT NOT NULL,
  records INTEGER NOT NULL DEFAULT 0,  -- read and stored so far
  faults INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL CHECK (status IN ('running', 'complete', 'partial'))
) STRICT;

CREATE TABLE import_faults ( -- what could not be read, told and kept
  sha256 TEXT NOT NULL REFERENCES imports(sha256) ON DELETE CASCADE,
  record INTEGER NOT NULL,           -- from 1, in the order of the file
  message TEXT NOT NULL,
  PRIMARY KEY (sha256, record)
) STRICT;

CREATE TABLE notices ( -- retractions, concerns, corrections: the notice, and the work it speaks of
  id TEXT PRIMARY KEY,               -- hash of the other columns
  doi TEXT, pmid TEXT,               -- of the work
  kind TEXT NOT NULL CHECK (kind IN
    ('retraction', 'concern', 'correction', 'reinstatement', 'retract_and_replace', 'withdrawal')),
  source TEXT NOT NULL,              -- who says so
  date TEXT, notice_id TEXT, reason TEXT,
  title TEXT                         -- of the work, as the source has it
) STRICT;
CREATE INDEX notices_doi ON notices(doi) WHERE doi IS NOT NULL;
CREATE INDEX notices_pmid ON notices(pmid) WHERE pmid IS NOT NULL;

CREATE TABLE registrations (
  id TEXT PRIMARY KEY,               -- 'NCT01234567'
  aliases TEXT NOT NULL DEFAULT '[]',
  title TEXT, phase TEXT, enrolment INTEGER, start TEXT, completion TEXT, status TEXT,
  conditions TEXT NOT NULL DEFAULT '[]', interventions TEXT NOT NULL DEFAULT '[]', countries TEXT NOT NULL DEFAULT '[]',
  source TEXT NOT NULL
) STRICT;

CREATE TABLE answers ( -- what services said, byte for byte: provenance, cache and replay source
  service TEXT NOT NULL,
  key TEXT NOT NULL,                 -- method, path and query without keys and addresses of people
  status INTEGER NOT NULL,
  headers TEXT NOT NULL DEFAULT '{}',
  body BLOB NOT NULL,
  fetched_at TEXT NOT NULL,
  PRIMARY KEY (service, key)
) STRICT;
