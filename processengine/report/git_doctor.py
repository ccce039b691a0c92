"""What `git doctor` found, for people and for programs."""

import json
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from processengine.report.safe import visible

SCHEMA = "processengine/git-doctor/1"

State = Literal["fine", "missing", "note"]
Paint = Callable[[str, str], str]

_COLOURS = {"fine": "green", "missing": "red", "note": "cyan"}


class Check(NamedTuple):
    """One thing that was looked at: how it stands, in a sentence, and what to do where something is missing."""

    name: str
    state: State
    message: str
    fix: str = ""


def text(checks: Sequence[Check], paint: Paint) -> str:
    """Return a line for each."""
    return "".join(f"{paint(f'{one.state:7}', _COLOURS[one.state])}  {visible(f'{one.message} {one.fix}'.rstrip())}\n" for one in checks)


def as_json(checks: Sequence[Check]) -> str:
    """Return them as a JSON document; keys are only ever added."""
    fine = all(one.state != "missing" for one in checks)
    data = {"schema": SCHEMA, "fine": fine, "checks": [{"check": one.name, **{key: value for key, value in one._asdict().items() if key != "name"}} for one in checks]}
    return json.dumps(data, indent=2, ensure_ascii=False)
