-- How many hours the deals of each side of a comparison had been open by the event that they are watched from.
WITH aged AS (
    SELECT w.side, CAST(FLOOR((w.began - r.opened) / ?) AS BIGINT) AS hours
    FROM watched AS w
    JOIN run AS r ON r.deal = w.deal
    WHERE w.left_out IS NULL
)
SELECT side, hours, COUNT(*) AS deals
FROM aged
GROUP BY side, hours
ORDER BY side, hours
