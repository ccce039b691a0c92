"""Comparisons full of what a user might write to make a report do something else than tell."""

from functools import cache

from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from processengine.report.comparison import Comparison
from tests.draw.payloads import PAYLOADS as IN_PICTURES
from tests.draw.payloads import poisoned
from tests.draw.samples import FIRST, read

PAYLOADS = (
    *IN_PICTURES,
    "@ana and @acme/leaders and ana@example.com",
    "#12 acme/deals#13 GH-14 deadbeef1 0123456789abcdef0123456789abcdef01234567",
    "[text](https://example.com) ![picture](https://example.com/x.png) [ref][1] [^1] <https://example.com>",
    "www.example.com http://example.com ftp://example.com mailto:ana@example.com",
    "_www.example.com/login_ x_www.example.com s3://example.com h2://example.com _GH-12_ _mailto:ana@example.com_ _0a1b2c3d4_ [TOC]",
    "```\ncode\n```\n~~~\nmore\n~~~",
    "# heading\n\nsetext\n======\n\n* * *\n---",
    "| a | b |\n|---|---|\n| c | d |",
    "</details></sub><h1>big</h1><details open><summary>x</summary>",
    "> [!WARNING]\n> alert",
    "- [ ] box\n- [x] box",
    ":smile: $x$ $$y$$ **bold** __bold__ _it_ ~~gone~~ H~2~O",
    "\\[ \\] \\* &lt;script&gt; &#64;ana &commat;ana",
    "#",
    "<!-- comment --> -->",
    "[1]: https://example.com",
    "    indented\n\tcode",
)


@cache
def comparison(payload: str) -> Comparison:
    """Return a comparison in which a payload came, and one in which it went; the sides and files are called so too."""
    evil, good = poisoned(payload), read(FIRST)
    found = [
        *changesets([Revision(good, file=payload)], [Revision(evil, file=f"{payload}.yaml")], same=True),
        *changesets([Revision(evil, file=f"{payload}.yaml")], [Revision(good, file=payload)], same=True),
    ]
    return Comparison(payload, f"{payload}..", found)
