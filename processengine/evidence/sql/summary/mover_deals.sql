-- How many deals made each move.
WITH made AS (
    SELECT example, deals, code, next_code
    FROM example
    WHERE next_code IS NOT NULL
    GROUP BY example, deals, code, next_code
)
SELECT code, next_code, SUM(deals)
FROM made
GROUP BY code, next_code
