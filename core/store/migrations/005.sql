-- Chronicles: what happened to the subjects of a notice. A projection of the log.

CREATE TABLE event (
  book    INTEGER NOT NULL,
  kind    TEXT NOT NULL,               -- of the subject
  subject TEXT NOT NULL CHECK (subject <> ''),
  at      INTEGER NOT NULL,
  entry   INTEGER NOT NULL,            -- the entry that recorded it
  name    TEXT NOT NULL,               -- what happened
  volume  TEXT,                        -- what it belongs to beside its subject
  facts   TEXT NOT NULL,               -- JSON, an object
  series  TEXT,
  year    INTEGER,
  serial  INTEGER CHECK (serial > 0),
  PRIMARY KEY (book, kind, subject, at, entry),
  CHECK ((series IS NULL) = (serial IS NULL) AND (year IS NULL) = (serial IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX event_of_volume ON event (book, volume, at, entry) WHERE volume IS NOT NULL;
CREATE UNIQUE INDEX event_serial ON event (book, series, year, serial) WHERE serial IS NOT NULL;
