"""A user's text inside GitHub's and GitLab's markdown: shown letter by letter, and nothing else.

Beside markdown's own signs, they read names, numbers and addresses in a finished page: `@ana` calls a person, `#12` and
`0a1b2c3` lead to pages, `:smile:` is a picture, `$x$` a formula; on GitLab `!12`, `%12`, `~label`, `&12`, `[issue:12]` and
`[[page]]` lead somewhere too, `{+x+}` is an insertion, and `[TOC]` a table of contents. An invisible blank takes that from them.
"""

import re

from processengine.report.backticks import parts
from processengine.report.safe import visible

_BLANK = "&#8203;"
_SIGNS = re.compile(r"[\\`*_\[\]|~^{}#]")
_AT_THE_START = re.compile(r"^(?:([-+=:])|(\d{1,9})([.)]))")
_CALLS = re.compile(
    r"@|#(?=\w)|:(?=//)|w(?=ww\.)|(?<=gh)(?<![0-9a-z]gh)-(?=\d)|:(?=[\w+-]+:)|(?<=mailto):|(?<=xmpp):"
    r"|[!&](?=\d)|[%~](?=[\w\"])|\[(?=[\[+-]|[a-z_]+:|toc\])|\{(?=[+-])|(?<=gl)(?<![0-9a-z]gl)-(?=\d)", re.IGNORECASE,
)
"""What is broken up behind its first sign. `www.` is taken for an address in what we write, before a blank after its dot is read."""

_COMMIT = re.compile(r"(?<![0-9a-z])(?=[a-f]*\d)[0-9a-f]{7,}(?![0-9a-z])", re.IGNORECASE)
_SHORT_OF_A_COMMIT = re.compile(r".{6}(?=.)")


def inline(text: str) -> str:
    """Return a user's text as markdown that reads the same on one line: no markup, no link, nobody called."""
    line = " ".join(visible(" ".join(text.split())).split())
    line = _COMMIT.sub(lambda found: _SHORT_OF_A_COMMIT.sub("\\g<0>\0", found[0]), _CALLS.sub("\\g<0>\0", line))
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _SIGNS.sub(r"\\\g<0>", line)
    line = _AT_THE_START.sub(_escaped_start, line)
    return line.replace("$", "<span>$</span>").replace("\0", _BLANK) or _BLANK


def _escaped_start(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"


def sentence(text: str) -> str:
    """Return a sentence of ours as `inline` has it, but with its commands and keys as code."""
    found = parts(" ".join(text.split()))
    return "".join(code(part) if place % 2 else _within(part) for place, part in enumerate(found)) if found[1:] else inline(text)


def _within(part: str) -> str:
    """Return a part of a line with the blanks at its ends."""
    if not part.strip():
        return part
    return f"{' ' * part[0].isspace()}{inline(part)}{' ' * part[-1].isspace()}"


def code(text: str) -> str:
    """Return a text as a span of code, in which nothing is read; the fence is longer than any in the text."""
    line = " ".join(visible(text).split()) or " "
    fence = "`" * (max((len(run) for run in re.findall(r"`+", line)), default=0) + 1)
    room = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{room}{line}{room}{fence}"


def cut(text: str, most: int) -> str:
    """Return as much of a text as `most` characters hold, with an ellipsis where something is left out."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
