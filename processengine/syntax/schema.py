"""Schema errors as findings: which rule, at which value, and what to write instead."""

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from processengine.diagnostic import Edit, Finding, Fix, Problem
from processengine.model.base import Model
from processengine.model.nearest import did_you_mean, nearest
from processengine.syntax import corrections
from processengine.syntax.document import KINDS, Document, children, item_key, join
from processengine.syntax.nodes import REFUSED, Entry, Mapping, Node, Scalar, Sequence, span_of
from processengine.syntax.scalars import NO_VALUE, REFUSED_VALUE, Ambiguous

Location = tuple[int | str, ...]

_DUE = {
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "string_type": "text",
    "tuple_type": "a list",
    "dict_type": "a map of keys and values",
    "model_type": "a map of keys and values",
    "model_attributes_type": "a map of keys and values",
}
_EXAMPLES = {"int_type": ", such as 21", "float_type": ", such as 20"}
_LONG_ENOUGH = 3
_HOLDS = {"process": "stages", "journey": "steps"}
_KINDS_OF: dict[int | str, str] = {"roles": "role", "buying_team": "team member"}


def not_a_document(document: Document) -> Problem:
    """Say that the first key is no kind of document."""
    assert document.root is not None
    keys = [entry.key.value for entry in document.root.entries]
    first = document.root.entries[0].key
    near = corrections.misspelt(first.value, first.value, KINDS, keys)
    # A proposal names its process and a process its journey, so those say the least; and `proces` is `process` already.
    kind = next((kind for kind in ("proposal", "library", "process", "journey") if kind in keys), None) if near is None else None
    if kind:
        message = f"`{first.value}` stands before `{kind}`; the first key tells what the file is."
        fix = Fix("Put it first", (Edit("move", kind, first.value),)) if _HOLDS.get(kind, kind) in keys else None
        return Problem("unknown-key", Finding(
            message, first.value, span=span_of(first), values=(first.value,), fix=fix, help=f"Put `{kind}:` first."))
    advice = f"Start the file with {', '.join(f'`{kind}:`' for kind in KINDS)}.{did_you_mean(first.value, KINDS)}"
    return Problem("unknown-key", Finding(
        f"`{first.value}` is no kind of document.", first.value, span=span_of(first), values=(first.value,), help=advice, fix=near))


def problems(document: Document, kind: type[Model], errors: list[ErrorDetails]) -> list[Problem]:
    """Return the errors as findings, one a place, in the order of the text."""
    assert document.root is not None
    found: dict[tuple[str, str], Problem] = {}
    unknown = {location_of(error) for error in errors if is_about_key(error)}
    strange = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    for error in errors:
        if error["input"] is REFUSED_VALUE or (error["loc"] in unknown and not is_about_key(error)) or _is_misspelt(error, strange):
            continue
        place = _Place(document.root, location_of(error))
        problem = _problem(kind, place, error)
        if problem is not None:
            found.setdefault((problem.rule, problem.finding.path), problem)
    return list(found.values())


def _is_misspelt(error: ErrorDetails, strange: list[Location]) -> bool:
    """Tell whether a key is missing only because it stands there misspelt; `strange` is where keys are that nobody knows."""
    if error["type"] != "missing" or not strange:
        return False
    *above, lacking = error["loc"]
    beside = [str(loc[-1]) for loc in strange if list(loc[:-1]) == above]
    return any(_is_like(key, str(lacking)) for key in beside)


def _is_like(key: str, lacking: str) -> bool:
    """Tell whether a key may be a slip for one that is missing; `to` and `do` are too short to be near anything."""
    is_short = len(lacking) < _LONG_ENOUGH and len(key) <= _LONG_ENOUGH and not set(lacking).isdisjoint(key)
    return is_short or bool(nearest(key, [lacking]))


class _Place:
    """Where an error's location leads in the tree: the last key and value that are there, and the path to them."""

    def __init__(self, root: Mapping, loc: Location) -> None:
        self.loc = loc
        self.names: list[str] = []
        self.entry = root.entries[0]
        self.holder: Node = root
        self.node: Node = root
        self.reached = 0
        for part in loc:
            entry = _child(self.node, part)
            if entry is not None:
                self.names.append(entry.key.value)
                self.holder, self.entry, self.node = self.node, entry, entry.value
                self.reached += 1

    @property
    def path(self) -> str:
        return join(*self.names)

    @property
    def beside(self) -> list[str]:
        """The names in the map or list that holds what was reached."""
        return [entry.key.value for entry in children(self.holder)]


