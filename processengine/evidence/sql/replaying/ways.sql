-- How many different ways deals went, and how many ways through the stages: without the outcome at the end, and without deals made
-- in error.
WITH before_end AS (
    SELECT
        w.visits - CASE WHEN s.is_outcome THEN 1 ELSE 0 END AS visits,
        w.one - CASE WHEN s.is_outcome THEN (w.last + 1) * g.one ELSE 0 END AS one,
        w.two - CASE WHEN s.is_outcome THEN (w.last + 1) * g.two ELSE 0 END AS two,
        w.three - CASE WHEN s.is_outcome THEN (w.last + 1) * g.three ELSE 0 END AS three
    FROM trip_way AS w
    JOIN weight AS g ON g.place = w.visits
    LEFT JOIN stage AS s ON s.stage = w.last
    WHERE COALESCE(s.kind, '') <> 'admin'
)
SELECT
    (SELECT COUNT(*) FROM (SELECT DISTINCT visits, one, two, three FROM trip_way) AS with_outcomes) AS variants,
    (SELECT COUNT(*) FROM (SELECT DISTINCT visits, one, two, three FROM before_end) AS through) AS ways
