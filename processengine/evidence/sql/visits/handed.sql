-- The deals whose last row of this process is followed by one of another: which, and when that was.
SELECT deal, after, after_entered
FROM (
    SELECT deal, after, after_entered, ROW_NUMBER() OVER (PARTITION BY deal ORDER BY entered DESC, seq DESC) AS from_last
    FROM own
    WHERE found = 0
) AS counted
WHERE from_last = 1 AND after > 0
