-- How many deals were in a stage longer than it allows, those that are still there included.
SELECT v.stage, COUNT(DISTINCT v.deal) AS deals
FROM visit AS v
JOIN stay_limit AS l ON l.stage = v.stage
CROSS JOIN as_of
WHERE COALESCE(v.left_at, as_of.time) - v.entered > l.longest
GROUP BY v.stage
ORDER BY v.stage
