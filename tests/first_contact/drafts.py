"""A process as another tool keeps it, and what it is as a file of ours."""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from processengine.model.base import slug
from processengine.syntax.scalars import is_ambiguous

_WORDS = re.compile("[a-z][a-z-]*")


@dataclass(frozen=True)
class Way:
    """A way on to a stage, or into another process; `when` is what the other tool says of it."""

    to: str
    when: str = ""


@dataclass(frozen=True)
class StageDraft:
    """A stage: an outcome where it has a kind; probabilities in percent, None where nothing is said."""

    title: str
    outcome: str = ""
    probability: int | None = None
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A process: its stages by id in their order, and the outcomes that every stage may leave to."""

    title: str
    stages: dict[str, StageDraft]
    from_anywhere: tuple[str, ...] = ()


def identifier(title: str, taken: Iterable[str] = ()) -> str:
    """Return an id for a title that no other has."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    wanted, number = slug(plain), 1
    found = wanted
    while found in set(taken):
        number += 1
        found = f"{wanted[:60]}-{number}"
    return found


def text_of(name: str, draft: Draft) -> str:
    """Return the file, in block style, every title in quotes."""
    lines = [f"process: {_key(name)}", f"title: {_quoted(draft.title)}"]
    if draft.from_anywhere:
        lines.append(f"from_anywhere: [{', '.join(map(_key, draft.from_anywhere))}]")
    lines.append("stages:")
    for key, stage in draft.stages.items():
        lines += [f"  {_key(key)}:", f"    title: {_quoted(stage.title)}"]
        lines += [f"    outcome: {stage.outcome}"] if stage.outcome else []
        lines += [f"    probability: {stage.probability}"] if stage.probability is not None else []
        lines += ["    next:", *(f"      - {_way(way)}" for way in stage.ways)] if stage.ways else []
    return "\n".join(lines) + "\n"


def _way(way: Way) -> str:
    to = way.to if "/" in way.to else _key(way.to)
    return f"{{to: {to}, when: {_quoted(way.when)}}}" if way.when else to


def _key(name: str) -> str:
    return name if _WORDS.fullmatch(name) and not is_ambiguous(name) else _quoted(name)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
