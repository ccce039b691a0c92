-- The different ways that deals went, with how many went so and one of these.
SELECT visits, one, two, three, COUNT(*) AS deals, MIN(deal) AS example
FROM trip
GROUP BY visits, one, two, three
