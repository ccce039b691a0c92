-- How many rows of the history are of a process, and how many of them came at the very time of the row before them in their deal.
SELECT COUNT(*), COALESCE(SUM(CASE WHEN left_at = entered THEN 1 ELSE 0 END), 0) FROM turned
