-- What the jobs of notices did: a projection of the log.

CREATE TABLE job (
  notice   TEXT NOT NULL,
  name     TEXT NOT NULL,
  words    TEXT NOT NULL,              -- that say when it is due
  missed   TEXT NOT NULL,              -- what becomes of moments that nobody kept
  entry    INTEGER NOT NULL,           -- the entry that listed it first
  since    INTEGER NOT NULL,           -- moments up to it were never owed
  through  INTEGER NOT NULL,           -- moments up to it are settled
  seen     INTEGER NOT NULL,           -- the last entry that it awaited something after
  next     INTEGER,                    -- due next, unless it follows events
  due      INTEGER,                    -- of the last note, with all that follows
  at       INTEGER,
  outcome  TEXT,                       -- done, refused, failed, skipped
  code     TEXT,                       -- of a refusal, or the words of a failure
  count    INTEGER,                    -- of the moments that it settled
  tries    INTEGER NOT NULL,           -- failed in a row
  retry_at INTEGER,
  answer   TEXT,                       -- of a function that only reads
  PRIMARY KEY (notice, name)
) STRICT, WITHOUT ROWID;

-- Moments that events brought about, until they are settled.
CREATE TABLE awaited (
  notice  TEXT NOT NULL,
  job     TEXT NOT NULL,
  due     INTEGER NOT NULL,
  event   INTEGER NOT NULL,            -- the entry that recorded it
  kind    TEXT NOT NULL,               -- of its subject
  subject TEXT NOT NULL,
  at      INTEGER NOT NULL,            -- the moment of the event
  PRIMARY KEY (notice, job, due, event)
) STRICT, WITHOUT ROWID;
