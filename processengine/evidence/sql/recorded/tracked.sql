-- Of the deals that went on from where a criterion must hold: how many, and how many of them have its fact. A deal counts once
-- for each stage that it went on from.
WITH went_on AS (
    SELECT v.deal, n.criterion, n.stage
    FROM visit AS v
    JOIN needed AS n ON n.stage = v.stage AND n.next = v.next
    GROUP BY v.deal, n.criterion, n.stage
),
known AS (
    SELECT f.deal, a.criterion, a.stage
    FROM facts AS f
    JOIN fact_of AS a ON a.id = f.id
    WHERE f.kind = 'criterion'
    GROUP BY f.deal, a.criterion, a.stage
)
SELECT w.criterion, COUNT(*), COUNT(k.deal)
FROM went_on AS w
LEFT JOIN known AS k ON k.deal = w.deal AND k.criterion = w.criterion AND k.stage = w.stage
WHERE EXISTS (SELECT 1 FROM known)
GROUP BY w.criterion
ORDER BY w.criterion
