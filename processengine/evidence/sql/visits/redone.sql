-- The visits of the deals in `redo`: rows in a row that mean one stage are one visit, and a row after an outcome is none where it
-- is the last and comes so soon that it only echoes it.
WITH placed AS (
    SELECT
        t.deal,
        t.stage,
        t.entered,
        CAST(ROW_NUMBER() OVER (PARTITION BY t.deal ORDER BY t.place) AS INTEGER) AS place,
        LAG(t.stage) OVER (PARTITION BY t.deal ORDER BY t.place) AS previous,
        LAG(t.entered) OVER (PARTITION BY t.deal ORDER BY t.place) AS previous_entered,
        LEAD(t.stage) OVER (PARTITION BY t.deal ORDER BY t.place) AS next,
        LEAD(t.entered) OVER (PARTITION BY t.deal ORDER BY t.place) AS left_at,
        LEAD(t.stage, 2) OVER (PARTITION BY t.deal ORDER BY t.place) AS after_next
    FROM turned AS t
    JOIN redo AS r ON r.deal = t.deal
    WHERE t.previous IS NULL OR t.previous <> t.stage
),
judged AS (
    SELECT
        p.deal,
        p.stage,
        p.entered,
        p.place,
        p.previous,
        p.next,
        p.left_at,
        CASE WHEN p.next IS NULL AND before.is_outcome AND p.entered - p.previous_entered <= echo.time THEN 1 ELSE 0 END AS is_echo,
        CASE WHEN here.is_outcome AND p.after_next IS NULL AND p.left_at - p.entered <= echo.time THEN 1 ELSE 0 END AS has_echo
    FROM placed AS p
    LEFT JOIN stage AS here ON here.stage = p.stage
    LEFT JOIN stage AS before ON before.stage = p.previous
    CROSS JOIN echo
)
SELECT
    deal,
    stage,
    entered,
    place,
    previous,
    CASE WHEN has_echo = 0 THEN next END AS next,
    CASE WHEN has_echo = 0 THEN left_at END AS left_at,
    has_echo AS echoes
FROM judged
WHERE is_echo = 0
