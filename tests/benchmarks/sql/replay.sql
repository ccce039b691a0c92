-- What `evidence replay` answers, written by hand for DuckDB and for this log and its process alone: the visits by two window
-- passes (rows in a row that mean one stage are one visit; a row after an outcome that only echoes it is none), then counts.

CREATE TEMP TABLE stage AS
FROM (VALUES ('lead', 0), ('qualified', 1), ('discovery', 2), ('proposal', 3), ('negotiation', 4), ('contract', 5), ('won', 6), ('lost', 7)) AS s(stage, code);

CREATE TEMP TABLE way AS
SELECT code AS stage, code + 1 AS next FROM stage WHERE code < 6 UNION ALL SELECT 4, 3 UNION ALL SELECT code, 7 FROM stage WHERE code < 6;

CREATE TEMP TABLE visit AS
WITH turned AS (
    SELECT deal_id, CAST(COALESCE(code, 8) AS UTINYINT) AS code, entered_at, event_id
    FROM log LEFT JOIN stage USING (stage)
    QUALIFY LAG(COALESCE(code, 8)) OVER (PARTITION BY deal_id ORDER BY entered_at, event_id) IS DISTINCT FROM COALESCE(code, 8)
), placed AS (
    SELECT
        deal_id, code AS stage, EPOCH_US(entered_at) AS entered,
        ROW_NUMBER() OVER one_deal AS place,
        LEAD(code) OVER one_deal AS next,
        EPOCH_US(LEAD(entered_at) OVER one_deal) AS left_at,
        LAG(code) OVER one_deal IN (6, 7) AND LEAD(code) OVER one_deal IS NULL
            AND entered_at - LAG(entered_at) OVER one_deal <= INTERVAL 5 MINUTE AS is_echo,
        code IN (6, 7) AND LEAD(code, 2) OVER one_deal IS NULL AND LEAD(entered_at) OVER one_deal - entered_at <= INTERVAL 5 MINUTE AS has_echo
    FROM turned
    WINDOW one_deal AS (PARTITION BY deal_id ORDER BY entered_at, event_id)
)
SELECT deal_id, stage, entered, place, CASE WHEN has_echo THEN NULL ELSE next END AS next, CASE WHEN has_echo THEN NULL ELSE left_at END AS left_at
FROM placed WHERE is_echo IS NOT TRUE;

CREATE TEMP TABLE deal AS
SELECT
    deal_id,
    SUM(CAST(HASH(v.stage, place) AS HUGEINT)) AS way,
    MAX(CASE WHEN v.next IS NULL THEN v.stage END) AS last,
    BOOL_AND(v.stage < 8 AND (v.next IS NULL OR w.stage IS NOT NULL)) AS conforms
FROM visit AS v LEFT JOIN way AS w ON w.stage = v.stage AND w.next = v.next
GROUP BY deal_id;

CREATE TEMP TABLE variant AS
SELECT way, COUNT(*) AS deals, MIN(deal_id) AS example FROM deal GROUP BY way;

-- answer: totals
SELECT COUNT(*), SUM(conforms::INT), SUM((conforms AND last IN (6, 7))::INT), (SELECT COUNT(*) FROM variant), SUM((last = 6)::INT), SUM((last = 7)::INT) FROM deal;

-- answer: moves
WITH one_each AS (
    SELECT DISTINCT example, deals, stage, next FROM variant JOIN visit ON deal_id = example WHERE next IS NOT NULL
), by_deals AS (
    SELECT stage, next, SUM(deals) AS deals FROM one_each GROUP BY ALL
), counted AS (
    SELECT stage, next, COUNT(*) AS count FROM visit WHERE next IS NOT NULL GROUP BY ALL
)
SELECT COALESCE(a.stage, 'on_hold'), COALESCE(b.stage, 'on_hold'), count, deals, w.stage IS NOT NULL
FROM counted AS c JOIN by_deals USING (stage, next) LEFT JOIN way AS w USING (stage, next)
LEFT JOIN stage AS a ON a.code = c.stage LEFT JOIN stage AS b ON b.code = c.next;

-- answer: stages
WITH by_deals AS (
    SELECT stage, SUM(deals) AS deals FROM (SELECT DISTINCT example, deals, stage FROM variant JOIN visit ON deal_id = example) GROUP BY stage
)
SELECT
    s.stage, COUNT(*), SUM((next IS NULL AND code < 6)::INT), SUM((left_at IS NOT DISTINCT FROM entered)::INT), ANY_VALUE(deals)
FROM visit AS v JOIN stage AS s ON code = v.stage JOIN by_deals AS b ON b.stage = v.stage GROUP BY s.stage;

-- answer: times
-- Kaplan and Meier: the first duration at which the product of (n - 1) / n over the visits that ended falls to the wanted share.
WITH lasted AS (
    SELECT stage, COALESCE(left_at, (SELECT EPOCH_US(MAX(entered_at)) FROM log)) - entered AS duration, left_at IS NOT NULL AS ended
    FROM visit WHERE stage < 6 AND left_at IS DISTINCT FROM entered
), ranked AS (
    SELECT stage, duration, ended, ROW_NUMBER() OVER (PARTITION BY stage ORDER BY duration DESC, ended) AS n FROM lasted
), surviving AS (
    SELECT
        stage, duration,
        SUM(CASE WHEN ended AND n > 1 THEN LN((n - 1) / n) WHEN ended THEN -1e9 ELSE 0 END)
            OVER (PARTITION BY stage ORDER BY n DESC ROWS UNBOUNDED PRECEDING) AS log_left
    FROM ranked
)
SELECT s.stage, MIN(duration) FILTER (log_left <= LN(0.5) + 1e-9), MIN(duration) FILTER (log_left <= LN(0.1) + 1e-9)
FROM surviving AS v JOIN stage AS s ON code = v.stage GROUP BY s.stage;
