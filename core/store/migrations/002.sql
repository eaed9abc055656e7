-- Subsidies: claims on a budget. Projections of the log, as the tables before.

CREATE TABLE budget (
  book     INTEGER NOT NULL,
  name     TEXT NOT NULL,
  ceiling  INTEGER NOT NULL CHECK (ceiling >= 0),   -- raised less lowered
  recycled INTEGER NOT NULL CHECK (recycled >= 0),  -- recovered and free again
  last_at  INTEGER NOT NULL,
  PRIMARY KEY (book, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
  book        INTEGER NOT NULL,
  series      TEXT NOT NULL,
  year        INTEGER NOT NULL CHECK (year >= 0),
  serial      INTEGER NOT NULL CHECK (serial > 0),
  applicant   TEXT NOT NULL,
  item        TEXT NOT NULL,
  line        TEXT NOT NULL,
  unit        TEXT,
  state       TEXT NOT NULL,
  facts       TEXT NOT NULL,           -- JSON
  materials   TEXT NOT NULL,           -- JSON
  notes       TEXT NOT NULL,           -- JSON
  gross       INTEGER CHECK (gross >= 0),
  payable     INTEGER CHECK (payable >= 0),
  committed   INTEGER NOT NULL DEFAULT 0 CHECK (committed >= 0), -- paid or not
  disbursed   INTEGER NOT NULL DEFAULT 0 CHECK (disbursed IN (0, committed)),
  recover_due INTEGER NOT NULL DEFAULT 0 CHECK (recover_due <= disbursed),
  recovered   INTEGER NOT NULL DEFAULT 0 CHECK (recovered BETWEEN 0 AND recover_due),
  budget      TEXT,
  queued      INTEGER,                 -- its place among those that wait for the budget
  last_at     INTEGER NOT NULL,
  PRIMARY KEY (book, series, year, serial),
  CHECK (committed = 0 OR (budget IS NOT NULL AND payable IS NOT NULL AND committed = payable)),
  CHECK (queued IS NULL OR (budget IS NOT NULL AND committed = 0))
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_of_applicant ON claim (book, applicant, year);
CREATE INDEX claim_of_budget ON claim (book, budget);
CREATE UNIQUE INDEX claim_queued ON claim (book, budget, queued) WHERE queued IS NOT NULL;

-- What was done about a claim, in order.
CREATE TABLE claim_event (
  book     INTEGER NOT NULL,
  series   TEXT NOT NULL,
  year     INTEGER NOT NULL,
  serial   INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  function TEXT NOT NULL,
  actor    TEXT NOT NULL,
  before   TEXT,                       -- the state before; none when it was filed
  after    TEXT NOT NULL,
  document TEXT,
  PRIMARY KEY (book, series, year, serial, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE objection (
  book        INTEGER NOT NULL,
  series      TEXT NOT NULL,
  year        INTEGER NOT NULL,
  serial      INTEGER NOT NULL,
  n           INTEGER NOT NULL,
  raised_at   INTEGER NOT NULL,
  raised_by   TEXT NOT NULL,
  grounds     TEXT NOT NULL,
  resolved_at INTEGER,
  outcome     TEXT CHECK ((outcome IS NULL) = (resolved_at IS NULL)),
  decision    TEXT,
  PRIMARY KEY (book, series, year, serial, n)
) STRICT, WITHOUT ROWID;
