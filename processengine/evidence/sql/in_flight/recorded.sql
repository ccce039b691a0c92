-- For which criteria that hold now any fact is recorded at all.
SELECT DISTINCT demand
FROM known_fact
ORDER BY demand
