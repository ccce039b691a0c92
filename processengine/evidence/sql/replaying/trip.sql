-- Each deal as it went: where it is last, whether it left that for another process, whether every move was allowed and every stage
-- known, and three sums that tell its way from others.
SELECT
    v.deal,
    MAX(CASE WHEN v.next IS NULL THEN v.stage END) AS last,
    MAX(CASE WHEN v.next IS NULL AND v.left_at IS NOT NULL THEN 1 ELSE 0 END) AS handed_over,
    MIN(CASE WHEN v.stage >= 0 AND (v.next IS NULL OR a.stage IS NOT NULL) THEN 1 ELSE 0 END) AS conforms,
    COUNT(*) AS visits,
    SUM((v.stage + 1) * w.one) AS one,
    SUM((v.stage + 1) * w.two) AS two,
    SUM((v.stage + 1) * w.three) AS three
FROM visit AS v
JOIN weight AS w ON w.place = v.place
LEFT JOIN allowed AS a
    ON a.stage = v.stage AND a.next = v.next AND v.left_at >= a.since AND v.left_at < a.until
    AND (NOT a.only_back OR v.previous = v.next)
GROUP BY v.deal
