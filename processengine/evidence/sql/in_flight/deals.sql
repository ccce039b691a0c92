-- Each deal in flight with what it lacks, a row for each criterion and one where it lacks none: in the order of the stages, unknown ones
-- last, and in a stage whoever has been there longest first.
SELECT o.deal, o.stage, o.back, o.entered, as_of.time - o.entered, a.value, CASE WHEN e.deal IS NULL THEN 0 ELSE 1 END, l.demand
FROM open_deal AS o
CROSS JOIN as_of
LEFT JOIN attribute AS a ON a.deal = o.deal
LEFT JOIN told_ended AS e ON e.deal = o.deal
LEFT JOIN (
    SELECT held.deal, d.demand
    FROM open_deal AS held
    JOIN demanded AS d ON d.stage = held.stage
    LEFT JOIN known_fact AS k ON k.deal = held.deal AND k.demand = d.demand
    WHERE k.deal IS NULL
) AS l ON l.deal = o.deal
ORDER BY CASE WHEN o.stage < 0 THEN 1 ELSE 0 END, CASE WHEN o.stage < 0 THEN 0 - o.stage ELSE o.stage END, o.entered, o.deal, l.demand
