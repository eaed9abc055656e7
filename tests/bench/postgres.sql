-- postgres.sql - a claim and a redemption, each one function of PostgreSQL: the rows that bylaw
-- keeps of them, but for the balances and the hashes. Vouchers stand there from the beginning, so
-- that claims do not wait for each other at a counter.

CREATE TABLE voucher (
  round int, face int, serial int, person text, claimed_at timestamptz,
  valid_until timestamptz NOT NULL, redeemed_at timestamptz,
  PRIMARY KEY (round, face, serial)
);
CREATE UNIQUE INDEX ON voucher (person, round, face) WHERE person IS NOT NULL;
CREATE TABLE entry (
  seq bigserial PRIMARY KEY, at timestamptz NOT NULL, kind text NOT NULL, subject text NOT NULL,
  facts text NOT NULL, debit text, credit text, amount bigint
);
CREATE TABLE request (id text PRIMARY KEY, entry bigint NOT NULL);
CREATE TABLE redemption (
  round int, face int, serial int, merchant text, order_id text, PRIMARY KEY (merchant, order_id)
);
CREATE TABLE queue (serial serial PRIMARY KEY);

INSERT INTO voucher (round, face, serial, valid_until)
  SELECT 1, 50, n, '2021-12-10' FROM generate_series(1, :count) n;
INSERT INTO queue SELECT n FROM generate_series(1, :count) n;

CREATE FUNCTION claim(request_id text, person_id text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  answer text;
  number int;
  place bigint;
BEGIN
  SELECT facts INTO answer FROM request JOIN entry ON seq = request.entry WHERE id = request_id;
  IF FOUND THEN RETURN answer; END IF;
  IF EXISTS (SELECT FROM voucher WHERE person = person_id AND round = 1 AND face = 50) THEN
    RETURN '{"ok":false,"error":{"code":"already_claimed"}}';
  END IF;
  DELETE FROM queue WHERE serial = (SELECT serial FROM queue ORDER BY serial LIMIT 1
    FOR UPDATE SKIP LOCKED) RETURNING serial INTO number;
  IF number IS NULL THEN RETURN '{"ok":false,"error":{"code":"sold_out"}}'; END IF;
  UPDATE voucher SET person = person_id, claimed_at = now()
    WHERE round = 1 AND face = 50 AND serial = number;
  INSERT INTO entry (at, kind, subject, facts, debit, credit, amount)
    VALUES (now(), 'claimed', '1-50-' || number, format('{"person":%s}', to_json(person_id)),
      'unclaimed/1/50', 'outstanding/1/50', 5000);
  answer := format('{"ok":true,"voucher_id":"1-50-%s","reasons":[%s]}', number, repeat('r', 700));
  INSERT INTO entry (at, kind, subject, facts)
    VALUES (now(), 'answered', request_id, answer) RETURNING seq INTO place;
  INSERT INTO request VALUES (request_id, place);
  RETURN answer;
END $$;

CREATE FUNCTION redeem(request_id text, person_id text, voucher_id text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  answer text;
  number int := split_part(voucher_id, '-', 3);
  place bigint;
BEGIN
  SELECT facts INTO answer FROM request JOIN entry ON seq = request.entry WHERE id = request_id;
  IF FOUND THEN RETURN answer; END IF;
  UPDATE voucher SET redeemed_at = now() WHERE round = 1 AND face = 50 AND serial = number
    AND person = person_id AND redeemed_at IS NULL AND valid_until > '2021-12-03';
  IF NOT FOUND THEN RETURN '{"ok":false,"error":{"code":"not_redeemable"}}'; END IF;
  INSERT INTO redemption VALUES (1, 50, number, 'S1', request_id);
  INSERT INTO entry (at, kind, subject, facts, debit, credit, amount)
    VALUES (now(), 'redeemed', voucher_id, format('{"order":%s}', to_json(request_id)),
      'outstanding/1/50', 'payable/S1', 5000);
  answer := format('{"ok":true,"voucher_id":"%s","reasons":[%s]}', voucher_id, repeat('r', 700));
  INSERT INTO entry (at, kind, subject, facts)
    VALUES (now(), 'answered', request_id, answer) RETURNING seq INTO place;
  INSERT INTO request VALUES (request_id, place);
  RETURN answer;
END $$;
