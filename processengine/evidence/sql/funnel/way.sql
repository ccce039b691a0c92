-- Of the deals that reached each stage: how many were in the next one of the main way afterwards, how many may still come there, how
-- many are closed, how many are won, and how many were in the next one, be it before.
WITH been AS (
    SELECT v.deal, v.stage, MIN(v.place) AS first, MAX(v.place) AS last
    FROM visit AS v
    GROUP BY v.deal, v.stage
)
SELECT
    g.value,
    b.stage,
    COUNT(*),
    SUM(CASE WHEN n.last > b.first THEN 1 ELSE 0 END),
    SUM(CASE WHEN e.is_open = 1 AND (n.last IS NULL OR n.last < b.first) THEN 1 ELSE 0 END),
    SUM(e.closed),
    SUM(e.won),
    SUM(CASE WHEN n.deal IS NULL THEN 0 ELSE 1 END)
FROM been AS b
JOIN deal_group AS g ON g.deal = b.deal
JOIN ended AS e ON e.deal = b.deal
LEFT JOIN main_way AS w ON w.stage = b.stage
LEFT JOIN been AS n ON n.deal = b.deal AND n.stage = w.next
GROUP BY g.value, b.stage
ORDER BY g.value, b.stage
