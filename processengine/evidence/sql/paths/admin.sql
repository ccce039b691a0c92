-- How many deals were made in error.
SELECT COUNT(*)
FROM visit AS v
JOIN stage AS s ON s.stage = v.stage
WHERE v.next IS NULL AND s.kind = 'admin'
