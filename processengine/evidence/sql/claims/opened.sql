-- On which days (since 1970) the deals of each side of a comparison were opened.
WITH opening AS (
    SELECT w.side, CAST(FLOOR(r.opened / ?) AS BIGINT) AS opened_on
    FROM watched AS w
    JOIN run AS r ON r.deal = w.deal
    WHERE w.left_out IS NULL
)
SELECT side, opened_on, COUNT(*) AS deals
FROM opening
GROUP BY side, opened_on
ORDER BY side, opened_on
