-- How many deals are last in which stage, how many of them are in another process now, and how many went as the process says.
SELECT last, handed_over, conforms, COUNT(*) AS counted
FROM trip
GROUP BY last, handed_over, conforms
ORDER BY last, handed_over, conforms
