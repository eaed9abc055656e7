-- What a budget has of the notice itself, so that a figure set anew changes that part and no more.

ALTER TABLE budget ADD COLUMN own INTEGER NOT NULL DEFAULT 0 CHECK (own >= 0); -- of the ceiling

UPDATE budget SET own = coalesce((SELECT amount FROM entry
  WHERE entry.book = budget.book AND kind = 'budget raised' AND subject = budget.name
  ORDER BY seq LIMIT 1), 0);
