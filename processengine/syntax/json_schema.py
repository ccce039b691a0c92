"""JSON Schema of each kind of document, so that editors can help while somebody types.

A schema can't say everything that the validator asks for. What it says is right all the same: it accepts every document
that the validator finds no error in. So a reference may be any text, as only rules know what it has to name, and a
number stands where text may stand, as in `title: 2026`.
"""

import re
from collections.abc import Mapping
from inspect import getdoc
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema

from processengine.model.base import DAYS_PATTERN, ID_PATTERN, SEMVER_PATTERN, OneOrMany, words
from processengine.syntax.described import FIELDS, KINDS_OF_DOCUMENT
from processengine.syntax.ids import IN_STAGE, MAPS
from processengine.syntax.models import model_of

if TYPE_CHECKING:
    from pydantic_core import core_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENT = "document"
"""What the schema of all kinds is asked for by; the document's keys tell which one it is."""

_TEXT = {"type": ["string", "number"]}
_PLAIN = {"type": "string"}
_ID_ONLY = f"^{ID_PATTERN}$"
_ID = {"pattern": _ID_ONLY, "patternErrorMessage": "An id holds lower-case letters, digits and hyphens, and starts with a letter or digit."}
_SECOND_WORD = re.compile("(?<=[a-z])(?=[A-Z])")
_DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
_ASKED_FOR = {
    _DAY: "A day is written 2026-09-30.",
    f"^{DAYS_PATTERN}$": "A number of days is written: 90 days.",
    f"^{SEMVER_PATTERN}$": 'A version has three numbers: "1.0.0".',
}
"""What editors say of a text that doesn't match, in the place of the pattern."""

_HOLDERS = {"process": "Process", "journey": "Journey", "library": "Library", "proposal": "Proposal"}
# A proposal names its process, and a process its journey: the kind is the first of these keys that is there.
_TOLD_BY = ("proposal", "library", "process", "journey")


