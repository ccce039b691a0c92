-- The ways between visits: how often deals went from each stage to each next one (NULL: to none), and how often the process allowed it
-- then.
SELECT
    v.stage,
    v.next,
    COUNT(*) AS visits,
    SUM(CASE WHEN a.stage IS NULL THEN 0 ELSE 1 END) AS allowed,
    SUM(CASE WHEN v.left_at = v.entered THEN 1 ELSE 0 END) AS zero_length,
    SUM(CASE WHEN v.place = 1 THEN 1 ELSE 0 END) AS began,
    SUM(CASE WHEN v.left_at IS NULL THEN 0 ELSE 1 END) AS left_it,
    MIN(v.entered) AS first,
    MAX(v.entered) AS last
FROM visit AS v
LEFT JOIN allowed AS a
    ON a.stage = v.stage AND a.next = v.next AND v.left_at >= a.since AND v.left_at < a.until
    AND (NOT a.only_back OR v.previous = v.next)
GROUP BY v.stage, v.next
ORDER BY v.stage, v.next
