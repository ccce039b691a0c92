"""Both pictures of a change on a page: beside each other, below each other, or one in the place of the other."""

import re
from html import escape

from processengine.report.page.whole import text
from processengine.report.pictures import Pictures

_KEY = ("Bold frame and +: new. Dotted, struck out and −: goes. Bold and ~: changed. Thin and grey: as it was. "
        "Everything that both have stands at the same place.")

_WIDTH = re.compile(r'<svg[^>]* width="(\d+)pt"')
_SMALLEST = 0.6
"""How far a drawing shrinks beside the other: its titles are then 10 pixels high. Else it stands below it."""


def pair(pictures: Pictures, *, anchor: str, level: int = 3) -> str:
    """Return the pictures under a heading of a level, and the same in words; the drawings were judged already."""
    drawn = _drawings(pictures, anchor) if pictures.are_drawn else f'<p class="note">{text(pictures.missing)}</p>'
    return f'<h{level} id="{anchor}-pictures">{_heading(pictures)}</h{level}>' + f"\n{drawn}\n{_words(pictures)}"


def _heading(pictures: Pictures) -> str:
    if not pictures.are_drawn:
        return "The change as an outline"
    return "Before and after" if pictures.before and pictures.after else "The picture"


def _drawings(pictures: Pictures, anchor: str) -> str:
    figures = [_figure(name, caption, svg) for name, caption, svg in
               (("before", "Before", pictures.before), ("after", "After", pictures.after)) if svg]
    chooser = _chooser(anchor) if len(figures) == 2 else ""
    return f'<p class="key">{_KEY}</p>\n<div class="pair">\n{chooser}<div class="pictures">\n{"".join(figures)}</div>\n</div>'


def _chooser(anchor: str) -> str:
    """Return a choice of what to see that needs no script; without it both are seen."""
    kinds = (("both", "Both", " checked"), ("only-before", "Before alone", ""), ("only-after", "After alone", ""))
    return '<span class="choose">Show: </span>' + "".join(
        f'<input type="radio" name="{anchor}-shown" id="{anchor}-{kind}" class="{kind}"{checked}><label for="{anchor}-{kind}">{words}</label>\n'
        for kind, words, checked in kinds
    )


def _figure(name: str, caption: str, svg: str) -> str:
    """Return a drawing that is always seen whole: it shrinks to the room there is."""
    found = _WIDTH.match(svg)
    least = f' style="flex-basis: {int(found[1]) * _SMALLEST:.0f}pt"' if found else ""
    return f'<figure class="{name}"{least}><figcaption>{caption}</figcaption><div class="drawing">{svg.strip()}</div></figure>\n'


def _words(pictures: Pictures) -> str:
    if not pictures.outline:
        return ""
    told = f"<pre>{_lines(pictures.outline)}</pre>"
    return told if not pictures.are_drawn else f"<details>\n<summary>The same in words</summary>\n{told}\n</details>"


def _lines(outline: str) -> str:
    """Return an outline's lines as HTML; `text` would take its line breaks."""
    return escape(outline)
