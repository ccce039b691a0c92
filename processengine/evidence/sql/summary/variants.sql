-- How many variants there are, and how many deals.
SELECT COUNT(*), COALESCE(SUM(deals), 0) FROM variant
