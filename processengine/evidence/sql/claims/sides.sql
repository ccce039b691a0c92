-- How many deals stand on each side of a comparison, and how many of them had the event.
SELECT side, COUNT(*) AS n, SUM(seen) AS seen
FROM watched
WHERE left_out IS NULL
GROUP BY side
ORDER BY side
