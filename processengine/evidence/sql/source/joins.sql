-- How many rows of each table name a deal, and how many of these one that the stage history has.
WITH known AS (
    SELECT DISTINCT deal FROM stage_history
),
named AS (
    SELECT 'deals' AS held_in, deal FROM deals
    UNION ALL
    SELECT 'facts' AS held_in, deal FROM facts
    UNION ALL
    SELECT 'activities' AS held_in, deal FROM activities
)
SELECT n.held_in, COUNT(*), COUNT(k.deal)
FROM named AS n
LEFT JOIN known AS k ON k.deal = n.deal
WHERE n.deal IS NOT NULL
GROUP BY n.held_in
ORDER BY n.held_in
