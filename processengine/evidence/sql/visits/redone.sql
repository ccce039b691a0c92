-- The visits of the deals in `redo`: rows in a row that mean one stage are one visit, and a row after an outcome is none where it
-- is the last and comes so soon that it only echoes it.
WITH placed AS (
    SELECT
        t.deal,
        t.stage,
        t.entered,
        CAST(ROW_NUMBER() OVER one_deal AS INTEGER) AS place,
        LAG(t.stage) OVER one_deal AS previous,
        LAG(t.entered) OVER one_deal AS previous_entered,
        LEAD(t.stage) OVER one_deal AS next,
        LEAD(t.entered) OVER one_deal AS left_at,
        LEAD(t.stage, 2) OVER one_deal AS after_next
    FROM turned AS t
    JOIN redo AS r ON r.deal = t.deal
    WHERE t.previous IS NULL OR t.previous <> t.stage
    WINDOW one_deal AS (PARTITION BY t.deal ORDER BY t.place)
),
judged AS (
    SELECT
        p.*,
        p.next IS NULL AND before.is_outcome AND p.entered - p.previous_entered <= echo.time AS is_echo,
        own.is_outcome AND p.after_next IS NULL AND p.left_at - p.entered <= echo.time AS has_echo
    FROM placed AS p
    LEFT JOIN stage AS own ON own.stage = p.stage
    LEFT JOIN stage AS before ON before.stage = p.previous
    CROSS JOIN echo
)
SELECT
    deal,
    stage,
    entered,
    place,
    previous,
    CASE WHEN has_echo THEN NULL ELSE next END AS next,
    CASE WHEN has_echo THEN NULL ELSE left_at END AS left_at,
    CASE WHEN has_echo THEN 1 ELSE 0 END AS echoes
FROM judged
WHERE is_echo IS NOT TRUE
