-- Every row of the history that is of one process, in its deal's order, beside the process's rows before and after it.
SELECT
    deal,
    stage,
    entered,
    CAST(ROW_NUMBER() OVER (PARTITION BY deal ORDER BY entered, seq) AS INTEGER) AS place,
    LAG(stage) OVER (PARTITION BY deal ORDER BY entered, seq) AS previous,
    LEAD(stage) OVER (PARTITION BY deal ORDER BY entered, seq) AS next,
    LEAD(entered) OVER (PARTITION BY deal ORDER BY entered, seq) AS left_at
FROM own
WHERE found = 0
