-- How many deals each group has.
SELECT value, COUNT(*) FROM deal_group GROUP BY value ORDER BY value
