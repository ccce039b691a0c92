-- How the table of deals says that they ended.
SELECT LOWER(outcome) AS outcome, COUNT(*) AS deals
FROM deals
WHERE outcome IS NOT NULL
GROUP BY LOWER(outcome)
ORDER BY LOWER(outcome)
