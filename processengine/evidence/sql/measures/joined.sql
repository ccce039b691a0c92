-- Which deals of other processes carry a deal of this one on: the same deal, else those of its account that start later.
WITH begun AS (
    SELECT process, deal, MIN(entered) AS entered
    FROM elsewhere
    GROUP BY process, deal
),
theirs AS (
    SELECT b.process, b.deal, CASE WHEN d.opened < b.entered THEN d.opened ELSE b.entered END AS opened, d.account
    FROM begun AS b
    LEFT JOIN measure_deal AS d ON d.deal = b.deal
)
SELECT t.process, r.deal, t.deal AS other
FROM run AS r
JOIN theirs AS t ON t.deal = r.deal
UNION ALL
SELECT t.process, r.deal, t.deal AS other
FROM run AS r
JOIN theirs AS t ON t.account = r.account AND t.opened > r.opened
WHERE NOT EXISTS (SELECT 1 FROM begun AS b WHERE b.process = t.process AND b.deal = r.deal)
