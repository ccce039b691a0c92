-- What facts there are.
SELECT LOWER(kind) AS kind, id, COUNT(*) AS facts, COUNT(DISTINCT deal) AS deals
FROM facts
GROUP BY LOWER(kind), id
ORDER BY LOWER(kind), id
