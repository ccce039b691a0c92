-- The activities that are meant, of each deal that has them.
SELECT w.slot, a.deal, a.happened
FROM measure_act AS a
JOIN wanted_activity AS w ON w.kind = a.kind
WHERE a.deal IS NOT NULL
    AND (w.is_target IS NULL OR a.is_target = w.is_target)
    AND (w.is_new IS NULL OR a.is_new = w.is_new)
    AND (w.with_decision_maker IS NULL OR a.with_decision_maker = w.with_decision_maker)
