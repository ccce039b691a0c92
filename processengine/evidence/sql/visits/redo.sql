-- The deals whose rows are not their visits one by one: some row repeats the one before it, or comes soon after an outcome.
SELECT DISTINCT t.deal
FROM turned AS t
JOIN stage AS s ON s.stage = t.stage
CROSS JOIN echo
WHERE s.is_outcome AND t.left_at - t.entered <= echo.time
UNION
SELECT DISTINCT deal
FROM turned
WHERE next = stage
