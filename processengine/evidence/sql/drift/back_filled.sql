-- How many deals were in some stage for no time at all.
SELECT COUNT(DISTINCT deal) AS deals
FROM visit
WHERE left_at = entered AND stage >= 0
