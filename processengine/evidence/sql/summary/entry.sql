-- Every row of the history with its place in its deal, from 1 on, the stage of the row after it, and whether both have one time.
SELECT
    deal,
    code,
    entered,
    CAST(ROW_NUMBER() OVER (PARTITION BY deal ORDER BY entered, seq) AS INTEGER) AS place,
    LEAD(code) OVER (PARTITION BY deal ORDER BY entered, seq) AS next_code,
    CASE WHEN LEAD(entered) OVER (PARTITION BY deal ORDER BY entered, seq) = entered THEN 1 ELSE 0 END AS tied
FROM stage_history
