-- Every row of the history that counts for one process, in its deal's order, beside the rows before and after it.
SELECT
    h.deal,
    s.stage,
    h.entered,
    CAST(ROW_NUMBER() OVER (PARTITION BY h.deal ORDER BY h.entered, h.seq) AS INTEGER) AS place,
    LAG(s.stage) OVER (PARTITION BY h.deal ORDER BY h.entered, h.seq) AS previous,
    LEAD(s.stage) OVER (PARTITION BY h.deal ORDER BY h.entered, h.seq) AS next,
    LEAD(h.entered) OVER (PARTITION BY h.deal ORDER BY h.entered, h.seq) AS left_at
FROM stage_history AS h
JOIN stage_of AS s ON s.code = h.code
