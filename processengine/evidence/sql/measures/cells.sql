-- How many deals are watched or left out, and to how many what is asked for happened, by group and period.
SELECT x.value, p.period, w.left_out, COUNT(*) AS deals, SUM(w.seen) AS seen, SUM(w.gone) AS gone, MIN(w.began) AS first
FROM watched AS w
JOIN period AS p ON w.began >= p.first AND w.began <= p.until
LEFT JOIN attribute AS x ON x.deal = w.deal
GROUP BY x.value, p.period, w.left_out
