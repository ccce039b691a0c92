-- What became of the deals on each of the most frequent ways, by its number, and on all the others together (0).
WITH went_by AS (
    SELECT CASE WHEN w.number <= ? THEN w.number ELSE 0 END AS number, g.outcome, g.handed_over
    FROM went AS g
    JOIN way AS w ON w.one = g.one AND w.two = g.two AND w.three = g.three AND w.visits = g.visits
)
SELECT number, outcome, handed_over, COUNT(*)
FROM went_by
GROUP BY number, outcome, handed_over
ORDER BY number, outcome, handed_over
