-- How many outcomes were echoed by a row that came soon after them and was the last.
SELECT COALESCE(SUM(echoes), 0) FROM redone
