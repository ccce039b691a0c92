-- What facts there are.
SELECT kind, id, COUNT(*) AS facts, COUNT(DISTINCT deal) AS deals
FROM facts
GROUP BY kind, id
ORDER BY kind, id
