-- What kinds of activities there are: how many, with a deal, a rep and a time.
SELECT kind, COUNT(*) AS activities, COUNT(DISTINCT deal) AS deals
FROM activities
GROUP BY kind
ORDER BY kind
