"""What all models share: strictness, the types of fields, and the id in words."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

ID_PATTERN = "[a-z0-9][a-z0-9-]{0,63}"
DAYS_PATTERN = r"[1-9]\d{0,4} days?"
SEMVER_PATTERN = r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?"

_ID = re.compile(ID_PATTERN)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Model(BaseModel):
    """A frozen value without unknown keys; whole numbers stand for text where text is due."""

    # What reads a model is built when something is first read: once for a whole document, and for no kind that isn't read.
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True, hide_input_in_errors=True, defer_build=True)


class Element(Model):
    """A part of a document that may say freely what it is about."""

    about: str = ""


def is_id(text: str) -> bool:
    """Tell whether `text` may name an element."""
    return _ID.fullmatch(text) is not None


def slug(text: str) -> str:
    """Return the id nearest to `text`: lower case, hyphens between words; `x` where nothing is left of it."""
    cleaned = re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")[:64].strip("-")
    return cleaned or "x"


def words(identifier: str) -> str:
    """Return an id in words: `trouble-named` reads "Trouble named"."""
    text = identifier.replace("-", " ")
    return text[:1].upper() + text[1:]


def _as_number(value: Any) -> Any:
    # `1.10` is ambiguous as text and a plain number to every reader.
    number = getattr(value, "number", None)
    return value if number is None else number


def _as_date(value: Any) -> Any:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise PydanticCustomError("date_form", "a date is written 2026-09-30")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date_form", "there is no such day") from None


def _as_one_or_many(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _as_days(value: Any) -> Any:
    found = re.fullmatch(r"([1-9]\d{0,4}) days?", value) if isinstance(value, str) else None
    if found is None:
        raise PydanticCustomError("days_form", "a number of days is written `90 days`")
    return int(found.group(1))


# An id's form is checked by the one who reads the text, so that a stage with a bad id stays in the graph.
Id = Annotated[str, WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN}$"})]
Version = Annotated[str, WithJsonSchema({"type": "string", "pattern": f"^{SEMVER_PATTERN}$"})]
Date = Annotated[date, BeforeValidator(_as_date, json_schema_input_type=str), WithJsonSchema({"type": "string", "format": "date"})]
Days = Annotated[int, BeforeValidator(_as_days, json_schema_input_type=str), WithJsonSchema({"type": "string", "pattern": f"^{DAYS_PATTERN}$"})]
Flag = Annotated[bool, Field(strict=True)]
Count = Annotated[int, Field(strict=True, ge=0)]
Positive = Annotated[int, Field(strict=True, ge=1)]
# Bounds stand inside the validator, where pydantic's core checks them; outside they would be Python functions.
Number = Annotated[float, Field(strict=True, allow_inf_nan=False), BeforeValidator(_as_number, json_schema_input_type=float)]
_FROM_0_TO_1 = Annotated[float, Field(strict=True, ge=0, le=1)]
Share = Annotated[_FROM_0_TO_1, BeforeValidator(_as_number, json_schema_input_type=_FROM_0_TO_1)]
_FROM_0_TO_100 = Annotated[float, Field(strict=True, ge=0, le=100)]
Percent = Annotated[_FROM_0_TO_100, BeforeValidator(_as_number, json_schema_input_type=_FROM_0_TO_100)]
OneOrMany = BeforeValidator(_as_one_or_many)
