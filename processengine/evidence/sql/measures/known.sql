SELECT DISTINCT deal
FROM stage_history
