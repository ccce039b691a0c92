-- The deals of which the table of deals says how they ended.
SELECT DISTINCT deal
FROM deals
WHERE outcome IS NOT NULL
