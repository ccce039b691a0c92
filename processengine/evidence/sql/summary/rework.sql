-- How many deals are in some stage more than once.
WITH entered_again AS (
    SELECT example, deals
    FROM example
    GROUP BY example, deals, code
    HAVING COUNT(*) > 1
),
reworked AS (
    SELECT DISTINCT example, deals FROM entered_again
)
SELECT COALESCE(SUM(deals), 0) FROM reworked
