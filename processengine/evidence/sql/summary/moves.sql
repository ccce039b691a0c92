-- How often one stage came after another, where a deal ended included (no stage after), how many of these pairs have one time, and
-- when the earlier rows of them are from.
SELECT code, next_code, COUNT(*), SUM(tied), MIN(entered), MAX(entered)
FROM entry
GROUP BY code, next_code
