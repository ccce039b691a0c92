-- The table of deals, and times that can't be; a day of closing without a time of day is later than any time of that day.
SELECT
    COUNT(*) AS deals,
    COALESCE(SUM(CASE WHEN d.closed < d.opened - CASE WHEN MOD(d.closed, ?) = 0 THEN MOD(d.opened, ?) ELSE 0 END THEN 1 ELSE 0 END), 0) AS negative,
    COALESCE(SUM(CASE WHEN d.opened > a.time OR d.closed > a.time THEN 1 ELSE 0 END), 0) AS to_come,
    COUNT(d.closed) AS closed,
    COUNT(d.outcome) AS with_outcome
FROM deals AS d
LEFT JOIN as_of AS a ON 1 = 1
