"""What a stage is made of, by its texts: facts, plays and what the buyer does there."""

from collections.abc import Mapping

from processengine.change import Json
from processengine.diff.atom import Atom


def folded(text: Json) -> str:
    """Return a text as two of them are compared: whatever its case, its breaks and its full stop."""
    return " ".join(str(text or "").casefold().split()).rstrip(".")


def facts_of(stage: Json) -> set[str]:
    """Return the facts that a stage's data asks for."""
    return _texts(stage.get("exit_criteria"), "fact")


def texts_of(stage: Json) -> set[str]:
    """Return every text of a stage's data that tells it from others."""
    found = facts_of(stage) | _texts(stage.get("plays"), "do") | {folded(stage.get("buyer"))}
    return found - {""}


def text_of(criterion_or_play: Json) -> str:
    """Return the text that a criterion or a play is about."""
    return folded(criterion_or_play.get("fact") or criterion_or_play.get("do"))


def _texts(elements: Mapping[str, Json] | None, field: str) -> set[str]:
    return {folded(one[field]) for one in (elements or {}).values()}


def only_holders(stages: Mapping[str, Atom], data: Mapping[str, Json]) -> dict[str, str]:
    """Return which one of some stages has a text; texts that several of them have are left out."""
    holders: dict[str, set[str]] = {}
    for name in stages:
        for text in texts_of(data[name]):
            holders.setdefault(text, set()).add(name)
    return {text: next(iter(names)) for text, names in holders.items() if len(names) == 1}
