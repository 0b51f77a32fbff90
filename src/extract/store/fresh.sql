-- 001_papers.sql 002_views.sql 010_works.sql 011_sources.sql 012_sizes.sql 013_at_size.sql 014_quantities.sql 015_works.sql 020_relations.sql 020_reviews.sql 021_left_out.sql 021_merged_reviews.sql 030_recomputed.sql 031_concepts.sql 032_article_kind.sql 033_pooled_rows.sql 057_paper_overview.sql 058_quotations.sql 059_registered_results.sql
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE TABLE abbreviations (
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  short TEXT NOT NULL, long TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL,
  PRIMARY KEY (document_id, n)
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

CREATE TABLE arms (                -- groups that are treated or observed
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  name TEXT NOT NULL, names TEXT NOT NULL, n INTEGER, n_role TEXT NOT NULL,
  section TEXT, text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
) STRICT;

CREATE TABLE bibliography (        -- one entry of a paper's reference list ("references" is a word of SQL)
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  label TEXT,                      -- '12' where the list is numbered
  key TEXT,                        -- as the text cites it: 'Bray et al. 2024'
  authors TEXT NOT NULL,           -- JSON [{"family":..,"given":..,"is_group":..}]
  et_al INTEGER NOT NULL, editors TEXT NOT NULL,
  year INTEGER, year_suffix TEXT, title TEXT, container TEXT, volume TEXT, issue TEXT, pages TEXT,
  doi TEXT, doi_printed TEXT, pmid TEXT, pmcid TEXT, url TEXT, other_id TEXT, publisher TEXT, place TEXT, type TEXT NOT NULL,
  section TEXT, text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
, title_mark INTEGER) STRICT;

CREATE TABLE cells (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  table_id TEXT NOT NULL,
  row INTEGER NOT NULL, col INTEGER NOT NULL, row_span INTEGER NOT NULL, col_span INTEGER NOT NULL,
  role TEXT NOT NULL,              -- head, stub, section, body, note
  row_path TEXT NOT NULL, col_path TEXT NOT NULL,      -- JSON lists, outermost first
  section TEXT, text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
) STRICT;

CREATE TABLE checks (              -- filled from the code at each audit, so that the database explains itself
  name TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT NOT NULL, version INTEGER NOT NULL
) STRICT;

CREATE TABLE citations (           -- one pointing of one marker at one entry; [3-5] makes three
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  marker_id TEXT NOT NULL,
  key TEXT NOT NULL,               -- '4', 'Smith 2019'
  reference_id TEXT,
  status TEXT NOT NULL CHECK (status IN ('linked', 'ambiguous', 'missing')),
  candidates TEXT NOT NULL,        -- JSON list of reference ids where ambiguous
  rule TEXT NOT NULL,
  CHECK ((status = 'linked') = (reference_id IS NOT NULL))
) STRICT;

CREATE TABLE claim_facts (         -- what a claim states about the cited study
  claim_id TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  kind TEXT NOT NULL, value TEXT NOT NULL, qualifier TEXT, negated INTEGER NOT NULL,
  text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (claim_id, n)
) STRICT;

CREATE TABLE claims (              -- a passage that citations support
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  sentence_id TEXT, cell_id TEXT, type TEXT NOT NULL, hedged INTEGER NOT NULL, negated INTEGER NOT NULL,
  markers TEXT NOT NULL, reference_ids TEXT NOT NULL, result_ids TEXT NOT NULL,      -- JSON lists
  section TEXT, text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
) STRICT;

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

CREATE TABLE corpora (
  name TEXT PRIMARY KEY,
  description TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE corpus_documents (    -- a document may lie in several corpora
  corpus TEXT NOT NULL REFERENCES corpora(name) ON DELETE CASCADE,
  document_id TEXT NOT NULL,
  PRIMARY KEY (corpus, document_id)
) STRICT;

CREATE TABLE corroborations (      -- two papers state the same fact of one work
  id TEXT PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs(id),
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  work_id TEXT NOT NULL, fact TEXT NOT NULL
) STRICT;

CREATE TABLE coverage (            -- which check looked at which paper: "nothing found" differs from "not looked"
  id TEXT PRIMARY KEY,
  check_name TEXT NOT NULL REFERENCES checks(name),
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  run_id INTEGER NOT NULL REFERENCES runs(id),
  examined INTEGER NOT NULL,       -- how many items it judged
  skipped INTEGER NOT NULL,        -- how many it met but could not judge
  reasons TEXT NOT NULL,           -- JSON {reason: how many}
  error TEXT,                      -- the check broke on this paper; what it had said until then is kept
  UNIQUE (check_name, document_id)
) STRICT;

CREATE TABLE documents (           -- the one current reading of a source
  id TEXT PRIMARY KEY,             -- first 12 hex digits of sha256: same file, same id, in every database
  sha256 TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  format TEXT NOT NULL,
  size INTEGER NOT NULL,
  title TEXT, authors TEXT NOT NULL, journal TEXT, year INTEGER, volume TEXT, issue TEXT, pages_printed TEXT,
  doi TEXT, pmid TEXT, pmcid TEXT, type TEXT, language TEXT NOT NULL,
  pages INTEGER NOT NULL,          -- how many; 0 where the source has none
  text TEXT NOT NULL,              -- every span points into this string
  reading TEXT NOT NULL,           -- hash of the reader's code and settings
  annotation TEXT NOT NULL,        -- hash of the annotators' code, vocabulary and settings
  run_id INTEGER NOT NULL REFERENCES runs(id)
, year_online INTEGER, translated_titles TEXT NOT NULL DEFAULT '[]', kind TEXT) STRICT;

CREATE TABLE endpoints (           -- what a paper measures
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  name TEXT NOT NULL, printed TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('primary', 'secondary', 'safety', 'other', 'unstated')),
  unit TEXT, timepoint ANY, timepoint_unit TEXT,
  section TEXT, text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
) STRICT;

CREATE TABLE faults (              -- what could not be read of a document that was kept
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  code TEXT NOT NULL, message TEXT NOT NULL, page INTEGER,
  PRIMARY KEY (document_id, n)
) STRICT;

CREATE TABLE findings (            -- what a check says about one place in one paper
  id TEXT PRIMARY KEY,             -- hash of check, document and quoted evidence: the same finding keeps its id
  check_name TEXT NOT NULL REFERENCES checks(name),
  run_id INTEGER NOT NULL REFERENCES runs(id),
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
  verdict TEXT, message TEXT NOT NULL, reported TEXT, expected TEXT,
  reference_ids TEXT NOT NULL      -- JSON list
, tried TEXT NOT NULL DEFAULT '[]') STRICT;

CREATE TABLE import_faults ( -- what could not be read, told and kept
  sha256 TEXT NOT NULL REFERENCES imports(sha256) ON DELETE CASCADE,
  record INTEGER NOT NULL,           -- from 1, in the order of the file
  message TEXT NOT NULL,
  PRIMARY KEY (sha256, record)
) STRICT;

CREATE TABLE imports ( -- how far each file of records was read: an interrupted import resumes
  sha256 TEXT PRIMARY KEY,           -- of the file's bytes
  path TEXT NOT NULL,
  format TEXT NOT NULL,
  records INTEGER NOT NULL DEFAULT 0,  -- read and stored so far
  faults INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL CHECK (status IN ('running', 'complete', 'partial'))
) STRICT;

CREATE TABLE "inputs" (           -- what became of each input in each run: nothing is dropped in silence
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

CREATE TABLE markers (             -- '[3-5]', '(Smith et al., 2019; Lee 2020)'
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  sentence_id TEXT, cell_id TEXT,
  style TEXT NOT NULL CHECK (style IN ('numeric', 'superscript', 'author_year', 'linked')),
  keys TEXT NOT NULL,              -- JSON list: what it names, ranges expanded
  section TEXT, text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
) STRICT;

CREATE TABLE matches (             -- what `resolve` found for an entry; no row: not yet looked for
  reference_id TEXT PRIMARY KEY REFERENCES bibliography(id) ON DELETE CASCADE,
  document_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('matched', 'ambiguous', 'conflict', 'none')),
  score REAL NOT NULL,
  reasons TEXT NOT NULL,           -- JSON list
  work_id TEXT,                    -- where matched
  works TEXT NOT NULL,             -- JSON list of work ids
  run_id INTEGER NOT NULL REFERENCES runs(id), conflict TEXT,
  CHECK ((status = 'matched') = (work_id IS NOT NULL))
) STRICT;

CREATE TABLE notices ( -- retractions, concerns, corrections: the notice, and the work it speaks of
  id TEXT PRIMARY KEY,               -- hash of the other columns
  doi TEXT, pmid TEXT,               -- of the work
  kind TEXT NOT NULL CHECK (kind IN
    ('retraction', 'concern', 'correction', 'reinstatement', 'retract_and_replace', 'withdrawal')),
  source TEXT NOT NULL,              -- who says so
  date TEXT, notice_id TEXT, reason TEXT,
  title TEXT                         -- of the work, as the source has it
, work_id TEXT, work_mark INTEGER) STRICT;

CREATE TABLE pages (
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,         -- from 1, as counted by PDF viewers
  width REAL NOT NULL, height REAL NOT NULL,
  start_char INTEGER NOT NULL, end_char INTEGER NOT NULL,
  faults TEXT NOT NULL,            -- JSON list of codes
  PRIMARY KEY (document_id, number)
) STRICT;

CREATE TABLE papers (              -- the same paper whole, for the audit and for annotating again without the file
  document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
  reading BLOB NOT NULL,           -- compressed JSON of the document without its text's runs
  runs BLOB NOT NULL,              -- compressed columns of the runs
  layers BLOB NOT NULL             -- compressed JSON of the annotations
) STRICT;

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
, scale TEXT NOT NULL DEFAULT 'linear', effects TEXT NOT NULL DEFAULT '[]') STRICT;

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

