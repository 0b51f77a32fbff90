-- A work has more than one year and more than one name of its place; a notice may speak of a work without identifier.

ALTER TABLE works ADD COLUMN years TEXT NOT NULL DEFAULT '[]';
ALTER TABLE works ADD COLUMN containers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE notices ADD COLUMN work_id TEXT;
ALTER TABLE notices ADD COLUMN work_mark INTEGER;
CREATE INDEX notices_work_mark ON notices(work_mark) WHERE work_mark IS NOT NULL;
CREATE INDEX notices_work_id ON notices(work_id) WHERE work_id IS NOT NULL;
