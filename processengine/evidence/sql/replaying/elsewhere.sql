-- How many rows of the history are of other processes.
SELECT COUNT(*)
FROM stage_history AS h
JOIN process_of AS p ON p.name = h.process
