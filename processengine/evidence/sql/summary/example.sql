-- The rows of one deal of each variant, which stands for all the deals of it.
SELECT v.example, v.deals, e.code, e.next_code
FROM entry AS e
JOIN variant AS v ON v.example = e.deal
