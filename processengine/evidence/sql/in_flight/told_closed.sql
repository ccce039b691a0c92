-- How many deals in flight the table of deals says how they ended.
SELECT COUNT(DISTINCT o.deal)
FROM open_deal AS o
JOIN deals AS d ON d.deal = o.deal
WHERE d.outcome IS NOT NULL
