-- How many rows of the history are of no stage.
SELECT COUNT(*)
FROM stage_history AS h
JOIN skipped AS s ON s.code = h.code
LEFT JOIN process_of AS p ON p.name = h.process
WHERE p.name IS NULL
