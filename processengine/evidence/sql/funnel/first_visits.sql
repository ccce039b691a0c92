-- When the first and the last deal began.
SELECT MIN(entered), MAX(entered) FROM visit WHERE place = 1
