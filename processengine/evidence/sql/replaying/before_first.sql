-- How many moves were made before the first release.
SELECT COUNT(*)
FROM visit AS v
CROSS JOIN first_release AS f
WHERE v.next IS NOT NULL AND v.left_at < f.time
