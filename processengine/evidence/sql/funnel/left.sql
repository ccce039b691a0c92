-- How many deals left each stage, at least once, and how many are there now.
SELECT
    g.value,
    v.stage,
    COUNT(DISTINCT CASE WHEN v.left_at IS NULL THEN NULL ELSE v.deal END),
    SUM(CASE WHEN v.left_at IS NULL THEN 1 ELSE 0 END)
FROM visit AS v
JOIN deal_group AS g ON g.deal = v.deal
GROUP BY g.value, v.stage
ORDER BY g.value, v.stage
