-- How many deals have so and so many rows.
SELECT events, COUNT(*)
FROM trail
GROUP BY events
