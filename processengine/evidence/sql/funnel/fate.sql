-- What became of the deals: how many are closed, how many of these are won, and how many are open.
SELECT COUNT(*), COALESCE(SUM(closed), 0), COALESCE(SUM(won), 0), COALESCE(SUM(is_open), 0) FROM ended
