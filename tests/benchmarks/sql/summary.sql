-- What `evidence summary` answers, written by hand for DuckDB and for this log alone: one window pass, then counts.
-- Stages become small numbers and a deal's way one number, the sum of hashes of stage and place.

CREATE TEMP TABLE stage AS
SELECT CAST(ROW_NUMBER() OVER (ORDER BY stage) - 1 AS UTINYINT) AS code, stage FROM (SELECT DISTINCT stage FROM log);

CREATE TEMP TABLE event AS
SELECT
    deal_id, code, entered_at,
    ROW_NUMBER() OVER one_deal AS place,
    LEAD(code) OVER one_deal AS next_code,
    LEAD(entered_at) OVER one_deal = entered_at AS is_tie
FROM log JOIN stage USING (stage)
WINDOW one_deal AS (PARTITION BY deal_id ORDER BY entered_at, event_id);

CREATE TEMP TABLE deal AS
SELECT deal_id, SUM(CAST(HASH(code, place) AS HUGEINT)) AS way, COUNT(*) AS events, BIT_COUNT(BIT_OR(1::BIGINT << code)) AS stages
FROM event GROUP BY deal_id;

CREATE TEMP TABLE variant AS
SELECT way, COUNT(*) AS deals, MIN(deal_id) AS example, ANY_VALUE(events > stages) AS has_rework FROM deal GROUP BY way;

-- answer: totals
SELECT
    (SELECT COUNT(*) FROM deal), (SELECT COUNT(*) FROM event), (SELECT COUNT(*) FROM stage), (SELECT COUNT(*) FROM variant),
    (SELECT SUM(deals) FROM variant WHERE has_rework), (SELECT COUNT(*) FROM event WHERE is_tie),
    (SELECT EPOCH_US(MIN(entered_at)) FROM event), (SELECT EPOCH_US(MAX(entered_at)) FROM event), (SELECT MEDIAN(events) FROM deal), (SELECT MAX(events) FROM deal);

-- answer: moves
WITH one_each AS (
    SELECT DISTINCT example, deals, code, next_code FROM variant JOIN event ON deal_id = example WHERE next_code IS NOT NULL
), by_deals AS (
    SELECT code, next_code, SUM(deals) AS deals FROM one_each GROUP BY ALL
), counted AS (
    SELECT code, next_code, COUNT(*) AS count FROM event WHERE next_code IS NOT NULL GROUP BY ALL
)
SELECT a.stage, b.stage, count, deals
FROM counted JOIN by_deals USING (code, next_code) JOIN stage AS a USING (code) JOIN stage AS b ON b.code = next_code;

-- answer: starts
SELECT stage, COUNT(*) FROM event JOIN stage USING (code) WHERE place = 1 GROUP BY stage;

-- answer: ends
SELECT stage, COUNT(*) FROM event JOIN stage USING (code) WHERE next_code IS NULL GROUP BY stage;
