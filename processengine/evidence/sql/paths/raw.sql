-- Every row of the history in its deal's order, as `visit` has those to a process's stages: stages are the names' codes, repeats stay.
SELECT
    deal,
    code AS stage,
    entered,
    CAST(ROW_NUMBER() OVER one_deal AS INTEGER) AS place,
    LEAD(code) OVER one_deal AS next,
    LEAD(entered) OVER one_deal AS left_at
FROM stage_history
WINDOW one_deal AS (PARTITION BY deal ORDER BY entered, seq)
