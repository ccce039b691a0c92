-- How many deals were in each stage that the process doesn't have.
SELECT stage, COUNT(DISTINCT deal) AS deals
FROM visit
WHERE stage < 0
GROUP BY stage
ORDER BY stage DESC
