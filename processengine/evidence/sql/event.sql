-- Every row of the history in its deal's order, with the row after it.
SELECT
    deal,
    code,
    entered,
    LEAD(code) OVER one_deal AS next_code,
    LEAD(entered) OVER one_deal AS next_entered
FROM stage_history
WINDOW one_deal AS (PARTITION BY deal ORDER BY entered, seq)
