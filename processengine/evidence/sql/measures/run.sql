-- Each deal that was in the process: when it opened, when it closed and with which outcome. It is closed where its last visit is to an
-- outcome, which then stands, or where it was handed over to another process, which is no outcome.
SELECT
    f.deal,
    CASE WHEN d.opened < f.entered THEN d.opened ELSE f.entered END AS opened,
    CASE WHEN s.is_outcome THEN l.entered ELSE l.left_at END AS closed,
    s.kind AS outcome,
    d.account
FROM visit AS f
JOIN visit AS l ON l.deal = f.deal
LEFT JOIN stage AS s ON s.stage = l.stage
LEFT JOIN measure_deal AS d ON d.deal = f.deal
WHERE f.place = 1 AND l.next IS NULL
