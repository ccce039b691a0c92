-- The activities, with what the deal tells of the account where the activity itself does not: flags as 0 and 1.
SELECT
    a.rep,
    a.kind,
    a.happened,
    a.deal,
    COALESCE(CASE WHEN a.is_target THEN 1 WHEN NOT a.is_target THEN 0 END, d.is_target) AS is_target,
    COALESCE(CASE WHEN a.is_new THEN 1 WHEN NOT a.is_new THEN 0 END, d.is_new) AS is_new,
    CASE WHEN a.with_decision_maker THEN 1 WHEN NOT a.with_decision_maker THEN 0 END AS with_decision_maker
FROM activities AS a
LEFT JOIN measure_deal AS d ON d.deal = a.deal
WHERE a.happened IS NOT NULL
