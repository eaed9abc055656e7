-- Documents as they were issued, with their provisions. A changed text is a new version; the old
-- one stays. Projections of the log.

CREATE TABLE document (
  number     TEXT NOT NULL,            -- 文号; NUMBER(二) is the second text that a notice brings
  version    INTEGER NOT NULL CHECK (version > 0),
  title      TEXT NOT NULL,
  notice     TEXT NOT NULL,            -- title of the notice that brings it
  issuer     TEXT NOT NULL,
  addressed  TEXT NOT NULL,            -- to whom the notice goes; "" when it does not say
  signed     TEXT,                     -- "2021-12-01"
  source     TEXT NOT NULL,            -- the gazette's issue; "" when it has no name
  provisions INTEGER NOT NULL,         -- how many
  digest     TEXT NOT NULL,            -- SHA-256 of what it says, in hex
  at         INTEGER NOT NULL,         -- when it was imported
  entry      INTEGER NOT NULL,         -- the entry that did it
  PRIMARY KEY (number, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE provision (
  number  TEXT NOT NULL,
  version INTEGER NOT NULL,
  n       INTEGER NOT NULL,            -- its place in the text, from 1
  rank    TEXT NOT NULL,               -- chapter, article, item, text ...
  depth   INTEGER NOT NULL,
  line    INTEGER NOT NULL,            -- of the file that was imported
  cite    TEXT NOT NULL,
  label   TEXT NOT NULL,               -- its number as printed
  text    TEXT NOT NULL,
  PRIMARY KEY (number, version, n)
) STRICT, WITHOUT ROWID;
