-- With which outcomes the deals that are watched are closed.
SELECT r.outcome, COUNT(*) AS deals
FROM watched AS w
JOIN run AS r ON r.deal = w.deal
WHERE w.left_out IS NULL AND r.closed IS NOT NULL
GROUP BY r.outcome
ORDER BY r.outcome
