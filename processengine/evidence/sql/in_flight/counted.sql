-- How many deals in flight there are, by where they stand and where they go back to.
SELECT stage, back, COUNT(*)
FROM open_deal
GROUP BY stage, back
ORDER BY stage, back
