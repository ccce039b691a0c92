-- Of the deals with some outcomes: how many say why they ended so, and of how many of these the rep said it.
WITH told AS (
    SELECT r.deal, MAX(CASE WHEN LOWER(d.reason_by) = 'rep' THEN 1 ELSE 0 END) AS is_by_rep
    FROM run AS r
    JOIN told_outcome AS o ON o.kind = r.outcome
    JOIN deals AS d ON d.deal = r.deal
    WHERE d.reason IS NOT NULL
    GROUP BY r.deal
)
SELECT COUNT(*) AS deals, COALESCE(SUM(is_by_rep), 0) AS by_rep
FROM told
