-- The history as it is: rows, deals and deals of one row; rows at the time of another row of the deal, those of them that say another
-- stage and those that say the same; and rows at the very midnight of a day. Rows of one time count by their stages, not by their order.
SELECT
    COUNT(*) AS events,
    COALESCE(SUM(CASE WHEN earlier IS NULL THEN 1 ELSE 0 END), 0) AS deals,
    COALESCE(SUM(CASE WHEN earlier IS NULL AND later IS NULL THEN 1 ELSE 0 END), 0) AS alone,
    COALESCE(SUM(CASE WHEN earlier = entered THEN 1 ELSE 0 END), 0) AS ties,
    COALESCE(SUM(CASE WHEN earlier = entered AND previous <> code THEN 1 ELSE 0 END), 0) AS no_time,
    COALESCE(SUM(CASE WHEN earlier = entered AND previous = code THEN 1 ELSE 0 END), 0) AS duplicates,
    COALESCE(SUM(CASE WHEN MOD(entered, ?) = 0 THEN 1 ELSE 0 END), 0) AS midnight
FROM (
    SELECT
        code,
        entered,
        LAG(code) OVER (PARTITION BY deal ORDER BY entered, code) AS previous,
        LAG(entered) OVER (PARTITION BY deal ORDER BY entered, code) AS earlier,
        LEAD(entered) OVER (PARTITION BY deal ORDER BY entered, code) AS later
    FROM stage_history
) AS placed
