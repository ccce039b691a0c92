"""The journey that comes with the package."""

from functools import cache
from importlib.resources import files

from processengine.model.journey import Journey
from processengine.syntax.load import load
from processengine.syntax.parse import parse


def shipped_text() -> str:
    """Return the shipped journey's file."""
    return files("processengine.syntax").joinpath("buying-decision.yaml").read_text(encoding="utf-8")


@cache
def shipped_journey() -> Journey:
    """Return the journey of an organisation that buys: change, then choice, then excellence."""
    value = load(parse(shipped_text())[0]).value
    assert isinstance(value, Journey)
    return value
