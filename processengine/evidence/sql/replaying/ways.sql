-- How many different ways deals went.
SELECT COUNT(*) FROM way