def _child(node: Node, part: int | str) -> Entry | None:
    if isinstance(node, Mapping) and isinstance(part, str):
        return node.entry(part)
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        item = node.items[part]
        key = item_key(item) or Scalar(str(part), "", item.start, item.end)
        return Entry(key, item)
    return None


def _problem(kind: type[Model], place: _Place, error: ErrorDetails) -> Problem | None:
    given, code = error["input"], error["type"]
    if code == "extra_forbidden" or is_about_key(error):
        return _unknown_key(kind, place, set(_allowed(error)) if is_about_key(error) else _keys_at(kind, place.loc[:-1]))
    if code in ("missing", "missing_quantity", "too_short"):
        return _missing(place, error)
    if isinstance(given, Ambiguous) and not isinstance(place.node, Mapping):
        return _at_value("ambiguous-scalar", place, f"`{given.text}` is not the same to every reader of YAML.",
                         _quoting(given.text, code, place.entry.key.value), given.text,
                         corrections.unambiguous(place.path, given, code))
    if given is True or given is False:
        text = place.node.value if isinstance(place.node, Scalar) else ""
        if code in ("string_type", "literal_error"):
            return _at_value("ambiguous-scalar", place, f"`{text}` is not the same to every reader of YAML.",
                             _quoting(text, code), text, corrections.in_quotes(place.path, text) if code == "string_type" else None)
    if given is NO_VALUE:
        name = place.entry.key.value
        finding = Finding(f"`{name}` has no value.", place.path, span=span_of(place.entry.key), values=(name,),
                          help=f"Write one after the colon, or delete the line. Here {_due(error) or 'something'} is due.")
        return Problem("wrong-type", finding)
    return _wrong(place, error)


def _unknown_key(kind: type[Model], place: _Place, known: set[str]) -> Problem | None:
    key = place.entry.key
    if key.value.startswith("x-") or key.style == REFUSED:
        return None
    fix = corrections.misspelt(place.path, key.value, known, place.beside)
    advice = did_you_mean(key.value, known).strip() or f"Known here: {', '.join(sorted(known))}."
    holder = join(*place.names[:-1])
    message = f"{f'`{holder}`' if holder else f'A {kind.__name__.lower()}'} has no key `{key.value}`."
    return Problem("unknown-key", Finding(message, place.path, span=span_of(key), values=(key.value,), fix=fix, help=advice))


def _missing(place: _Place, error: ErrorDetails) -> Problem:
    lacking = str(error["loc"][-1])
    if error["type"] == "missing_quantity":
        lacking, message = "share", "A measure needs one of share, duration, ratio and count."
    elif error["type"] == "too_short":
        message = f"There is no {lacking.rstrip('s')} in `{lacking}`."
    elif place.names:
        message = f"`{place.path}` has no `{lacking}`."
    else:
        message = f"There is no `{lacking}:`."
    return Problem("missing-key", Finding(message, place.path, span=span_of(place.entry.key), values=(lacking,),
                                          help=f"Add `{lacking}`." if error["type"] == "missing" else "Add one."))


def _wrong(place: _Place, error: ErrorDetails) -> Problem:
    given = place.node.value if isinstance(place.node, Scalar) else ""
    code = error["type"]
    shown = f"`{given}`" if isinstance(place.node, Scalar) else "what stands here"
    name = place.entry.key.value
    if code == "literal_error" and isinstance(place.node, Scalar):
        allowed = _allowed(error)
        advice = f"Write one of {', '.join(allowed)}.{did_you_mean(given, allowed)}"
        said = f"can't stand in `{place.loc[-2]}`" if isinstance(place.loc[-1], int) else f"is no {_called(place.loc)}"
        return _at_value("wrong-type", place, f"`{given}` {said}.", advice, given,
                         corrections.another_word(place.path, given, allowed, place.beside))
    if code in ("one_event", "one_quantity"):
        return _at_key("wrong-type", place, f"`{name}`: {error['msg']}.", "Keep just one of them.")
    if code == "tuple_type" and isinstance(place.node, Scalar):
        return _at_value("wrong-type", place, f"`{name}` is a list.", f"Write it in brackets: [{given}].", given,
                         corrections.as_list(place.path, given))
    due = _due(error)
    if not due:
        return _refused(place, error["msg"].rstrip("."), code)
    example = _EXAMPLES.get(code, "") if isinstance(place.node, Scalar) else ""
    message = f"{_subject(place)} must be {due}{example}{f'; it says {shown}' if shown.startswith('`') else ''}."
    advice = "Take away the quotes." if isinstance(place.node, Scalar) and place.node.style and "number" in due else ""
    if isinstance(place.node, Scalar):
        return _at_value("wrong-type", place, message, advice or f"Write {due}.", given,
                         corrections.without_quotes(place.path, given, code) if place.node.style else None)
    return _at_key("wrong-type", place, message, f"Write {due}.")


