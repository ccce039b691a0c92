"""Texts as SARIF's messages have them."""

from processengine.diagnostic import Diagnostic
from processengine.report.findings import explained
from processengine.report.safe import visible

_MOST_LINKS = 5


def message(text: str) -> dict[str, str]:
    """Return a message that says a text."""
    return {"text": escaped(text)}


def escaped(text: str) -> str:
    """Return a text, a user's included, for a message: single braces stand for arguments there (3.11.5), `](` for a link (3.11.6)."""
    shown = "\n".join(map(visible, text.split("\n")))
    return shown.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def of_finding(one: Diagnostic) -> dict[str, str]:
    """Return what is wrong first: where room is short, GitHub shows the first sentence only.

    The first other places are links to the related locations, by number: GitHub shows those that are linked, and no other.
    """
    links = [
        f"See [line {place.span.line}]({number}){'' if place.file == one.file else f' of {escaped(place.file)}'}: {escaped(place.message)}"
        for number, place in enumerate(one.related[:_MOST_LINKS], start=1)
    ]
    return {"text": "\n".join([escaped("\n".join(explained(one))), *links])}
