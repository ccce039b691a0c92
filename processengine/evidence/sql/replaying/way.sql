-- The different ways that deals went, with how many went so and one of these. Those handed over to another process are apart, as
-- they left their last stage.
SELECT visits, one, two, three, last, handed_over, COUNT(*) AS deals, MIN(deal) AS example
FROM trip
GROUP BY visits, one, two, three, last, handed_over