CREATE TABLE quotations (          -- the passages that the audit of a paper rests on, each once
  id INTEGER PRIMARY KEY,          -- hash of the audited paper, where the passage stands, and its words
  owner_document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  document_id TEXT REFERENCES documents(id) ON DELETE CASCADE,      -- null: a record's words
  text TEXT NOT NULL, start_char INTEGER, end_char INTEGER, pieces TEXT, page INTEGER, boxes TEXT
) STRICT;

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

CREATE TABLE registrations (
  id TEXT PRIMARY KEY,               -- 'NCT01234567'
  aliases TEXT NOT NULL DEFAULT '[]',
  title TEXT, phase TEXT, enrolment INTEGER, start TEXT, completion TEXT, status TEXT,
  conditions TEXT NOT NULL DEFAULT '[]', interventions TEXT NOT NULL DEFAULT '[]', countries TEXT NOT NULL DEFAULT '[]',
  source TEXT NOT NULL
, results TEXT NOT NULL DEFAULT '[]') STRICT;

CREATE TABLE relations (             -- what a paper says that it is to another publication
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,                -- corrects, corrected_by, retracts, retracted_by, concern_about, comments_on, ...
  printed TEXT NOT NULL,             -- the source's own word for it
  doi TEXT,
  pmid TEXT,
  text TEXT,                         -- how the other is named where it is not by a number
  PRIMARY KEY (document_id, n)
) STRICT;