def _refused(place: _Place, said: str, code: str) -> Problem:
    """Say what a validator of the models said."""
    advice = f"{said[:1].upper()}{said[1:]}."
    if isinstance(place.node, Scalar):
        given = place.node.value
        return _at_value("wrong-type", place, f"{_subject(place)} can't be `{given}`: {said}.", advice, given,
                         corrections.in_days(place.path, given) if code == "days_form" else None)
    return _at_key("wrong-type", place, f"{_subject(place)} can't be this: {said}.", advice)


def _subject(place: _Place) -> str:
    """Return what must be otherwise: a key, or an item of a list."""
    return f"An item of `{place.loc[-2]}`" if isinstance(place.loc[-1], int) else f"`{place.entry.key.value}`"


def _called(loc: Location) -> str:
    """Return what a word at a location would have to be."""
    name = str(loc[-1]).replace("_", " ")
    if name == "kind":
        return f"kind of {_KINDS_OF.get(loc[0], str(loc[0]).replace('_', ' '))}"
    return "kind of outcome" if name == "outcome" else name


def _allowed(error: ErrorDetails) -> list[str]:
    expected = str(error.get("ctx", {})["expected"])
    return [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]


def _due(error: ErrorDetails) -> str:
    """Return in words what the schema wants; empty where only its error says it."""
    code, context = error["type"], error.get("ctx", {})
    if code == "greater_than_equal":
        return f"a number of {context['ge']:g} or more"
    if code == "less_than_equal":
        return f"a number of at most {context['le']:g}"
    if code == "literal_error":
        return f"one of {context['expected']}"
    return _DUE.get(code, "")


def _quoting(text: str, code: str, name: str = "") -> str:
    if name == "version":
        return 'A version has three numbers: "1.0.0".'
    if code == "string_type":
        return f'Put it in quotes: "{text}".'
    if code == "bool_type":
        return "Write true or false."
    return "Write a plain number, like 12." if code in ("int_type", "float_type") else f'Put it in quotes: "{text}".'


def _at_value(rule: str, place: _Place, message: str, advice: str, value: str, fix: Fix | None = None) -> Problem:
    span = span_of(place.node if place.reached else place.entry.value)
    return Problem(rule, Finding(message, place.path, "value", span, advice, (value,), fix=fix))


def _at_key(rule: str, place: _Place, message: str, advice: str) -> Problem:
    return Problem(rule, Finding(message, place.path, span=span_of(place.entry.key), help=advice))


def _keys_at(kind: type[BaseModel], loc: Location) -> set[str]:
    """Return the keys that the schema has at a location."""
    current = kind
    for part in loc:
        field = next((field for name, field in current.model_fields.items() if part == (field.alias or name)), None)
        if field is not None:
            current = _model_in(field.annotation) or current
    return {field.alias or name for name, field in current.model_fields.items()}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that an annotation holds, through optional values, lists and maps."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, list, dict, Union, UnionType, Annotated) and get_origin(annotation) is not Literal:
        return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
    return None


def is_about_key(error: ErrorDetails) -> bool:
    """Tell whether an error is about a map's key: pydantic then ends its location with `[key]`."""
    return error["type"] == "literal_error" and error["loc"][-1] == "[key]"


def location_of(error: ErrorDetails) -> Location:
    """Return where an error is: at a key, or at a value."""
    return error["loc"][:-1] if is_about_key(error) else error["loc"]


def real_location(data: Any, loc: Location) -> Location:
    """Return the parts of a location that lead into `data`.

    pydantic also names the arms of its unions, keys that are missing, and the place in a list of what stands alone.
    """
    real: list[int | str] = []
    for part in loc:
        if part in (data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()):
            real.append(part)
            data = data[part]
    return tuple(real)
