-- How many deals in flight lack the fact of a criterion that holds now, by where they stand.
SELECT o.stage, o.back, d.demand, COUNT(*)
FROM open_deal AS o
JOIN demanded AS d ON d.stage = o.stage
LEFT JOIN known_fact AS k ON k.deal = o.deal AND k.demand = d.demand
WHERE k.deal IS NULL
GROUP BY o.stage, o.back, d.demand
ORDER BY o.stage, o.back, d.demand
