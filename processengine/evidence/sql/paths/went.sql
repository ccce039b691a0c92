-- Each deal as three sums, which tell apart the sequences of stages before the outcome that it ended in, with that outcome.
-- Unknown stages have numbers below 0, and none is 0. Deals made in error are left out, and those that weren't sought.
WITH numbered AS (
    SELECT
        v.deal,
        v.entered,
        v.place,
        CASE WHEN v.stage < 0 THEN v.stage ELSE v.stage + 1 END AS number,
        CASE WHEN v.next IS NULL AND s.is_outcome THEN v.stage END AS outcome,
        CASE WHEN v.next IS NULL AND v.left_at IS NOT NULL AND NOT COALESCE(s.is_outcome, FALSE) THEN 1 ELSE 0 END AS handed_over,
        CASE WHEN v.next IS NULL AND s.kind = 'admin' THEN 1 ELSE 0 END AS made_in_error,
        CASE WHEN q.through IS NULL OR v.stage = q.through THEN 1 ELSE 0 END AS went_through,
        CASE WHEN q.destination IS NULL OR (v.next IS NULL AND v.stage = q.destination) THEN 1 ELSE 0 END AS arrived
    FROM visit AS v
    LEFT JOIN stage AS s ON s.stage = v.stage
    CROSS JOIN sought AS q
)
SELECT
    n.deal,
    SUM(CASE WHEN n.outcome IS NULL THEN n.number * w.one ELSE 0 END) AS one,
    SUM(CASE WHEN n.outcome IS NULL THEN n.number * w.two ELSE 0 END) AS two,
    SUM(CASE WHEN n.outcome IS NULL THEN n.number * w.three ELSE 0 END) AS three,
    SUM(CASE WHEN n.outcome IS NULL THEN 1 ELSE 0 END) AS visits,
    MAX(n.outcome) AS outcome,
    MAX(n.handed_over) AS handed_over,
    MAX(n.entered) - MIN(n.entered) AS lasted
FROM numbered AS n
JOIN way_weight AS w ON w.place = n.place
GROUP BY n.deal
HAVING MAX(n.made_in_error) = 0 AND MAX(n.went_through) = 1 AND MAX(n.arrived) = 1
