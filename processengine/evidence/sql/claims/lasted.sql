-- How long deals lasted on each side of a comparison: for each length how many of the group ended and how many did not, and of the rest.
SELECT
    lasted,
    SUM(CASE WHEN side = 1 AND seen = 1 THEN 1 ELSE 0 END) AS ended,
    SUM(CASE WHEN side = 1 AND seen = 0 THEN 1 ELSE 0 END) AS censored,
    SUM(CASE WHEN side = 0 AND seen = 1 THEN 1 ELSE 0 END) AS rest_ended,
    SUM(CASE WHEN side = 0 AND seen = 0 THEN 1 ELSE 0 END) AS rest_censored
FROM watched
WHERE left_out IS NULL
GROUP BY lasted
ORDER BY lasted
