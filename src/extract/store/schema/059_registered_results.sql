-- The results that a registry posts of a trial, a sentence each.
ALTER TABLE registrations ADD COLUMN results TEXT NOT NULL DEFAULT '[]';
