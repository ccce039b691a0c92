-- How many rows have a value in the columns that measures may ask for.
SELECT
    'deals' AS held_in,
    COUNT(opened) AS opened, COUNT(closed) AS closed, COUNT(outcome) AS outcome, COUNT(amount) AS amount, COUNT(owner) AS owner,
    COUNT(account) AS account, COUNT(is_new) AS is_new, COUNT(is_target) AS is_target, 0 AS deal, 0 AS with_decision_maker
FROM deals
UNION ALL
SELECT 'activities' AS held_in, 0, 0, 0, 0, COUNT(rep), 0, COUNT(is_new), COUNT(is_target), COUNT(deal), COUNT(with_decision_maker)
FROM activities
