-- The different sequences of stages, with how many deals went so and one of these.
SELECT one, two, three, COUNT(*) AS deals, MIN(deal) AS example
FROM trail
GROUP BY one, two, three
