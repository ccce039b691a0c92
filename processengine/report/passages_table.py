"""The life of a proposal as a table in markdown, for the documentation."""

from collections.abc import Iterator

from processengine.proposals.passages import EVENTS, TABLE, Event, Passage
from processengine.proposals.state import COMPUTED, RULED, STATES

_STAYS = "stays"
_HEAD = ("| what happens | where it stands | who may | leads to | |", "|---|---|---|---|---|")


def table() -> str:
    """Return the whole table: by event, first what it leads to, then where it can't be and why."""
    return "\n".join((*_HEAD, *(line for event in EVENTS for line in _lines(event))))


def _lines(event: Event) -> Iterator[str]:
    rows = [row for row in TABLE if row.event == event]
    for row in rows:
        if isinstance(row, Passage):
            yield f"| `{event}` | {_states(row.states)} | {row.who} | {_states(row.leads_to) or _STAYS} | {row.remark} |"
    for row in rows:
        if not isinstance(row, Passage) and row.states != ("none",):
            yield f"| `{event}` | {_states(row.states)} | nobody | | {row.why} |"


def _states(states: tuple[str, ...]) -> str:
    if states == STATES:
        return "any"
    left = list(states)
    said = []
    for group in (COMPUTED, RULED):
        if set(group) <= set(left):
            said.append(" ".join(f"`{one}`" for one in group))
            left = [one for one in left if one not in group]
    return " ".join([*(f"`{one}`" for one in left), *said]).replace("`none`", "none yet")
