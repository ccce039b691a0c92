-- How many rows the longest deal has.
SELECT COALESCE(MAX(place), 0) FROM entry
