-- Of the deals that reached each stage and have ended since: how many, and how many of them ended in an outcome that counts as won. What
-- was made in error counts nowhere.
WITH closed AS (
    SELECT v.deal, CASE WHEN g.kind IS NULL THEN 0 ELSE 1 END AS won
    FROM visit AS v
    JOIN stage AS s ON s.stage = v.stage
    LEFT JOIN good AS g ON g.kind = s.kind
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
JOIN closed AS e ON e.deal = r.deal
GROUP BY r.stage
ORDER BY r.stage
