"""Salesforce's OpportunityFieldHistory: a row for each change of a tracked field, with its old and its new value.

Known by OpportunityId, Field, OldValue, NewValue and CreatedDate, in Salesforce's spelling or in that of connectors. Only the
rows of the field StageName count; the others are left out, and counted.

A deal's opening stage stands in no row of its own: it is the OldValue of the deal's first change. The deal entered it when
it was created, which an export of the Opportunity records beside this one tells, or a row of the field `created`. Where
neither does, the start of that first visit is not known: it is put at the deal's first change, so that the move out of the
opening stage counts, and the visit, of no length, counts in no duration. Such deals are counted and said.

A deal that never changed its stage has no row here at all: it comes from the Opportunity records alone.
"""
# ruff: noqa: S608 - names of columns are quoted, all else are our own words

from collections.abc import Sequence

from processengine.warehouse.quoting import quoted
from processengine.warehouse.raw import ROW, Raw
from processengine.warehouse.shapes import opportunity
from processengine.warehouse.shapes.columns import column, columns, listed, numbered, time
from processengine.warehouse.shapes.shaped import Counted, Shaped

_NAME = "Salesforce OpportunityFieldHistory"
_SEQ = "order of the changes"
_STAGE_FIELDS = "('stagename', 'stage_name', 'stage')"
_ALONE = ("Deals that never changed their stage have no row in {}: put an export of Opportunity (Id, StageName, CreatedDate, IsClosed, IsWon) "
          "beside it, or such deals are missing.")


def shaped(raws: Sequence[Raw]) -> tuple[Shaped, ...]:
    """Return the stage history where a table is such an export."""
    wanted = ("OpportunityId", "Field", "OldValue", "NewValue", "CreatedDate")
    return tuple(of_changes(raw, held, opportunity.records(raws)) for raw in raws if (held := columns(raw, *wanted)) is not None)


def of_changes(raw: Raw, held: tuple[str, ...], beside: tuple[Raw, ...], moment: str = "") -> Shaped:
    """Return the stage history of changes: `held` are the columns of deal, field, old and new value and time.

    `beside` are the deals' records; `moment` is the SQL of the time where the column's text is none to the engine.
    """
    deal, _, _, new, entered = held
    by = column(raw, "CreatedById")
    shown = (*held, by) if by is not None else held
    known = _known(raw, held, by, beside[0] if beside else None, moment or time(held[4]))
    rows = f"(SELECT {listed(shown)}, {quoted(_SEQ)}, {quoted(ROW)} FROM ({_rows(shown, beside)}))"
    relation = f"(WITH {known} SELECT * FROM {rows})"
    columns_of = {"deal_id": deal, "stage": new, "entered_at": entered, "seq": _SEQ, **({"by": by} if by is not None else {})}
    return Shaped(
        _NAME, "stage_history", Raw(raw.name, raw.file, relation, (*shown, _SEQ), ROW), columns_of,
        (raw.name, *(one.name for one in beside[:1])),
        () if beside else (_ALONE.format(raw.file),),
        (_other_fields(raw, held[1]), _openings(known), *(_unchanged(one, known) for one in beside[:1]), _unknown_start(raw, known), _gaps(raw, known)),
    )


def _known(raw: Raw, held: tuple[str, ...], by: str | None, beside: Raw | None, moment: str) -> str:
    """Return the parts that the relation is made of: the changes, the days of creation, and the opening of each deal."""
    deal, field, old, new, entered = map(quoted, held)
    who = quoted(by) if by is not None else "NULL"
    now = opportunity.stages_now(beside) if beside is not None else "(SELECT NULL AS deal, NULL AS stage, NULL AS created, 0 AS number WHERE 1 = 0)"
    return f"""
    tracked AS (
        SELECT CAST({deal} AS VARCHAR) AS deal, LOWER(CAST({field} AS VARCHAR)) AS field, CAST({old} AS VARCHAR) AS old, CAST({new} AS VARCHAR) AS new,
            CAST({entered} AS VARCHAR) AS entered, {moment} AS moment, CAST({who} AS VARCHAR) AS who, {quoted(ROW)} AS number
        FROM {numbered(raw)}
    ),
    changed AS (
        SELECT *, LAG(new) OVER (PARTITION BY deal, moment IS NULL ORDER BY moment, number) AS before,
            CASE WHEN moment IS NOT NULL THEN ROW_NUMBER() OVER (PARTITION BY deal, moment IS NULL ORDER BY moment, number) END AS place
        FROM tracked WHERE field IN {_STAGE_FIELDS}
    ),
    made AS (
        SELECT CAST(deal AS VARCHAR) AS deal, MIN(CAST(stage AS VARCHAR)) AS stage, MIN(CAST(created AS VARCHAR)) AS created, MIN(number) AS number
        FROM {now} GROUP BY 1
    ),
    began AS (SELECT deal, MIN(entered) AS created FROM tracked WHERE field = 'created' GROUP BY deal),
    opened AS (
        SELECT c.deal, c.old, c.entered, c.who, c.number, c.moment, COALESCE(m.created, b.created) AS created,
            COALESCE(TRY_CAST(COALESCE(m.created, b.created) AS TIMESTAMPTZ) <= c.moment, FALSE) AS known
        FROM changed AS c LEFT JOIN made AS m ON m.deal = c.deal LEFT JOIN began AS b ON b.deal = c.deal
        WHERE c.place = 1 AND c.old IS NOT NULL
    )"""


