"""Fixes for what the schema refuses: misspelt words, quotes that are missing or too many, lists without brackets."""

import re
from collections.abc import Collection, Iterable
from typing import Final

from processengine.diagnostic import Edit, Fix
from processengine.model.nearest import nearest
from processengine.syntax import ids
from processengine.syntax.scalars import Ambiguous, resolve

_TRUTHS: Final = {"y": "true", "yes": "true", "on": "true", "n": "false", "no": "false", "off": "false"}
_NOTHING: Final = ("~", "null")  # to every reader no value at all, so it was hardly meant as a text
_NUMBERS: Final = ("int_type", "float_type")
_GROUPED = re.compile(r"\+?([1-9][0-9_]*)")
_DAYS = re.compile("([1-9][0-9]{0,4}) ?(?:d|days?)?", re.IGNORECASE)


def misspelt(path: str, key: str, known: Collection[str], beside: Collection[str]) -> Fix | None:
    """Offer the key that was meant, where there is just one, it isn't there yet, and no other key beside may have meant it."""
    near = nearest(key, known)
    if len(near) != 1 or near[0] in beside:
        return None
    rivals = (one for one in beside if one != key and one not in known)
    return None if any(nearest(one, near) for one in rivals) else Fix(f"Write `{near[0]}`", (Edit("rename", path, near[0]),))


def another_word(path: str, given: str, allowed: Iterable[str], beside: Collection[str]) -> Fix | None:
    """Offer the word of a few that was meant, where there is just one; `beside` are the other items of a list."""
    near = nearest(given, allowed)
    return Fix(f"Write `{near[0]}`", (Edit("retext", path, near[0]),)) if len(near) == 1 and near[0] not in beside else None


def in_quotes(path: str, text: str) -> Fix:
    """Offer quotes around what stands there."""
    return Fix("Put it in quotes", (Edit("retext", path, text),))


def unambiguous(path: str, given: Ambiguous, code: str) -> Fix | None:
    """Offer what an ambiguous scalar was meant as, by the type that is due there."""
    text = given.text
    if path == "version":
        return ids.version_fix(text)
    if code == "string_type":
        return None if text.lower() in _NOTHING else in_quotes(path, text)
    plain = _TRUTHS.get(text.lower()) if code == "bool_type" else _number(given) if code in _NUMBERS else None
    return None if plain is None else Fix(f"Write {plain}", (Edit("set", path, plain),))


def _number(given: Ambiguous) -> str | None:
    """Return the number that was meant by `1_000`, `+5` or `30.0`; `010` is eight to some and ten to others."""
    if given.number is not None:
        return str(int(given.number)) if given.number.is_integer() and given.number > 0 else None
    found = _GROUPED.fullmatch(given.text)
    return found.group(1).replace("_", "") if found else None


def as_list(path: str, given: str) -> Fix | None:
    """Offer brackets around a single item; a comma may be meant to part several."""
    return Fix("Make it a list", (Edit("list", path),)) if given and "," not in given else None


def without_quotes(path: str, given: str, code: str) -> Fix | None:
    """Offer a number or truth without its quotes."""
    found = resolve(given)
    is_truth = isinstance(found, bool)
    is_number = isinstance(found, int | float) and not is_truth and found > 0 and (code == "float_type" or isinstance(found, int))
    if (code == "bool_type" and is_truth) or (code in _NUMBERS and is_number):
        return Fix("Take the quotes away", (Edit("set", path, given),))
    return None


def in_days(path: str, given: str) -> Fix | None:
    """Offer `90 days` for `90`, `90d` and the like."""
    found = _DAYS.fullmatch(given)
    if found is None:
        return None
    better = f"{found.group(1)} {'day' if found.group(1) == '1' else 'days'}"
    return Fix(f"Write {better}", (Edit("retext", path, better),))
