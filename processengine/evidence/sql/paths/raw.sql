-- Every row of the history in its deal's order, as `visit` has those to a process's stages: stages are the names' codes, repeats stay.
SELECT
    deal,
    code AS stage,
    entered,
    CAST(ROW_NUMBER() OVER (PARTITION BY deal ORDER BY entered, seq) AS INTEGER) AS place,
    LEAD(code) OVER (PARTITION BY deal ORDER BY entered, seq) AS next,
    LEAD(entered) OVER (PARTITION BY deal ORDER BY entered, seq) AS left_at
FROM stage_history
