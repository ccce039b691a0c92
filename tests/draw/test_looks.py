"""Every kind of box holds its text, whatever its outline and its mark."""

import itertools

import pytest

from processengine import graphviz
from processengine.draw import dot
from processengine.draw.picture import Box, Look, Mark, Picture
from processengine.draw.style import BOX_MARKS, SHAPES, WAY_MARKS
from processengine.draw.svg import present
from tests.draw.drawings import boxes_in, widths
from tests.draw.layouts import RENDERERS, need
from tests.draw.samples import LANGUAGES


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outline_holds_its_text(language: str, renderer: str) -> None:
    """Short and long titles, with and without small print."""
    need(renderer)
    words = LANGUAGES[language]
    contents = itertools.product(Look, (*words.titles, "X", "MMMM WWWW MMMM"), ((), words.buyers))
    boxes = tuple(Box(f"b{place}", title, look, lines=lines) for place, (look, title, lines) in enumerate(contents))
    source = dot.render(Picture("x", "x", "", boxes, ()))
    raw = graphviz._by_wasm(source) if renderer == "wasm" else graphviz._by_command(source, "-Tsvg")
    drawn = boxes_in(present(raw.decode(), "x"))
    measured = widths(text for box in drawn for text in box.texts)
    outside = [
        (box.classes[1], text.text)
        for box in drawn for text in box.texts
        for room in [text.rectangle(measured[text])]
        if not all(box.shape.holds((x, y)) for x in (room.left, room.right) for y in (room.bottom, room.top))
    ]
    assert len(drawn) == len(boxes)
    assert outside == []


def test_looks_differ_by_more_than_colour() -> None:
    """Shape, style or frame tells every two kinds apart, but for the two good ends, which their words tell apart."""
    outlines = {look: (shape.shape, shape.style, shape.frames) for look, shape in SHAPES.items() if look is not Look.REALISED}
    assert len(set(outlines.values())) == len(outlines)


def test_marks_differ_by_more_than_colour() -> None:
    """The width of the line, or dots; and each has a sign."""
    for marks in (BOX_MARKS, WAY_MARKS):
        assert len({marks[mark].get("penwidth") for mark in Mark}) == len(Mark)
    assert len({mark.value for mark in Mark}) == len(Mark)


@pytest.mark.parametrize("colour", sorted({shape.fill for shape in SHAPES.values()}))
def test_text_is_dark_on_light(colour: str) -> None:
    """The contrast is far above WCAG's 7 to 1, in colour and so in grey."""
    def luminance(text: str) -> float:
        parts = (int(text[place : place + 2], 16) / 255 for place in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert (luminance(colour) + 0.05) / (luminance("#1f2933") + 0.05) > 9
