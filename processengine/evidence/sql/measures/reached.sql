-- The visits to the stages that are meant.
SELECT w.slot, v.deal, v.entered AS happened
FROM visit AS v
JOIN wanted_stage AS w ON w.stage = v.stage
