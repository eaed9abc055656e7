-- What an office sets itself: values of a notice's parameters. A projection of the log.

CREATE TABLE setting (
  notice TEXT NOT NULL,
  name   TEXT NOT NULL,                -- of the parameter
  since  TEXT NOT NULL,                -- its first day, "2022-01-01"
  value  TEXT NOT NULL,                -- JSON; null: what the notice says holds again
  who    TEXT NOT NULL,
  why    TEXT NOT NULL,
  at     INTEGER NOT NULL,             -- when it was set
  entry  INTEGER NOT NULL,             -- the entry that set it
  PRIMARY KEY (notice, name, since)
) STRICT, WITHOUT ROWID;
