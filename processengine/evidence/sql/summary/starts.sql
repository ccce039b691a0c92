-- In which stage how many deals began.
SELECT code, COUNT(*)
FROM entry
WHERE place = 1
GROUP BY code
