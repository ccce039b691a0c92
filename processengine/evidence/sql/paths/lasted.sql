-- How long half of the deals on each of the most frequent ways took: the one or two in the middle. Only deals that ended in an
-- outcome count, unless all do.
WITH lasted AS (
    SELECT w.number, g.lasted
    FROM went AS g
    JOIN way AS w ON w.one = g.one AND w.two = g.two AND w.three = g.three AND w.visits = g.visits
    WHERE w.number <= ? AND (g.outcome IS NOT NULL OR ?)
),
placed AS (
    SELECT
        number,
        lasted,
        ROW_NUMBER() OVER (PARTITION BY number ORDER BY lasted) AS place,
        COUNT(*) OVER (PARTITION BY number) AS deals
    FROM lasted
)
SELECT number, MIN(lasted), MAX(lasted)
FROM placed
WHERE 2 * place >= deals AND 2 * place <= deals + 2
GROUP BY number
