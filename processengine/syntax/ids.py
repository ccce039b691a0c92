"""Ids and the few things of the schema that no model's field can say."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from processengine.diagnostic import Edit, Finding, Fix, Part, Problem
from processengine.model.base import ID_PATTERN, SEMVER_PATTERN, Model, is_id, slug
from processengine.model.measure import OUTCOME_KINDS
from processengine.model.nearest import nearest
from processengine.syntax.document import Document, join, split
from processengine.syntax.nodes import REFUSED, Scalar
from processengine.syntax.scalars import is_ambiguous

MAPS = {
    "process": ("stages", "roles", "buying_team", "change_work", "kits", "exit_criteria", "measures"),
    "journey": ("steps",),
    "library": ("people",),
    "proposal": ("claims",),
}
# Ids that no reader of YAML takes for anything but text, as nearly all are.
_BEYOND_DOUBT = re.compile("[a-eg-mp-su-xz][a-z0-9-]{0,63}|[a-z][a-z-]{5,63}")
_VERSION_LIKE = re.compile(r"[vV]?([0-9]{1,9})(?:\.([0-9]{1,9}))?(?:\.([0-9]{1,9}))?")
IN_STAGE = ("exit_criteria", "records", "plays")
_OF_OUTCOMES = frozenset(
    {"title", "outcome", "because", "buyer", "mirrors", "probability", "forecast", "records", "continues_in", "about", "was", "next"}
)
_TELLING = ("outcome", "parked")
FROM_ANYWHERE = frozenset({"lost", "no-decision", "disqualified", "introduced", "admin", "unknown"})


def problems(document: Document, value: Any, faulty: AbstractSet[str] = frozenset()) -> list[Problem]:
    """Return what is wrong with the ids, the version, and the keys that only some stages may have.

    `faulty` are the paths of which something is said already: whether a stage is an outcome may be what could not be read.
    """
    kind = document.kind
    assert kind is not None
    found = [*_bad_ids(document, kind, value)]
    if kind == "process":
        found += _version(value.version)
        unclear = _unclear_stages(faulty)
        found += _of_outcomes(value, unclear)
        found += _from_anywhere(value, unclear)
    return found


def _bad_ids(document: Document, kind: str, value: Model) -> Iterator[Problem]:
    own = getattr(value, "id", "")
    if not is_id(own) and (own or _is_empty_text(document, kind)):
        yield _bad_id(own, kind, "value", ())
    for name in MAPS[kind]:
        elements = getattr(value, name)
        if not _are_beyond_doubt(elements):
            yield from _bad_keys(document, name, elements)
    if kind == "process":
        for stage, content in value.stages.items():  # type: ignore[attr-defined]
            for name in IN_STAGE:
                elements = getattr(content, name)
                if not _are_beyond_doubt(elements):
                    yield from _bad_keys(document, f"stages.{stage}.{name}", elements)


def _are_beyond_doubt(names: Iterable[str]) -> bool:
    return all(map(_BEYOND_DOUBT.fullmatch, names))


def _bad_keys(document: Document, path: str, elements: Mapping[str, object]) -> Iterator[Problem]:
    for name in elements:
        if not is_id(name):
            yield _bad_id(name, join(path, name), "key", elements)
        elif is_ambiguous(name) and _is_plain(document, join(path, name), "key"):
            yield _ambiguous(name, join(path, name), "key")


def _bad_id(name: str, path: str, on: Part, beside: Collection[str]) -> Problem:
    """Report an id; its fix takes along what names it, and is offered where something of the name is left and free."""
    better = slug(name)
    edit = Edit("rename" if on == "key" else "retext", path, better)
    is_of_use = better not in beside and (better != "x" or "x" in name.lower())
    return Problem("bad-id", Finding(
        f"`{name}` can't be an id.", path, on, values=(name,), fix=Fix(f"Write `{better}`", (edit,), safe=False) if is_of_use else None,
        help=f"An id holds lower-case letters, digits and hyphens ({ID_PATTERN}): `{better}`. Put the words into `title`.",
    ))


def _is_empty_text(document: Document, path: str) -> bool:
    """Tell whether a text without a letter stands at a path; a value that isn't there is reported as that."""
    entry = document.at(path)
    return entry is not None and isinstance(entry.value, Scalar) and entry.value.style not in ("", REFUSED)


def _is_plain(document: Document, path: str, on: Part) -> bool:
    entry = document.at(path)
    node = None if entry is None else entry.value if on == "value" else entry.key
    return getattr(node, "style", None) == ""


def _ambiguous(name: str, path: str, on: Part) -> Problem:
    return Problem("ambiguous-scalar", Finding(
        f"`{name}` is not the same to every reader of YAML.", path, on, values=(name,),
        help=f'Take another id, or put it in quotes: "{name}".', fix=Fix("Put it in quotes", (Edit("rename", path, name),))))


def _version(version: str) -> Iterator[Problem]:
    if not re.fullmatch(SEMVER_PATTERN, version):
        yield Problem("bad-version", Finding(
            f"`{version}` is no version.", "version", "value", values=(version,),
            help='A version has three numbers: "1.0.0". `release` writes it.', fix=version_fix(version)))


def version_fix(text: str) -> Fix | None:
    """Return the fix that writes a version with three numbers: `2.1` as `2.1.0`, without a `v` and leading zeros."""
    found = _VERSION_LIKE.fullmatch(text)
    if found is None:
        return None
    better = ".".join(str(int(number or 0)) for number in found.groups())
    return Fix(f"Write {better}", (Edit("retext", "version", better),), safe=False)


def _unclear_stages(faulty: AbstractSet[str]) -> AbstractSet[str]:
    """Return the stages that may be outcomes, or parked, for all that could be read of them."""
    telling = (split(path) for path in faulty if path.startswith("stages."))
    return {names[1] for names in telling if len(names) == 2 or (len(names) == 3 and nearest(names[2], _TELLING))}


def _of_outcomes(process: Any, unclear: AbstractSet[str]) -> Iterator[Problem]:
    for name, stage in process.stages.items():
        if stage.outcome is None and name in unclear:
            continue
        if stage.outcome is None:
            keys, why = stage.model_fields_set & {"continues_in", "because"}, "only an outcome has it"
        else:
            keys, why = stage.model_fields_set - _OF_OUTCOMES, "an outcome is where a deal ends"
        for key in sorted(keys):
            yield Problem("unknown-key", Finding(
                f"`stages.{name}` has no key `{key}`: {why}.", f"stages.{name}.{key}", values=(key,),
                help="Move it to the stage before." if stage.outcome else "Delete it, or say which `outcome:` this is."))


def _from_anywhere(process: Any, unclear: AbstractSet[str]) -> Iterator[Problem]:
    lists = [("from_anywhere", process.from_anywhere)]
    lists += [(f"stages.{name}.from_anywhere", stage.from_anywhere) for name, stage in process.stages.items() if stage.from_anywhere]
    for path, transitions in lists:
        for transition in transitions:
            stage = process.stages.get(transition.to)
            if stage is None or stage.parked or stage.outcome in FROM_ANYWHERE or transition.to in unclear:
                continue
            what = f"an outcome of kind {stage.outcome}" if stage.outcome in OUTCOME_KINDS else "a stage that is no outcome and not parked"
            target = join(path, transition.to)
            yield Problem("wrong-type", Finding(
                f"`{transition.to}` may not stand in `from_anywhere`: it is {what}.", target, "key", values=(transition.to,),
                help="Lead there from a stage's own `next`; from anywhere are lost, no-decision, disqualified, introduced, admin and parked stages."))
