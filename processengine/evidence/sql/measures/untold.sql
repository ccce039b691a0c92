-- Of the activities of each wanted kind, how many there are, and how many don't say what is asked of them.
SELECT
    w.slot,
    COUNT(*) AS activities,
    SUM(CASE WHEN (w.is_target IS NOT NULL AND a.is_target IS NULL) OR (w.is_new IS NOT NULL AND a.is_new IS NULL) THEN 1 ELSE 0 END) AS accounts,
    SUM(CASE WHEN w.with_decision_maker IS NOT NULL AND a.with_decision_maker IS NULL THEN 1 ELSE 0 END) AS makers
FROM measure_act AS a
JOIN wanted_activity AS w ON w.kind = a.kind
JOIN period AS p ON a.happened >= p.first AND a.happened <= p.until
GROUP BY w.slot
ORDER BY w.slot
