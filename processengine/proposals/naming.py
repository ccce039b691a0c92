"""What a proposal is called where its author doesn't say: a short title of what changes, and an id made of the title."""

import re
import unicodedata
from datetime import date

from processengine.change import Change, Changeset, Json
from processengine.model.base import slug, words

LONGEST_ID = 40
_LONGEST = 60
_QUOTED = re.compile("“([^”]+)”")
_LETTERS = {"ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "œ": "oe", "Œ": "oe", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "þ": "th", "ı": "i"}
"""Letters that Unicode takes for no others with a sign, as people write them without."""

_PARTS = {"plays": "play", "exit_criteria": "exit criterion", "records": "record", "next": "way to"}
_WHOLE = {
    "stage-added": "New stage “{}”", "stage-inserted": "New stage “{}”", "stage-removed": "Without “{}”", "stage-bypassed": "Without “{}”",
    "stage-moved": "“{}” in another place", "stage-renamed": "“{}” under another id",
}


def id_of(title: str, process: str, day: date) -> str:
    """Return the id nearest to a title; where no letter of it can stand in one, the process's with the day."""
    plain = unicodedata.normalize("NFKD", "".join(_LETTERS.get(one, one) for one in title))
    name = slug("".join(one for one in plain if not unicodedata.combining(one)))
    if not re.search("[a-z0-9]", plain.lower()):
        return f"{process[: LONGEST_ID - 11].rstrip('-')}-{day.isoformat()}"
    return name if len(name) <= LONGEST_ID else name[: LONGEST_ID + 1].rpartition("-")[0] or name[:LONGEST_ID]


def title_of(changeset: Changeset | None) -> str:
    """Return what changes first as a title of at most 60 characters: "Board decides: 45 days"."""
    if changeset is None or not changeset.groups:
        return "A change of the library"
    group = changeset.groups[0]
    called = next(iter(_QUOTED.findall(group.title)), "")
    said = _said(group.changes[0], called) or f"{called or changeset.title}: {'a change' if len(group.changes) == 1 else 'changes'}"
    more = len(changeset.changes) - 1
    full = f"{said} and {more} more" if more else said
    return next((one for one in (full, said) if len(one) <= _LONGEST), said[: _LONGEST - 1].rstrip() + "…")


def _said(change: Change, called: str) -> str:
    """Return one change in a few words; empty where few words don't tell it."""
    match change.path.split("."):
        case ["stages", _] if change.kind in _WHOLE:
            return _WHOLE[change.kind].format(called)
        case ["stages", _, "max_days"]:
            return f"{called}: {change.after} days" if change.after else f"{called}: no limit"
        case ["stages", _, holder, name] if holder in _PARTS:
            return f"{called}: {_new(change)} {_PARTS[holder]} “{words(name)}”"
        case ["stages", _, field]:
            return f"{called}: {_with(_field(field), change.after)}"
        case [field]:
            return f"Other {_field(field)}"
    return ""


def _new(change: Change) -> str:
    return "no" if change.kind.endswith("-removed") else "new" if change.kind.endswith("-added") else "other"


def _field(key: str) -> str:
    return words(key.replace("_", "-")).lower()


def _with(field: str, value: Json) -> str:
    """Return a field with what it is now, as far as that is short."""
    if isinstance(value, bool):
        return field if value else f"no {field}"
    return f"{field} {value}" if isinstance(value, int | float) else f"no {field}" if value is None else f"other {field}"
