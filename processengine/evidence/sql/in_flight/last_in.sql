-- How many deals are last in some stages, outcomes or names of other processes among them.
SELECT w.stage, COUNT(*)
FROM visit AS v
JOIN looked_at AS w ON w.stage = v.stage
WHERE v.next IS NULL AND v.left_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM gone_on AS g WHERE g.deal = v.deal)
GROUP BY w.stage
ORDER BY w.stage
