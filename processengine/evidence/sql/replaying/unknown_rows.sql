-- How many rows of a process have a name that it has no stage for, by the name.
SELECT stage, COUNT(*)
FROM turned
WHERE stage < 0
GROUP BY stage
ORDER BY stage DESC
