-- The rows of the history that count where its rows tell their process: `found` is 0 for this process, and above for the others, whose
-- rows are none of its own; `after` and `after_entered` tell the next row, whatever its process.
WITH told AS (
    SELECT h.deal, s.stage, h.entered, h.seq, COALESCE(p.process, 0) AS found
    FROM stage_history AS h
    LEFT JOIN process_of AS p ON p.name = h.process
    LEFT JOIN stage_of AS s ON s.code = h.code
    WHERE COALESCE(p.process, 0) > 0 OR s.stage IS NOT NULL
)
SELECT
    deal,
    stage,
    entered,
    seq,
    found,
    LEAD(found) OVER (PARTITION BY deal ORDER BY entered, seq) AS after,
    LEAD(entered) OVER (PARTITION BY deal ORDER BY entered, seq) AS after_entered
FROM told
