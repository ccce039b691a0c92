-- The visits of each deal to the stages of one process, in order; who was handed over left its last stage when the other process began.
SELECT
    v.deal,
    v.stage,
    v.entered,
    v.place,
    v.previous,
    v.next,
    CASE WHEN v.next IS NULL AND o.process IS NOT NULL THEN h.after_entered ELSE v.left_at END AS left_at
FROM (
    SELECT deal, stage, entered, place, previous, next, left_at
    FROM turned
    WHERE NOT EXISTS (SELECT 1 FROM redo WHERE redo.deal = turned.deal)
    UNION ALL
    SELECT deal, stage, entered, place, previous, next, left_at
    FROM redone
) AS v
LEFT JOIN handed AS h ON h.deal = v.deal
LEFT JOIN hands_over AS o ON o.stage = v.stage AND o.process = h.after
