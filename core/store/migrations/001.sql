-- The log. Everything that happened stands in `entry` once, in order, each row chained to the one
-- before it by its hash; some rows move money. Every other table is a projection: it can be rebuilt
-- from the log. Moments are nanoseconds since 1970-01-01T00:00:00Z, amounts are fen.
--
-- A state is compared with OR: for IN with more than two values SQLite fills a table at each
-- insert, which takes as long as the insert itself.

CREATE TABLE entry (
  seq     INTEGER PRIMARY KEY,
  book    INTEGER NOT NULL,            -- 0: the register's own, an answer given
  at      INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  subject TEXT NOT NULL,
  facts   TEXT NOT NULL,               -- JSON
  debit   TEXT,                        -- account that gives
  credit  TEXT,                        -- account that receives
  amount  INTEGER CHECK (amount > 0),
  hash    BLOB NOT NULL CHECK (length(hash) = 32),
  CHECK ((amount IS NULL) = (debit IS NULL) AND (amount IS NULL) = (credit IS NULL))
) STRICT;

CREATE TRIGGER entry_is_never_edited BEFORE UPDATE ON entry
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

-- A notice's part of the register.
CREATE TABLE book (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL UNIQUE,
  last_at INTEGER NOT NULL             -- latest moment of any of its entries
) STRICT;

CREATE TABLE account (
  book    INTEGER NOT NULL,
  name    TEXT NOT NULL,
  balance INTEGER NOT NULL CHECK (balance >= 0 OR name = 'outside'),
  PRIMARY KEY (book, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE request (
  id    TEXT PRIMARY KEY,
  entry INTEGER NOT NULL               -- the entry that holds its answer
) STRICT, WITHOUT ROWID;

-- Rosters: lists whose members join and leave.
CREATE TABLE member (
  book    INTEGER NOT NULL,
  roster  TEXT NOT NULL,
  id      TEXT NOT NULL,
  facts   TEXT NOT NULL,               -- JSON, as last joined
  last_at INTEGER NOT NULL,
  PRIMARY KEY (book, roster, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE spell (
  book   INTEGER NOT NULL,
  roster TEXT NOT NULL,
  member TEXT NOT NULL,
  n      INTEGER NOT NULL,
  since  INTEGER NOT NULL,
  until  INTEGER CHECK (until >= since),
  reason TEXT,                         -- of leaving
  kind   TEXT NOT NULL,                -- the roster's own sorting of its members
  PRIMARY KEY (book, roster, member, n)
) STRICT, WITHOUT ROWID;

-- Campaigns: vouchers given out in rounds.
CREATE TABLE round (
  book            INTEGER NOT NULL,
  round           INTEGER NOT NULL,
  claim_closes_at INTEGER NOT NULL,
  valid_until     INTEGER NOT NULL,
  planned_at      INTEGER NOT NULL,
  closed_at       INTEGER,
  settled_at      INTEGER,
  PRIMARY KEY (book, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock (
  book    INTEGER NOT NULL,
  round   INTEGER NOT NULL,
  face    INTEGER NOT NULL,            -- yuan
  planned INTEGER NOT NULL CHECK (planned >= 0),
  PRIMARY KEY (book, round, face)
) STRICT, WITHOUT ROWID;

CREATE TABLE voucher (
  book        INTEGER NOT NULL,
  round       INTEGER NOT NULL,
  face        INTEGER NOT NULL,
  serial      INTEGER NOT NULL CHECK (serial > 0),
  person      TEXT NOT NULL,
  claimed_at  INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  state       TEXT NOT NULL CHECK (state = 'claimed' OR state = 'redeemed' OR state = 'void'),
  last_at     INTEGER NOT NULL,
  uses        INTEGER NOT NULL,        -- redemptions so far
  PRIMARY KEY (book, round, face, serial)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX voucher_once_a_person ON voucher (book, person, round, face);

CREATE TABLE redemption (
  book     INTEGER NOT NULL,
  round    INTEGER NOT NULL,
  face     INTEGER NOT NULL,
  serial   INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  merchant TEXT NOT NULL,
  order_id TEXT NOT NULL,
  sector   TEXT NOT NULL,
  tested   INTEGER NOT NULL,
  paid     INTEGER NOT NULL,
  refunded INTEGER NOT NULL CHECK (refunded <= paid),
  state    TEXT NOT NULL CHECK (state = 'standing' OR state = 'restored' OR
                                        state = 'ended' OR state = 'cancelled'),
  over_at  INTEGER,                    -- when it stopped standing
  PRIMARY KEY (book, round, face, serial, n)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX redemption_once_an_order ON redemption (book, merchant, order_id);
CREATE UNIQUE INDEX redemption_stands_once ON redemption (book, round, face, serial)
  WHERE state = 'standing';
