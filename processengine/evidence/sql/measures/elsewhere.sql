-- The visits to stages of other processes, by the same definition as those of the process itself, without deals that were made in error.
-- A row that doesn't say its process is taken for one of theirs where only they have a stage of this name.
WITH theirs AS (
    SELECT
        e.process,
        h.deal,
        e.stage,
        e.kind,
        h.entered,
        h.seq,
        LAG(e.stage) OVER (PARTITION BY e.process, h.deal ORDER BY h.entered, h.seq) AS earlier
    FROM stage_history AS h
    JOIN elsewhere_of AS e ON e.code = h.code
    LEFT JOIN elsewhere_label AS l ON l.process = e.process AND l.label = h.process
    WHERE l.label IS NOT NULL OR (h.process IS NULL AND e.is_theirs_alone)
),
placed AS (
    SELECT
        process,
        deal,
        stage,
        kind,
        entered,
        ROW_NUMBER() OVER (PARTITION BY process, deal ORDER BY entered, seq) AS place,
        LAG(kind) OVER (PARTITION BY process, deal ORDER BY entered, seq) AS previous_kind,
        LAG(entered) OVER (PARTITION BY process, deal ORDER BY entered, seq) AS previous_entered,
        LEAD(stage) OVER (PARTITION BY process, deal ORDER BY entered, seq) AS next
    FROM theirs
    WHERE earlier IS NULL OR earlier <> stage
),
stood AS (
    SELECT p.process, p.deal, p.stage, p.kind, p.entered, p.place
    FROM placed AS p
    CROSS JOIN elsewhere_echo AS echo
    WHERE p.next IS NOT NULL OR p.previous_kind IS NULL OR p.entered - p.previous_entered > echo.time
),
last_of AS (
    SELECT process, deal, MAX(place) AS place
    FROM stood
    GROUP BY process, deal
),
in_error AS (
    SELECT s.process, s.deal
    FROM stood AS s
    JOIN last_of AS l ON l.process = s.process AND l.deal = s.deal AND l.place = s.place
    WHERE s.kind = 'admin'
)
SELECT s.process, s.deal, s.stage, s.entered
FROM stood AS s
WHERE NOT EXISTS (SELECT 1 FROM in_error AS e WHERE e.process = s.process AND e.deal = s.deal)
