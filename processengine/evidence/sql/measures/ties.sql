-- How many rows have the time of another of their deal that stands before them.
SELECT COALESCE(SUM(alike - 1), 0) AS ties
FROM (
    SELECT COUNT(*) AS alike
    FROM stage_history
    GROUP BY deal, entered
    HAVING COUNT(*) > 1
) AS together
