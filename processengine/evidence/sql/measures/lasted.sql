-- How many durations ended after each time, and how many were watched that long and no longer, by group and period.
SELECT x.value, p.period, w.lasted, SUM(w.seen) AS ended, SUM(1 - w.seen) AS censored
FROM watched AS w
JOIN period AS p ON w.began >= p.first AND w.began <= p.until
LEFT JOIN attribute AS x ON x.deal = w.deal
WHERE w.left_out IS NULL
GROUP BY x.value, p.period, w.lasted
ORDER BY x.value, p.period, w.lasted
