-- How many deals are last in some stages, outcomes or names of other processes among them.
SELECT w.stage, COUNT(*)
FROM visit AS v
JOIN wanted AS w ON w.stage = v.stage
WHERE v.next IS NULL AND v.left_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM handed AS h WHERE h.deal = v.deal)
GROUP BY w.stage
ORDER BY w.stage
