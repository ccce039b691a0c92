-- Each name of a stage with the source's name of the process that its rows are of.
SELECT n.name, h.process, SUM(h.events) AS events
FROM (
    SELECT code, process, COUNT(*) AS events
    FROM stage_history
    GROUP BY code, process
) AS h
JOIN stage_name AS n ON n.code = h.code
GROUP BY n.name, h.process
ORDER BY n.name, h.process
