-- Of the rest of a comparison: to which deals the event came later, while they were open, how many hours they went on from then they
-- are watched from (NULL where they still do), how many there are, and to how many what is asked for happened.
WITH later AS (
    SELECT w.deal
    FROM watched AS w
    JOIN run AS r ON r.deal = w.deal
    JOIN happening AS h ON h.deal = w.deal
    WHERE h.slot = -1 AND w.side = 0 AND h.happened >= w.began AND (r.closed IS NULL OR h.happened <= r.closed)
    GROUP BY w.deal
),
went_on AS (
    SELECT
        CASE WHEN l.deal IS NULL THEN 0 ELSE 1 END AS came_later,
        CASE WHEN r.closed >= w.began THEN CAST(FLOOR((r.closed - w.began) / ?) AS BIGINT) END AS hours,
        w.seen
    FROM watched AS w
    JOIN run AS r ON r.deal = w.deal
    LEFT JOIN later AS l ON l.deal = w.deal
    WHERE w.left_out IS NULL AND w.side = 0
)
SELECT came_later, hours, COUNT(*) AS deals, SUM(seen) AS seen
FROM went_on
GROUP BY came_later, hours
ORDER BY came_later, hours
