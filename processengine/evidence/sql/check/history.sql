-- The history as it is: rows, deals and deals of one row; rows at the time of another row of the deal, those of them that say another
-- stage and those that say the same; and rows at the very midnight of a day. Rows of one time count by their stages, not by their order.
SELECT
    COUNT(*) AS events,
    SUM(CASE WHEN earlier IS NULL THEN 1 ELSE 0 END) AS deals,
    SUM(CASE WHEN earlier IS NULL AND later IS NULL THEN 1 ELSE 0 END) AS alone,
    SUM(CASE WHEN earlier = entered THEN 1 ELSE 0 END) AS ties,
    SUM(CASE WHEN earlier = entered AND previous <> code THEN 1 ELSE 0 END) AS no_time,
    SUM(CASE WHEN earlier = entered AND previous = code THEN 1 ELSE 0 END) AS duplicates,
    SUM(CASE WHEN MOD(entered, 86400000000) = 0 THEN 1 ELSE 0 END) AS midnight
FROM (
    SELECT
        code,
        entered,
        LAG(code) OVER one_deal AS previous,
        LAG(entered) OVER one_deal AS earlier,
        LEAD(entered) OVER one_deal AS later
    FROM stage_history
    WINDOW one_deal AS (PARTITION BY deal ORDER BY entered, code)
) AS placed
