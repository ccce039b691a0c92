-- The different ways that deals went, the most frequent first, with one deal that went so.
SELECT
    one,
    two,
    three,
    visits,
    COUNT(*) AS deals,
    MIN(deal) AS example,
    ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC, visits, one, two, three) AS number
FROM went
GROUP BY one, two, three, visits
