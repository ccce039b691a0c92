-- How many rows of the wanted kinds there are in a table, and how many of them belong to a deal of the history.
SELECT 'facts' AS told, COUNT(*) AS found, COUNT(k.deal) AS joined
FROM facts AS f
JOIN (SELECT DISTINCT kind FROM wanted_fact) AS w ON w.kind = f.kind
LEFT JOIN measure_known AS k ON k.deal = f.deal
UNION ALL
SELECT 'activities' AS told, COUNT(*) AS found, COUNT(k.deal) AS joined
FROM measure_act AS a
JOIN (SELECT DISTINCT kind FROM wanted_activity) AS w ON w.kind = a.kind
LEFT JOIN measure_known AS k ON k.deal = a.deal
