-- How many deals bear each of some names.
SELECT n.name, COUNT(DISTINCT h.deal) AS deals
FROM stage_history AS h
JOIN asked_name AS a ON a.code = h.code
JOIN stage_name AS n ON n.code = h.code
GROUP BY n.name
ORDER BY n.name
