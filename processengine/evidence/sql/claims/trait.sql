-- How many deals of each side of a comparison have each value of an attribute.
SELECT w.side, a.value, COUNT(*) AS deals
FROM watched AS w
JOIN attribute AS a ON a.deal = w.deal
WHERE w.left_out IS NULL AND a.value IS NOT NULL
GROUP BY w.side, a.value
ORDER BY w.side, a.value