CREATE TABLE rests_on (            -- the passages of a finding, a verdict or a corroboration, in order
  owner_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  owner TEXT NOT NULL CHECK (owner IN ('finding', 'verdict', 'corroboration')),
  role TEXT NOT NULL,
  quotation_id INTEGER NOT NULL,   -- no foreign key: its index would cost as much as the passages
  PRIMARY KEY (owner_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE results (             -- a number that the paper reports; value_text keeps its printed precision
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  endpoint_id TEXT, sentence_id TEXT, cell_id TEXT, table_id TEXT,
  measure TEXT NOT NULL, statistic TEXT NOT NULL,
  value ANY, value_text TEXT NOT NULL, unit TEXT, timepoint ANY, timepoint_unit TEXT,
  interval_kind TEXT, ci_low ANY, ci_high ANY, ci_level ANY, range_low ANY, range_high ANY,
  p_relation TEXT CHECK (p_relation IN ('=', '<', '>', '<=', '>=', 'ns')), p_value ANY,
  sd ANY, se ANY, count INTEGER, denominator INTEGER, n INTEGER, df TEXT NOT NULL,
  arm TEXT, comparator TEXT, population TEXT,
  status TEXT NOT NULL, role TEXT NOT NULL, source TEXT NOT NULL,
  derived TEXT,                    -- JSON {"formula":..,"from":[result ids]}
  citations TEXT NOT NULL,         -- JSON list of reference labels (or keys) that its markers point at
  unbound TEXT NOT NULL,           -- JSON list: what could not be bound, and why
  section TEXT, text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
, outcome TEXT, outcome_id TEXT, row_path TEXT NOT NULL DEFAULT '[]', column_path TEXT NOT NULL DEFAULT '[]', timepoint_text TEXT, adjusted INTEGER NOT NULL DEFAULT 0, contrast TEXT, probability ANY) STRICT;

CREATE TABLE reviews (             -- what people said; no foreign key: outlives every re-ingest
  finding_id TEXT NOT NULL, reviewer TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected', 'commented')),
  reason TEXT NOT NULL DEFAULT '', reviewed_at TEXT NOT NULL, origin TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (finding_id, reviewer)
) STRICT;

CREATE TABLE runs (                -- one call of a command that writes
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  extract_version TEXT NOT NULL,
  recipe TEXT NOT NULL,            -- JSON: room -> hash of the code that ran
  settings TEXT NOT NULL,          -- JSON: the validated settings
  started_at TEXT NOT NULL,
  finished_at TEXT,                -- null: still running, or killed
  status TEXT NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'ok', 'partial', 'failed', 'interrupted'))
) STRICT;

