-- The deals that are looked for in another process: those that something is counted for each of.
SELECT DISTINCT h.deal, CAST(NULL AS VARCHAR) AS left_out
FROM happening AS h
JOIN run AS r ON r.deal = h.deal
WHERE h.slot = 1 AND (r.outcome IS NULL OR r.outcome <> 'admin')
