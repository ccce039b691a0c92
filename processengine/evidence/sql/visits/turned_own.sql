-- Every row of the history that is of one process, in its deal's order, beside the process's rows before and after it.
SELECT
    deal,
    stage,
    entered,
    CAST(ROW_NUMBER() OVER one_deal AS INTEGER) AS place,
    LAG(stage) OVER one_deal AS previous,
    LEAD(stage) OVER one_deal AS next,
    LEAD(entered) OVER one_deal AS left_at
FROM own
WHERE found = 0
WINDOW one_deal AS (PARTITION BY deal ORDER BY entered, seq)