CREATE TABLE sections (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  parent_id TEXT,
  role TEXT NOT NULL, heading TEXT, level INTEGER NOT NULL,
  start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL, page INTEGER, rule TEXT NOT NULL
, language TEXT) STRICT;

CREATE TABLE sentences (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  section_id TEXT, section TEXT,
  text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE sentences_fts USING fts5(
  text, content='sentences', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2'
);

CREATE TABLE source_answers (        -- one row for each source that was asked, or was not, about a reference
  reference_id TEXT NOT NULL REFERENCES bibliography(id) ON DELETE CASCADE,
  document_id TEXT NOT NULL,
  source TEXT NOT NULL,              -- library, crossref, pubmed, ...
  outcome TEXT NOT NULL CHECK (outcome IN ('hit', 'miss', 'ambiguous', 'error', 'not_tried')),
  kind TEXT,                         -- of an error: timeout, rate_limited, server, bad_body, ...
  detail TEXT,
  works TEXT NOT NULL DEFAULT '[]',  -- JSON list of work ids
  asked_at TEXT,
  PRIMARY KEY (reference_id, source)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE tables (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  label TEXT, caption TEXT, notes TEXT NOT NULL, faults TEXT NOT NULL, n_rows INTEGER NOT NULL, n_cols INTEGER NOT NULL,
  section TEXT, text TEXT NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, pieces TEXT NOT NULL,
  page INTEGER, boxes TEXT, rule TEXT NOT NULL
) STRICT;

CREATE TABLE verdicts (            -- one judgement for each citation, reference or claim, the sound ones too
  id TEXT PRIMARY KEY,
  check_name TEXT NOT NULL, run_id INTEGER NOT NULL REFERENCES runs(id),
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  subject TEXT NOT NULL CHECK (subject IN ('citation', 'reference', 'claim')),
  subject_id TEXT NOT NULL, reference_id TEXT, verdict TEXT NOT NULL,
  reasons TEXT NOT NULL,           -- JSON list
  precision REAL
) STRICT;

CREATE TABLE work_keys ( -- hashes of title words, places and people: extract.text.keys
  key INTEGER NOT NULL,
  work INTEGER NOT NULL REFERENCES works(row) ON DELETE CASCADE,
  PRIMARY KEY (key, work)
) STRICT, WITHOUT ROWID;

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
, years TEXT NOT NULL DEFAULT '[]', containers TEXT NOT NULL DEFAULT '[]') STRICT;

CREATE VIRTUAL TABLE works_fts USING fts5(
  title, content='works', content_rowid='row', tokenize='unicode61 remove_diacritics 2', detail='none', columnsize=0
);

CREATE VIRTUAL TABLE works_words USING fts5vocab('works_fts', 'row');

CREATE INDEX arms_document ON arms(document_id);

CREATE INDEX bibliography_document ON bibliography(document_id);

CREATE INDEX bibliography_doi ON bibliography(doi);

CREATE INDEX bibliography_pmid ON bibliography(pmid) WHERE pmid IS NOT NULL;

CREATE INDEX bibliography_title_mark ON bibliography(title_mark) WHERE title_mark IS NOT NULL;

CREATE INDEX cells_document ON cells(document_id);

CREATE INDEX citations_document ON citations(document_id);

CREATE INDEX citations_marker ON citations(marker_id);

CREATE INDEX citations_reference ON citations(reference_id);

CREATE INDEX claim_facts_document ON claim_facts(document_id);

CREATE INDEX claims_document ON claims(document_id);

CREATE INDEX concepts_document ON concepts(document_id);

CREATE INDEX concepts_term ON concepts(term);

CREATE INDEX corpus_documents_document ON corpus_documents(document_id);

CREATE INDEX corroborations_document ON corroborations(document_id);

CREATE INDEX coverage_document ON coverage(document_id);

CREATE INDEX documents_doi ON documents(doi);

CREATE INDEX documents_path ON documents(path, id);

CREATE INDEX documents_pmid ON documents(pmid);

CREATE INDEX endpoints_document ON endpoints(document_id);

CREATE INDEX findings_check ON findings(check_name);

CREATE INDEX findings_document ON findings(document_id);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE INDEX inputs_document ON inputs(document_id);

CREATE INDEX markers_document ON markers(document_id);

CREATE INDEX markers_sentence ON markers(sentence_id);

CREATE INDEX matches_document ON matches(document_id);

CREATE INDEX matches_work ON matches(work_id);

CREATE INDEX notices_doi ON notices(doi) WHERE doi IS NOT NULL;

CREATE INDEX notices_pmid ON notices(pmid) WHERE pmid IS NOT NULL;

CREATE INDEX notices_work_id ON notices(work_id) WHERE work_id IS NOT NULL;

CREATE INDEX notices_work_mark ON notices(work_mark) WHERE work_mark IS NOT NULL;

CREATE INDEX pooled_document ON pooled(document_id);

CREATE INDEX quantities_document ON quantities(document_id);

CREATE INDEX quotations_document ON quotations(document_id);

CREATE INDEX quotations_owner_document ON quotations(owner_document_id);

CREATE INDEX recomputed_document ON recomputed(document_id);

CREATE INDEX relations_doi ON relations(doi) WHERE doi IS NOT NULL;

CREATE INDEX results_document ON results(document_id);

CREATE INDEX results_measure ON results(measure);

CREATE INDEX sections_document ON sections(document_id);

CREATE INDEX sentences_document ON sentences(document_id);

CREATE INDEX source_answers_document ON source_answers(document_id);

CREATE INDEX studies_document ON studies(document_id);

CREATE INDEX studies_reference ON studies(reference_id);

CREATE INDEX tables_document ON tables(document_id);

CREATE INDEX verdicts_document ON verdicts(document_id);

CREATE INDEX verdicts_subject ON verdicts(subject_id);

CREATE INDEX works_document ON works(document_id) WHERE document_id IS NOT NULL;

CREATE INDEX works_doi ON works(doi) WHERE doi IS NOT NULL;

CREATE INDEX works_pmcid ON works(pmcid) WHERE pmcid IS NOT NULL;

CREATE INDEX works_pmid ON works(pmid) WHERE pmid IS NOT NULL;

CREATE TRIGGER sentences_ad AFTER DELETE ON sentences BEGIN
  INSERT INTO sentences_fts(sentences_fts, rowid, text) VALUES ('delete', old.n, old.text);
END;

CREATE TRIGGER sentences_ai AFTER INSERT ON sentences BEGIN
  INSERT INTO sentences_fts(rowid, text) VALUES (new.n, new.text);
END;

CREATE VIEW citations_in_context AS      -- each citation with its sentence and the entry it points at
  SELECT c.id, c.document_id, s.text AS sentence, m.text AS marker, c.key, c.status, b.label AS reference_label,
    b.text AS reference, x.work_id, m.page, m.start_char, m.end_char
  FROM citations c JOIN markers m ON m.id = c.marker_id LEFT JOIN sentences s ON s.id = m.sentence_id
  LEFT JOIN bibliography b ON b.id = c.reference_id LEFT JOIN matches x ON x.reference_id = b.id;

CREATE VIEW evidence AS      -- the passages that a finding, a verdict or a corroboration rests on
  SELECT r.owner_id, r.n, r.owner, q.owner_document_id, r.role, q.document_id, q.text, q.start_char, q.end_char,
    q.pieces, q.page, q.boxes
  FROM rests_on r JOIN quotations q ON q.id = r.quotation_id;

CREATE VIEW misquotes AS      -- must always be empty: a stored quotation that the text does not bear out
  SELECT p.layer, p.id, p.document_id, p.text,
    (SELECT group_concat(substr(d.text, (q.value ->> 0) + 1, (q.value ->> 1) - (q.value ->> 0)), ' ')
     FROM json_each(p.pieces) q) AS printed
  FROM passages p JOIN documents d ON d.id = p.document_id
  WHERE p.text IS NOT (SELECT group_concat(substr(d.text, (q.value ->> 0) + 1, (q.value ->> 1) - (q.value ->> 0)), ' ')
     FROM json_each(p.pieces) q);

CREATE VIEW open_findings AS      -- findings that nobody here has accepted or rejected
  SELECT f.* FROM findings f
  WHERE NOT EXISTS (SELECT 1 FROM reviews v WHERE v.finding_id = f.id AND v.decision <> 'commented' AND v.origin = '');

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

CREATE VIEW results_by_endpoint AS      -- the papers' own results side by side
  SELECT r.id, r.document_id, r.measure, r.statistic, r.timepoint, r.timepoint_unit, r.value, r.unit, r.ci_low, r.ci_high,
    r.p_relation, r.p_value, r.arm, r.comparator, r.n, e.name AS endpoint, e.role AS endpoint_role, r.text, r.page
  FROM results r LEFT JOIN endpoints e ON e.id = r.endpoint_id
  WHERE r.role = 'result' AND r.source = 'own' ORDER BY r.measure, r.timepoint, r.document_id;

CREATE VIEW unaudited AS      -- which check has not looked at which paper
  SELECT d.id AS document_id, c.name AS check_name FROM documents d CROSS JOIN checks c
  LEFT JOIN coverage v ON v.document_id = d.id AND v.check_name = c.name WHERE v.document_id IS NULL;

CREATE VIEW uncited_references AS      -- entries that no marker points at
  SELECT b.* FROM bibliography b WHERE NOT EXISTS (SELECT 1 FROM citations c WHERE c.reference_id = b.id);

