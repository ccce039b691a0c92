-- Each deal that counts and where it is: closed by an outcome, won by a good one, handed over to another process, or open. What was
-- made in error counts nowhere.
SELECT
    v.deal,
    CASE WHEN s.is_outcome THEN 1 ELSE 0 END AS closed,
    CASE WHEN g.kind IS NULL THEN 0 ELSE 1 END AS won,
    CASE WHEN NOT COALESCE(s.is_outcome, FALSE) AND v.left_at IS NULL THEN 1 ELSE 0 END AS is_open
FROM visit AS v
LEFT JOIN stage AS s ON s.stage = v.stage
LEFT JOIN good AS g ON g.kind = s.kind
WHERE v.next IS NULL AND COALESCE(s.kind, '') <> 'admin'
