-- Each deal with the period in which its first visit began.
SELECT e.deal, p.value
FROM ended AS e
JOIN visit AS v ON v.deal = e.deal
LEFT JOIN begun_in AS p ON v.entered >= p.since AND v.entered < p.until
WHERE v.place = 1
