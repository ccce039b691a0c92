-- Of the deals that reached each stage and have ended since: how many, and how many of them were won. What was made in error
-- counts nowhere.
WITH ended AS (
    SELECT v.deal, CASE WHEN s.kind = 'won' THEN 1 ELSE 0 END AS won
    FROM visit AS v
    JOIN stage AS s ON s.stage = v.stage
    WHERE v.next IS NULL AND s.is_outcome AND s.kind <> 'admin'
),
reached AS (
    SELECT v.deal, v.stage
    FROM visit AS v
    JOIN stage AS s ON s.stage = v.stage
    WHERE NOT s.is_outcome
    GROUP BY v.deal, v.stage
)
SELECT r.stage, COUNT(*), SUM(e.won)
FROM reached AS r
JOIN ended AS e ON e.deal = r.deal
GROUP BY r.stage
ORDER BY r.stage