def _rows(shown: tuple[str, ...], beside: tuple[Raw, ...]) -> str:
    """Return the SELECT of all rows: the changes, the openings, and the deals that never changed their stage."""
    deal, field, old, new, entered, *by = map(quoted, shown)

    def row(of_deal: str, before: str, after: str, when: str, who: str, seq: str, number: str) -> str:
        values = [f"{of_deal} AS {deal}", f"'StageName' AS {field}", f"{before} AS {old}", f"{after} AS {new}", f"{when} AS {entered}"]
        values += [f"{who} AS {by[0]}"] if by else []
        return f"SELECT {', '.join(values)}, CAST({seq} AS BIGINT) AS {quoted(_SEQ)}, {number} AS {quoted(ROW)}"

    parts = [
        f"{row('deal', 'old', 'new', 'entered', 'who', '2 * number', 'number')} FROM changed",
        f"{row('deal', 'NULL', 'old', 'CASE WHEN known THEN created ELSE entered END', 'NULL', '2 * number - 1', 'number')} FROM opened",
    ]
    if beside:
        parts.append(f"{row('deal', 'NULL', 'stage', 'created', 'NULL', '0', 'number')} FROM made"
                     " WHERE deal IS NOT NULL AND deal NOT IN (SELECT deal FROM changed WHERE deal IS NOT NULL)")
    return " UNION ALL ".join(parts)


def _other_fields(raw: Raw, field: str) -> Counted:
    return Counted(
        f"SELECT COUNT(*) FROM {raw.relation} WHERE LOWER(CAST({quoted(field)} AS VARCHAR)) NOT IN {_STAGE_FIELDS}",
        f"row of {raw.file} tells of another field than StageName: it is left out.",
        f"rows of {raw.file} tell of other fields than StageName: they are left out.",
    )


def _openings(known: str) -> Counted:
    return Counted(
        f"WITH {known} SELECT COUNT(*) FROM opened WHERE known",
        "row more is a deal's opening stage: the old value of its first change, entered when the deal was created.",
        "rows more are deals' opening stages: the old value of the first change of each, entered when the deal was created.",
    )


def _unchanged(beside: Raw, known: str) -> Counted:
    return Counted(
        f"WITH {known} SELECT COUNT(*) FROM made WHERE deal IS NOT NULL AND deal NOT IN (SELECT deal FROM changed WHERE deal IS NOT NULL)",
        f"row more is of a deal that never changed its stage: it comes from {beside.file}.",
        f"rows more are of deals that never changed their stage: they come from {beside.file}.",
    )


def _unknown_start(raw: Raw, known: str) -> Counted:
    why = "when it entered its opening stage is not told (put an export of Opportunity with CreatedDate beside it); that first visit counts in no duration."
    return Counted(
        f"WITH {known} SELECT COUNT(*) FROM opened WHERE NOT known",
        f"deal of {raw.file} has no known start: {why}",
        f"deals of {raw.file} have no known start: {why.replace('it entered its', 'each entered its')}",
    )


def _gaps(raw: Raw, known: str) -> Counted:
    why = "from another stage than the one before led to: rows are missing, or stand in another order."
    return Counted(
        f"WITH {known} SELECT COUNT(*) FROM changed WHERE place > 1 AND old IS NOT NULL AND before IS NOT NULL AND old <> before",
        f"change of stage in {raw.file} starts {why}",
        f"changes of stage in {raw.file} start {why}",
    )
