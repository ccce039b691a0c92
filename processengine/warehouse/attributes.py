"""What each deal has in one of the source's columns."""

from collections.abc import Iterable, Mapping

from processengine.errors import CannotRun
from processengine.evidence.question import Derived
from processengine.evidence.tables import SOURCE_COLUMNS
from processengine.model.nearest import did_you_mean
from processengine.warehouse.deals_of_history import FIRST_ROW
from processengine.warehouse.guesses import guessed, plain
from processengine.warehouse.held import Held
from processengine.warehouse.names import listed, shown
from processengine.warehouse.read_table import GOOD

_NAME = "attribute"


def attribute(column: str, held: Mapping[str, Held], of_history: Mapping[str, str]) -> Derived:
    """Return the table `attribute` of a column, by the user's word or the source's own name; raise CannotRun where there is none.

    `of_history` are columns of the deals that the stage history holds.
    """
    for table in ("deals", "stage_history"):
        one = held.get(table)
        theirs = _meant(column, one, of_history if table == "stage_history" else {}) if one is not None else None
        if one is not None and theirs is not None:
            _refuse_deals(column, one, theirs)
            return Derived(_NAME, _value_of_each(one, theirs))
    known = known_columns(held, of_history)
    raise CannotRun(f"The source has no column `{shown(column)}`.{did_you_mean(shown(column), known)} It has {listed(known)}.")


def known_columns(held: Mapping[str, Held], of_history: Mapping[str, str]) -> tuple[str, ...]:
    """Return the columns that an attribute can be taken of, each once: the user's words first."""
    tables = [held[table] for table in ("deals", "stage_history") if table in held]
    own = [ours for one in tables for ours in one.found.columns if ours not in ("deal_id", "seq")]
    return tuple(dict.fromkeys((*own, *of_history, *(name for one in tables for name in one.reader.raw.columns if not name.startswith("#")))))


def deal_columns(columns: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Return which columns of a history tell of its deals, by the user's words."""
    free = [column for column in columns if column not in given.values()]
    likely = {ours: guessed("deals", ours, free).column for ours in SOURCE_COLUMNS["deals"] if ours not in ("deal_id", "opened_at", "closed_at", *given)}
    return {**given, **{ours: theirs for ours, theirs in likely.items() if theirs is not None}}


def _refuse_deals(column: str, one: Held, theirs: str) -> None:
    """Raise CannotRun where a column holds the deals' own ids: each would be a group of its own, and named."""
    if theirs == one.found.columns["deal_id"]:
        raise CannotRun(f"`{shown(column)}` holds the deals' ids: every deal would be a group of its own, and named. Split by another column.")


def _meant(column: str, one: Held, more: Mapping[str, str]) -> str | None:
    words = {**more, **one.found.columns}
    own = {name for name in one.reader.raw.columns if not name.startswith("#")}
    for name in (column, *(word for word in words if word.casefold() == column.casefold())):
        if name in words:
            return words[name]
    if column in own:
        return column
    alike = [name for name in (*words, *own) if plain(name) == plain(column)]
    return words.get(alike[0], alike[0]) if alike else None


def _value_of_each(one: Held, theirs: str) -> str:
    """Return the SQL of each deal's value, in the history in its first row."""
    rows = one.reader.select(f"{one.reader.text_of(theirs)} AS value")
    good = FIRST_ROW if one.reader.table == "stage_history" else f"(SELECT deal, line FROM deals_read WHERE bad = {GOOD})"  # noqa: S608 - our own names
    return f"SELECT f.deal, r.value FROM {good} AS f JOIN ({rows}) AS r ON r.line = f.line"  # noqa: S608 - quoted by the reader
