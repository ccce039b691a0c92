-- How many visits the longest deal made, and when the first and the last of all began.
SELECT MAX(place), MIN(entered), MAX(entered) FROM visit
