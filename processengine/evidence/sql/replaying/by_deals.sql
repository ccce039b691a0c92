-- How many deals were in each stage (`next` NULL), and made each move: told by one deal of each way.
WITH been AS (
    SELECT w.example, w.deals, v.stage, v.next
    FROM visit AS v
    JOIN way AS w ON w.example = v.deal
)
SELECT stage, CAST(NULL AS INTEGER) AS next, SUM(deals)
FROM (SELECT DISTINCT example, deals, stage FROM been) AS visited
GROUP BY stage
UNION ALL
SELECT stage, next, SUM(deals)
FROM (SELECT DISTINCT example, deals, stage, next FROM been WHERE next IS NOT NULL) AS moved
GROUP BY stage, next
