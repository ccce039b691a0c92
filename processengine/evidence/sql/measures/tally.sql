-- How often each event was counted, by group and period: of what happens to deals each deal once, at the first time; of what reps do
-- each activity.
WITH first_met AS (
    SELECT slot, deal, MIN(happened) AS happened
    FROM happening
    GROUP BY slot, deal
),
counted AS (
    SELECT f.slot, f.happened, x.value
    FROM first_met AS f
    JOIN run AS r ON r.deal = f.deal
    LEFT JOIN attribute AS x ON x.deal = f.deal
    WHERE r.outcome IS NULL OR r.outcome <> 'admin'
    UNION ALL
    SELECT w.slot, a.happened, CASE WHEN t.is_by_rep THEN a.rep ELSE x.value END AS value
    FROM measure_act AS a
    JOIN wanted_activity AS w ON w.kind = a.kind
    CROSS JOIN tally_terms AS t
    LEFT JOIN attribute AS x ON x.deal = a.deal
    WHERE (w.is_target IS NULL OR a.is_target = w.is_target)
        AND (w.is_new IS NULL OR a.is_new = w.is_new)
        AND (w.with_decision_maker IS NULL OR a.with_decision_maker = w.with_decision_maker)
)
SELECT c.value, p.period, c.slot, COUNT(*) AS events, MIN(c.happened) AS first
FROM counted AS c
JOIN period AS p ON c.happened >= p.first AND c.happened <= p.until
GROUP BY c.value, p.period, c.slot
