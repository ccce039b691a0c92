-- The visits of each deal to the stages of one process, in order.
SELECT deal, stage, entered, place, previous, next, left_at
FROM turned
WHERE NOT EXISTS (SELECT 1 FROM redo WHERE redo.deal = turned.deal)
UNION ALL
SELECT deal, stage, entered, place, previous, next, left_at
FROM redone
