-- How many rows have the very last time that is told: none where that is the end of a day, as what came then is left out.
SELECT SUM(found) AS found
FROM (
    SELECT COUNT(*) AS found FROM stage_history JOIN as_of ON entered = time
    UNION ALL
    SELECT COUNT(*) AS found FROM facts JOIN as_of ON happened = time
    UNION ALL
    SELECT COUNT(*) AS found FROM activities JOIN as_of ON happened = time
    UNION ALL
    SELECT COUNT(*) AS found FROM deals JOIN as_of ON opened = time OR closed = time
) AS rows_then
