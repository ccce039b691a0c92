SELECT w.slot, f.deal, f.happened
FROM facts AS f
JOIN wanted_fact AS w ON w.kind = LOWER(f.kind) AND w.id = f.id
WHERE f.happened IS NOT NULL
