-- Of the deals that are watched: how many there are, how many could be found in another process, and how many are found there.
WITH known AS (
    SELECT w.process, COUNT(d.account) AS accounts
    FROM wanted_process AS w
    LEFT JOIN elsewhere AS e ON e.process = w.process
    LEFT JOIN measure_deal AS d ON d.deal = e.deal
    GROUP BY w.process
),
found AS (
    SELECT DISTINCT process, deal
    FROM joined
),
same AS (
    SELECT DISTINCT process, deal
    FROM elsewhere
)
SELECT
    k.process,
    COUNT(*) AS deals,
    SUM(CASE WHEN s.deal IS NOT NULL OR (r.account IS NOT NULL AND k.accounts > 0) THEN 1 ELSE 0 END) AS joinable,
    SUM(CASE WHEN f.deal IS NOT NULL THEN 1 ELSE 0 END) AS joined
FROM watched AS w
JOIN run AS r ON r.deal = w.deal
CROSS JOIN known AS k
LEFT JOIN same AS s ON s.process = k.process AND s.deal = w.deal
LEFT JOIN found AS f ON f.process = k.process AND f.deal = w.deal
WHERE w.left_out IS NULL
GROUP BY k.process
ORDER BY k.process