def json_schema(kind: str, rules: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the JSON Schema of a kind of document, or of all kinds; keys that start with `x-` are free everywhere.

    `rules` gives the names that a library's settings may use, each with what the rule reports; without it any name will do.
    """
    kinds = _TOLD_BY if kind == DOCUMENT else (kind,)
    _, whole = models_json_schema([(model_of(one), "validation") for one in kinds], schema_generator=_ForEditors)
    parts: dict[str, Any] = _written(whole["$defs"])
    for one in kinds:
        _hold_to_ids(one, parts)
    if "Library" in parts and rules is not None:
        _name_rules(parts["Library"]["properties"]["rules"], rules)
    own = _told_by_keys() if kind == DOCUMENT else parts.pop(_HOLDERS[kind])
    return {"$schema": DIALECT, **own, "$defs": parts}


def _told_by_keys() -> dict[str, Any]:
    """Return the schema of a document whose kind is yet to be found out; without any of the keys, it offers them."""
    chain: dict[str, Any] = {
        "type": "object",
        "properties": {kind: {"type": "string", **_said(said)} for kind, said in KINDS_OF_DOCUMENT.items()},
        "additionalProperties": False,
    }
    for kind in reversed(_TOLD_BY):
        chain = {"if": {"type": "object", "required": [kind]}, "then": {"$ref": f"#/$defs/{_HOLDERS[kind]}"}, "else": chain}
    return chain


def _hold_to_ids(kind: str, parts: dict[str, Any]) -> None:
    """Say which keys are ids: those whose form the validator checks."""
    holder = parts[_HOLDERS[kind]]["properties"]
    holder[kind] = {**holder[kind], "type": ["string", "integer"], **_ID}
    maps = [holder[name] for name in MAPS[kind]]
    if kind == "process":
        maps += [parts["Stage"]["properties"][name] for name in IN_STAGE]
    for one in maps:
        one["propertyNames"] = _ID


def _name_rules(settings: dict[str, Any], rules: Mapping[str, str]) -> None:
    """Let the settings of rules be those of rules that there are, each with what is said of it."""
    setting = settings["additionalProperties"]
    settings["properties"] = {name: {**setting, **_said(said)} for name, said in rules.items()}
    settings["additionalProperties"] = False


def _written(node: Any) -> Any:
    """Return a part of a schema as people write it: a reference is text, whatever it should name, and a bare target too."""
    if isinstance(node, list):
        return [_written(one) for one in node]
    if not isinstance(node, dict):
        return node
    if node.get("pattern") == _ID_ONLY:
        return {**{key: value for key, value in node.items() if key != "pattern"}, **_TEXT}
    made = {key: _written(value) for key, value in node.items()}
    if made.get("format") == "date":
        made = {"type": "string", "pattern": _DAY, **{key: said for key, said in made.items() if key not in ("type", "format")}}
    if isinstance(made.get("pattern"), str) and made["pattern"] in _ASKED_FOR:
        made["patternErrorMessage"] = _ASKED_FOR[made["pattern"]]
    arms = made.get("anyOf", [])
    # The map comes first: of a map that is wrong, editors then say what is wrong in it.
    return {**made, "anyOf": [*(arm for arm in arms if arm != _PLAIN), dict(_TEXT)]} if _PLAIN in arms else made


def _said(text: str) -> dict[str, str]:
    """Return a description; with code in it also in the form that editors which know Markdown show."""
    return {"description": text, "markdownDescription": text} if "`" in text else {"description": text}


class _ForEditors(GenerateJsonSchema):
    """Says what may be written rather than what is read: no null, which is refused, and no default, which an editor would insert."""

    def model_schema(self, schema: "core_schema.ModelSchema") -> JsonSchemaValue:
        """Give each key what is said of it, and let `x-` keys be free."""
        made = super().model_schema(schema)
        for part in (made, *made.get("anyOf", ())):
            if "properties" in part:
                self._describe(schema["cls"], part)
        return made

    def _describe(self, model: type[Any], part: dict[str, Any]) -> None:
        part["title"] = words(_SECOND_WORD.sub("-", model.__name__).lower())
        part.update(_said((getdoc(model) or "").partition("\n\n")[0]))
        part["patternProperties"] = {"^x-": {}}
        for name, field in part["properties"].items():
            said = next((FIELDS[one.__name__][name] for one in model.__mro__ if name in FIELDS.get(one.__name__, {})), "")
            part["properties"][name] = {**field, **_said(said)} if said else field

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - as pydantic calls it
        """Tell that no title repeats a key."""
        return False

    def nullable_schema(self, schema: "core_schema.NullableSchema") -> JsonSchemaValue:
        """Leave null out."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: "core_schema.WithDefaultSchema") -> JsonSchemaValue:
        """Leave the default out."""
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: "core_schema.DictSchema") -> JsonSchemaValue:
        """Take any key of a map of ids, to be held to the form of one afterwards; name the keys of a map of a few words."""
        made = super().dict_schema(schema)
        if "patternProperties" in made:
            (made["additionalProperties"],) = made.pop("patternProperties").values()
        names = made.pop("propertyNames", {}).get("enum", ())
        if names:
            content = made["additionalProperties"]
            made |= {"properties": dict.fromkeys(names, content), "patternProperties": {"^x-": {}}, "additionalProperties": False}
        return made

    def function_before_schema(self, schema: "core_schema.BeforeValidatorFunctionSchema") -> JsonSchemaValue:
        """Allow a single item where a list of one may be written without brackets."""
        made = super().function_before_schema(schema)
        return {"anyOf": [made["items"], made]} if schema["function"]["function"] is OneOrMany.func else made

    def str_schema(self, schema: "core_schema.StringSchema") -> JsonSchemaValue:  # noqa: ARG002 - as pydantic calls it
        """Let a number stand for text, as our reader does."""
        return dict(_TEXT)
