-- The deals that are looked for in another process, where nothing says which: those that are closed.
SELECT deal, CAST(NULL AS VARCHAR) AS left_out
FROM run
WHERE closed IS NOT NULL AND (outcome IS NULL OR outcome <> 'admin')
