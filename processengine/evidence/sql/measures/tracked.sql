-- Who recorded any activity in which period.
SELECT DISTINCT a.rep, p.period
FROM measure_act AS a
JOIN period AS p ON a.happened >= p.first AND a.happened <= p.until
