-- How many deals went from each stage to each next one, at least once; to NULL went those that left for another process.
SELECT g.value, v.stage, v.next, COUNT(DISTINCT v.deal)
FROM visit AS v
JOIN deal_group AS g ON g.deal = v.deal
WHERE v.left_at IS NOT NULL
GROUP BY g.value, v.stage, v.next
ORDER BY g.value, v.stage, v.next
