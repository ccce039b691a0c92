"""JSON Schema of each kind of document, so that editors can help while somebody types."""

from typing import Any

from processengine.syntax.load import model_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of document; keys that start with `x-` are free everywhere."""
    schema = model_of(kind).model_json_schema(by_alias=True, mode="validation")
    for part in (schema, *schema.get("$defs", {}).values()):
        for closed in (part, *part.get("anyOf", ())):
            if closed.get("additionalProperties") is False:
                closed["patternProperties"] = {"^x-": {}}
    return {"$schema": DIALECT, **schema, "title": f"processengine {kind}"}
