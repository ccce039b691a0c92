-- The table of deals beside the history: how many deals are in both, and whose times don't agree by more than a day.
WITH span AS (
    SELECT deal, MIN(entered) AS first, MAX(entered) AS last
    FROM stage_history
    GROUP BY deal
),
told AS (
    SELECT deal, MIN(opened) AS opened, MAX(closed) AS closed
    FROM deals
    GROUP BY deal
)
SELECT
    COUNT(*) AS deals,
    COUNT(t.deal) AS in_both,
    SUM(CASE WHEN t.opened > s.first + 86400000000 THEN 1 ELSE 0 END) AS opened_later,
    SUM(CASE WHEN t.closed < s.last - 86400000000 THEN 1 ELSE 0 END) AS closed_earlier
FROM span AS s
LEFT JOIN told AS t ON t.deal = s.deal
