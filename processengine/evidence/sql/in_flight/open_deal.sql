-- The deals in flight: where each is, since when, and for one that waits the stage that it left for that, from which on it goes back.
-- A deal whose last row is of another process is in flight there, and so is one that stands in a stage that only another one has.
WITH left_for AS (
    SELECT
        v.deal,
        v.stage,
        ROW_NUMBER() OVER (PARTITION BY v.deal ORDER BY v.place DESC) AS from_last
    FROM visit AS v
    LEFT JOIN stage AS s ON s.stage = v.stage
    WHERE EXISTS (
        SELECT 1
        FROM visit AS last
        JOIN waiting AS w ON w.stage = last.stage
        WHERE last.deal = v.deal AND last.next IS NULL AND last.left_at IS NULL
    )
    AND (s.stage IS NULL OR NOT (s.is_outcome OR s.parked))
)
SELECT
    v.deal,
    v.stage,
    v.entered,
    CASE WHEN w.stage IS NOT NULL THEN b.stage END AS back
FROM visit AS v
LEFT JOIN stage AS s ON s.stage = v.stage
LEFT JOIN waiting AS w ON w.stage = v.stage
LEFT JOIN left_for AS b ON b.deal = v.deal AND b.from_last = 1
WHERE v.next IS NULL AND v.left_at IS NULL AND (s.stage IS NULL OR NOT s.is_outcome)
    AND NOT EXISTS (SELECT 1 FROM gone_on AS g WHERE g.deal = v.deal)
    AND NOT EXISTS (SELECT 1 FROM foreign_stage AS f WHERE f.stage = v.stage)
