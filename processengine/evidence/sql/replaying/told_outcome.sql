-- What the deals' own table says of how they ended, beside where they are last.
SELECT d.outcome, t.last, t.handed_over, COUNT(*) AS counted
FROM trip AS t
JOIN deals AS d ON d.deal = t.deal
WHERE d.outcome IS NOT NULL
GROUP BY d.outcome, t.last, t.handed_over
ORDER BY d.outcome, t.last, t.handed_over
