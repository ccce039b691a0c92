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
    COALESCE(SUM(CASE WHEN t.opened > s.first + ? THEN 1 ELSE 0 END), 0) AS opened_later,
    COALESCE(SUM(CASE WHEN t.closed < s.last - ? THEN 1 ELSE 0 END), 0) AS closed_earlier
FROM span AS s
LEFT JOIN told AS t ON t.deal = s.deal
