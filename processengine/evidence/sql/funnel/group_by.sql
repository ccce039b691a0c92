-- Each deal with what it has in a column of the source.
SELECT e.deal, a.value
FROM ended AS e
LEFT JOIN attribute AS a ON a.deal = e.deal
