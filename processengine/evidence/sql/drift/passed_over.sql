-- How many deals passed over each stage.
SELECT p.stage, COUNT(DISTINCT v.deal) AS deals
FROM visit AS v
JOIN passing AS p ON p.source = v.stage AND p.target = v.next
GROUP BY p.stage
ORDER BY p.stage
