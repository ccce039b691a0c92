-- What kinds of activities there are: how many, with a deal, a rep and a time.
SELECT LOWER(kind) AS kind, COUNT(*) AS activities, COUNT(DISTINCT deal) AS deals
FROM activities
GROUP BY LOWER(kind)
ORDER BY LOWER(kind)
