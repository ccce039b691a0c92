-- What the table of deals tells of each, once: flags as 0 and 1.
SELECT
    deal,
    MIN(opened) AS opened,
    MIN(account) AS account,
    MAX(CASE WHEN is_target THEN 1 WHEN NOT is_target THEN 0 END) AS is_target,
    MAX(CASE WHEN is_new THEN 1 WHEN NOT is_new THEN 0 END) AS is_new
FROM deals
GROUP BY deal
