-- The facts that are meant.
SELECT w.slot, f.deal, f.happened
FROM facts AS f
JOIN wanted_fact AS w ON w.kind = f.kind AND w.id = f.id
WHERE f.happened IS NOT NULL
