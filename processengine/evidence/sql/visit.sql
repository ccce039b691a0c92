-- The visits of each deal to the stages of one process, in order: rows in a row that mean one stage are one visit, and a row
-- after an outcome is none where it is the last and comes so soon that it only echoes it.
WITH named AS (
    SELECT h.deal, s.stage, h.entered, h.seq
    FROM stage_history AS h
    JOIN stage_of AS s ON s.code = h.code
),
turned AS (
    SELECT deal, stage, entered, seq, LAG(stage) OVER (PARTITION BY deal ORDER BY entered, seq) AS earlier
    FROM named
),
placed AS (
    SELECT
        deal,
        stage,
        entered,
        ROW_NUMBER() OVER one_deal AS place,
        LAG(stage) OVER one_deal AS previous,
        LAG(entered) OVER one_deal AS previous_entered,
        LEAD(stage) OVER one_deal AS next,
        LEAD(entered) OVER one_deal AS left_at,
        LEAD(stage, 2) OVER one_deal AS after_next
    FROM turned
    WHERE earlier IS NULL OR earlier <> stage
    WINDOW one_deal AS (PARTITION BY deal ORDER BY entered, seq)
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
    CASE WHEN has_echo THEN NULL ELSE left_at END AS left_at
FROM judged
WHERE is_echo IS NOT TRUE
