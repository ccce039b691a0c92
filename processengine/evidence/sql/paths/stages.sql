-- The stages of the most frequent ways, in order.
SELECT w.number, v.stage
FROM way AS w
JOIN visit AS v ON v.deal = w.example
WHERE w.number <= ? AND v.place <= w.visits
ORDER BY w.number, v.place
