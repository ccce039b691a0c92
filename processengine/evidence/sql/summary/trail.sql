-- Each deal as three sums, which tell apart the sequences of stages that deals went through.
SELECT
    e.deal,
    SUM((e.code + 1) * w.one) AS one,
    SUM((e.code + 1) * w.two) AS two,
    SUM((e.code + 1) * w.three) AS three,
    COUNT(*) AS events
FROM entry AS e
JOIN row_weight AS w ON w.place = e.place
GROUP BY e.deal
