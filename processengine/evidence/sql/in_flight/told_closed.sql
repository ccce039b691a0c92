-- How many deals in flight the table of deals says how they ended.
SELECT COUNT(*)
FROM open_deal AS o
JOIN told_ended AS e ON e.deal = o.deal
