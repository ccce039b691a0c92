-- How many ways there are.
SELECT COUNT(*) FROM way
