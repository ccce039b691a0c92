-- Of each kind of facts and of activities: how many rows there are, and how many of them belong to a deal of the history.
SELECT 'facts' AS told, f.kind, COUNT(*) AS found, COUNT(k.deal) AS joined
FROM facts AS f
LEFT JOIN measure_known AS k ON k.deal = f.deal
GROUP BY f.kind
UNION ALL
SELECT 'activities' AS told, a.kind, COUNT(*) AS found, COUNT(k.deal) AS joined
FROM activities AS a
LEFT JOIN measure_known AS k ON k.deal = a.deal
GROUP BY a.kind
