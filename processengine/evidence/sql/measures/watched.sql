-- Each deal of the cohort, from the time of the cohort's event (the last of several, or the deal's opening where there is none): whether
-- what is asked for happened to it, how long that took or has not happened, and why it is not watched where it isn't. A deal that is
-- watched until it closed is so whatever came afterwards: else those that get the event later would count for longer than the others.
WITH first_met AS (
    SELECT h.deal, h.slot, MIN(h.happened) AS happened
    FROM happening AS h
    JOIN among AS a ON a.slot = h.slot
    GROUP BY h.deal, h.slot
),
met AS (
    SELECT deal, MAX(happened) AS began, COUNT(*) AS events
    FROM first_met
    GROUP BY deal
),
asked AS (
    SELECT COUNT(*) AS events
    FROM among
),
cohort AS (
    SELECT r.deal, r.closed, r.outcome, CASE WHEN asked.events = 0 THEN r.opened ELSE met.began END AS began
    FROM run AS r
    CROSS JOIN asked
    LEFT JOIN met ON met.deal = r.deal
    WHERE asked.events = 0 OR met.events = asked.events
),
hit AS (
    SELECT
        c.deal,
        MIN(CASE
            WHEN t.is_before AND h.happened <= c.began THEN h.happened
            WHEN t.is_duration AND h.happened > c.began THEN h.happened
            WHEN NOT t.is_before AND NOT t.is_duration AND h.happened >= c.began THEN h.happened
        END) AS happened,
        MAX(CASE WHEN t.is_duration AND NOT t.is_of_itself AND h.happened = c.began THEN 1 ELSE 0 END) AS at_once
    FROM cohort AS c
    JOIN happening AS h ON h.deal = c.deal
    CROSS JOIN watched_terms AS t
    WHERE h.slot = 0
    GROUP BY c.deal
),
earlier AS (
    SELECT deal, MIN(happened) AS happened
    FROM happening
    WHERE slot = -1
    GROUP BY deal
),
timed AS (
    SELECT
        c.deal,
        c.began,
        c.closed,
        c.outcome,
        CASE WHEN e.happened < c.began THEN 1 ELSE 0 END AS side,
        CASE
            WHEN hit.happened IS NULL THEN 0
            WHEN t.is_until_closed AND c.closed >= c.began AND hit.happened > c.closed THEN 0
            WHEN t.is_before OR t.within IS NULL OR hit.happened - c.began <= t.within THEN 1
            ELSE 0
        END AS seen,
        hit.happened - c.began AS took,
        hit.at_once,
        CASE WHEN t.is_until_closed AND c.closed >= c.began THEN c.closed - c.began ELSE t.as_of - c.began END AS watched,
        t.as_of - c.began AS age,
        t.within,
        t.is_duration,
        t.is_of_closed
    FROM cohort AS c
    CROSS JOIN watched_terms AS t
    LEFT JOIN hit ON hit.deal = c.deal
    LEFT JOIN earlier AS e ON e.deal = c.deal
    WHERE t.since IS NULL OR c.began >= t.since
)
SELECT
    deal,
    began,
    side,
    CASE
        WHEN outcome = 'admin' THEN 'admin'
        WHEN within IS NOT NULL AND age < within THEN 'young'
        WHEN is_of_closed AND closed IS NULL THEN 'open'
        WHEN at_once = 1 AND (took IS NULL OR took > watched) THEN 'zero'
    END AS left_out,
    seen,
    CASE WHEN seen = 0 AND closed IS NOT NULL THEN 1 ELSE 0 END AS gone,
    CASE
        WHEN NOT is_duration THEN NULL
        WHEN seen = 1 THEN took
        WHEN within IS NOT NULL AND within < watched THEN within
        ELSE watched
    END AS lasted
FROM timed
