-- The deals that the stage history has.
SELECT DISTINCT deal
FROM stage_history
