-- Which deals have the fact of a criterion that holds now.
SELECT DISTINCT f.deal, d.demand
FROM facts AS f
JOIN demand_fact AS d ON d.id = f.id
WHERE f.kind = 'criterion'
