"""What a user writes is text in every format: never markup, a link, a directive, or a file to read."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from processengine import graphviz
from processengine.draw import dot, mermaid, outline, page
from processengine.draw.compose import compose
from processengine.draw.overlay import overlay
from processengine.draw.picture import Picture
from processengine.draw.svg import present
from processengine.draw.traffic import with_deals
from processengine.draw.wrap import clean
from processengine.syntax.shipped import shipped_journey
from tests.draw.layouts import RENDERERS, need
from tests.draw.payloads import PAYLOADS, poisoned
from tests.draw.replays import move, replayed
from tests.draw.samples import FIRST, read

EACH = pytest.mark.parametrize("payload", PAYLOADS)
_ENTITY = re.compile(r"#(\d+);")
_ELEMENTS = {"svg", "title", "g", "path", "polygon", "polyline", "ellipse", "text"}


def picture(payload: str) -> Picture:
    """Return the picture of a process that is full of a payload."""
    return compose(poisoned(payload), shipped_journey())


def pictures(payload: str) -> list[Picture]:
    """Return that picture, the difference to the first file, where all of it is gone, and one with deals in stages of that name."""
    moves = (move("first", payload * 2, 9), move(payload * 2, "door", 6), move(payload * 2, "lost", 3), move(payload * 3, "first", 9))
    return [
        picture(payload), overlay(poisoned(payload), read(FIRST), shipped_journey()),
        with_deals(picture(payload), replayed(*moves), (payload,)),
    ]


@pytest.mark.parametrize("renderer", RENDERERS)
@EACH
def test_a_drawing_holds_shapes_and_text_alone(payload: str, renderer: str) -> None:
    """Whatever draws it: no other element, no event handler, no link, and the text comes out as it went in."""
    need(renderer)
    for one in pictures(payload):
        source = dot.render(one)
        raw = graphviz._by_wasm(source) if renderer == "wasm" else graphviz._by_command(source, "-Tsvg")
        root = ET.fromstring(present(raw.decode(), one.title))  # noqa: S314 - our own drawing
        elements = list(root.iter())
        assert {element.tag.rpartition("}")[2] for element in elements} <= _ELEMENTS
        assert not [name for element in elements for name in element.attrib if name.startswith("on") or "href" in name]
        assert "url(" not in ET.tostring(root, encoding="unicode").replace(payload, "")


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("payload", [payload for payload in PAYLOADS if 0 < len(clean(payload)) < 100])
def test_a_title_is_drawn_letter_by_letter(payload: str, renderer: str) -> None:
    """Nothing in a title is taken for an escape, an entity or a tag."""
    need(renderer)
    source = dot.render(picture(payload))
    raw = graphviz._by_wasm(source) if renderer == "wasm" else graphviz._by_command(source, "-Tsvg")
    root = ET.fromstring(present(raw.decode(), "a sample"))  # noqa: S314 - our own drawing
    boxes = [group for group in root.iter() if "stage" in group.get("class", "").split()]
    drawn = {_joined("".join(text.text or "" for text in group)) for group in boxes}
    assert any(text.startswith(_joined(clean(payload))) for text in drawn)


def _joined(text: str) -> str:
    return re.sub(r"[\s\u00a0-]", "", text)


@EACH
def test_dot_text_asks_graphviz_for_nothing_but_a_drawing(payload: str) -> None:
    """Outside quotes stand our own names and attributes alone, and no label is HTML-like."""
    for one in pictures(payload):
        bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", dot.render(one))
        assert re.fullmatch(r"[\w\s={}\[\]>.;-]*", bare), bare
        assert not re.search(r"URL|href|image|shapefile|fontpath|imagepath|stylesheet|target|tooltip", bare)


@EACH
def test_mermaid_text_is_spelt_out(payload: str) -> None:
    """Every line is one of ours; between its quotes stand plain words, and read back they are what was written."""
    for one in pictures(payload):
        for line in mermaid.render(one).splitlines():
            ours = re.sub(r'"[^"]*"', '""', line)
            assert re.fullmatch(r" *(flowchart TB|subgraph g\d+\[\"\"\]|end|class[\w ,]+|classDef [\w :;,#-]+|linkStyle \d+ [\w:,.#-]+|[-\w (\[{/\\\"|=.>)\]}]+)", ours), line
            for text in re.findall(r'"([^"]*)"', line):
                assert re.fullmatch(r"(?:[^\W_]|[ ,.'-]|#\d+;)*", text.replace("<br/>", " ")), text
    assert _ENTITY.sub(lambda found: chr(int(found[1])), mermaid.escape(clean(payload))) == clean(payload)


@EACH
def test_the_outline_shows_no_control_character(payload: str) -> None:
    """A terminal gets lines of text: nothing that moves the cursor, rings or turns the writing round."""
    for one in pictures(payload):
        text = outline.render(one)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)


@EACH
def test_a_page_holds_no_tag_of_the_users(payload: str) -> None:
    """The page's own elements are all there are, and its policy lets nothing run or load."""
    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert not [name for name, _ in attrs if name.startswith("on") or name in ("href", "src", "style")]
            found.add(tag)

    for one in pictures(payload):
        text = page.render(one, "<svg></svg>")
        Reader().feed(text)
        assert "default-src 'none'" in text
    assert found == {
        "html", "head", "meta", "title", "style", "body", "main", "svg", "details", "summary", "pre",
    }


def test_graphviz_opens_no_file_that_a_text_names() -> None:
    """Even a DOT text that asks for an image gets a drawing that is refused, or one without it."""
    need("dot")
    drawn = graphviz._by_command('digraph { a [image="/etc/hostname.png", URL="javascript:alert(1)"] }', "-Tsvg").decode()
    with pytest.raises(ValueError, match="element `a`"):
        present(drawn, "mischief")


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>", "<a href='x'>1</a>", "<image href='x'/>", "<foreignObject/>", "<style>*{}</style>", "<use href='#a'/>",
        "<g onload='1'/>", "<text style='x'>1</text>", "<path d='M0,0' fill='url(#x)'/>", "<g transform='x(1)'/>", "<text x='1'", "",
    ],
)
def test_a_drawing_that_is_none_of_ours_is_refused(inside: str) -> None:
    """The check knows what a drawing holds; everything else is an error, not passed through."""
    text = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>' if inside else "no drawing at all"
    with pytest.raises(ValueError, match="the renderer"):
        present(text, "mischief")


def test_a_doctype_inside_a_drawing_is_refused() -> None:
    """What stands before the drawing is cut off; a declaration further on is no drawing of ours."""
    with pytest.raises(ValueError, match="no plain SVG"):
        present('<svg xmlns="http://www.w3.org/2000/svg"><!DOCTYPE x [<!ENTITY a "b">]>&a;</svg>', "mischief")
