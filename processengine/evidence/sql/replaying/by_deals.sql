-- How many deals were in each stage (`next` NULL), and how many of them left it, be it once, without those made in error; and how
-- many made each move, and how many of them were made in error. Told by one deal of each way.
WITH been AS (
    SELECT w.example, w.deals, CASE WHEN s.kind = 'admin' THEN w.deals ELSE 0 END AS in_error, v.stage, v.next, v.left_at
    FROM visit AS v
    JOIN trip_way AS w ON w.example = v.deal
    LEFT JOIN stage AS s ON s.stage = w.last
),
visited AS (
    SELECT example, deals, in_error, stage, MAX(CASE WHEN left_at IS NULL THEN 0 ELSE 1 END) AS has_left
    FROM been
    GROUP BY example, deals, in_error, stage
)
SELECT stage, CAST(NULL AS INTEGER) AS next, SUM(deals), SUM(CASE WHEN has_left = 1 THEN deals - in_error ELSE 0 END)
FROM visited
GROUP BY stage
UNION ALL
SELECT stage, next, SUM(deals), SUM(in_error)
FROM (SELECT DISTINCT example, deals, in_error, stage, next FROM been WHERE next IS NOT NULL) AS moved
GROUP BY stage, next
