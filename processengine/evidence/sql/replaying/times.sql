-- How long deals stay in each stage, by Kaplan and Meier with those still there censored: the first time after which at most each
-- wanted share of them is left. The longest visit has rank 1, so that a rank is how many were at risk. From rank n on there are left
--     (n - 1) / all  times the product of c / (c - 1) over the ranks c above n whose visits are censored,
-- so that only the censored ones need be multiplied: between two of them the share falls by plain counting.
-- A length is twice the duration, and one more where the visit is censored, so that at one duration those that ended come first.
WITH lasted AS (
    SELECT v.stage, CASE WHEN v.left_at IS NULL THEN 2 * (as_of.time - v.entered) + 1 ELSE 2 * (v.left_at - v.entered) END AS length
    FROM visit AS v
    JOIN stage AS s ON s.stage = v.stage
    CROSS JOIN as_of
    WHERE NOT s.is_outcome AND (v.left_at IS NULL OR v.left_at > v.entered)
),
ranked AS (
    SELECT stage, length, ROW_NUMBER() OVER (PARTITION BY stage ORDER BY length DESC) AS at_risk
    FROM lasted
),
counted AS (
    SELECT stage, MAX(at_risk) AS visits
    FROM ranked
    GROUP BY stage
),
bounds AS (
    SELECT stage, at_risk AS above FROM ranked WHERE MOD(length, 2) = 1
    UNION ALL
    SELECT stage, visits + 1 AS above FROM counted
),
between_censored AS (
    SELECT
        b.stage,
        b.above,
        c.visits,
        COALESCE(LEAD(b.above) OVER (PARTITION BY b.stage ORDER BY b.above DESC), 0) AS below,
        SUM(CASE WHEN b.above BETWEEN 2 AND c.visits THEN LN(b.above / (b.above - 1.0)) ELSE 0.0 END) OVER (
            PARTITION BY b.stage ORDER BY b.above DESC ROWS UNBOUNDED PRECEDING
        ) AS grown
    FROM bounds AS b
    JOIN counted AS c ON c.stage = b.stage
),
reached AS (
    SELECT
        b.stage,
        b.above,
        b.below,
        w.share,
        CAST(FLOOR((w.share + 1e-12) * b.visits * EXP(-b.grown)) AS BIGINT) + 1 AS at_risk
    FROM between_censored AS b
    CROSS JOIN wanted AS w
),
crossed AS (
    SELECT stage, share, MAX(CASE WHEN at_risk < above THEN at_risk ELSE above - 1 END) AS at_risk
    FROM reached
    WHERE at_risk > below AND above - 1 > below
    GROUP BY stage, share
)
SELECT c.stage, c.share, r.length
FROM crossed AS c
JOIN ranked AS r ON r.stage = c.stage AND r.at_risk = c.at_risk
ORDER BY c.stage, c.share
