-- How many visits the deal has that has the most.
SELECT COALESCE(MAX(place), 0) FROM visit
