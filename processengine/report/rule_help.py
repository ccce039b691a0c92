"""What `explain` prints of a rule, in parts and as markdown: its docstring under its fixed headings."""

import inspect
import re
import textwrap
from collections.abc import Iterator
from itertools import groupby

from processengine.rules.listing import Listing

_HEADINGS = ("What it reports", "Why it matters", "Bad", "Good", "Exceptions")
_EXAMPLES = ("Bad", "Good")
_FILE = re.compile("(?=^# file: )", re.MULTILINE)
_HEADING = re.compile(rf"^({'|'.join(_HEADINGS)})$", re.MULTILINE)


def full(rule: Listing) -> str:
    """Return all that is said of a rule, as plain text."""
    return inspect.getdoc(rule.module) or rule.summary


def section(rule: Listing, heading: str) -> str:
    """Return what stands under a heading, as one paragraph; the summary where nothing does."""
    return " ".join(dict(_sections(rule)).get(heading, rule.summary).split())


def markdown(rule: Listing) -> str:
    """Return all that is said of a rule as markdown, its examples as YAML, and the deals that they bring along as CSV."""
    parts = [rule.summary]
    for heading, text in _sections(rule):
        parts.append(f"## {heading}")
        parts += _blocks(textwrap.dedent(text)) if heading in _EXAMPLES else [text]
    return "\n\n".join(parts)


def _blocks(example: str) -> Iterator[str]:
    for language, files in groupby(_FILE.split(example), key=lambda file: "csv" if file.partition("\n")[0].endswith(".csv") else "yaml"):
        yield f"```{language}\n{''.join(files).strip()}\n```"


def _sections(rule: Listing) -> Iterator[tuple[str, str]]:
    _, *parts = _HEADING.split(full(rule))
    for heading, text in zip(parts[::2], parts[1::2], strict=True):
        yield heading, text.strip("\n")
