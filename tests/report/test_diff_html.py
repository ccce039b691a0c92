"""A comparison as a page that stands alone."""

import itertools
import re
from dataclasses import replace

import pytest

from processengine.change import Impact
from processengine.report.comparison import Comparison
from processengine.report.diff_html import render, section
from processengine.report.page.style import STYLE
from processengine.report.pictures import Pictures
from processengine.report.safe import visible
from tests.report.hostile import PAYLOADS, comparison
from tests.report.reader import Reader
from tests.report.test_diff_markdown import change, changeset

DRAWN = Pictures('<svg width="300pt" height="9pt"><title>Before</title></svg>', '<svg width="300pt" height="9pt"><title>After</title></svg>', "A <outline>\n")
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "p", "code", "a", "section", "div", "ul", "li", "span",
    "em", "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "svg", "input", "label", "details", "summary", "pre",
}
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "aria-label", "aria-labelledby", "scope", "type", "checked", "for",
    "tabindex", "style", "width", "height",
}


def page(*, is_drawn: bool = True) -> str:
    """Return the page of one process."""
    made = changeset([[change(1, Impact.BREAKING), replace(change(2), confidence=0.83)], [change(3, Impact.EDITORIAL)]])
    return render(Comparison("main", "HEAD", [made]), {"new/p.yaml": DRAWN if is_drawn else Pictures(outline="Words\n", missing="There is no drawing here.")})


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_user_s_text_is_never_markup(payload: str) -> None:
    """The page's own elements and attributes are all there are, and every sentence is there letter by letter."""
    given = comparison(payload)
    pictures = {f"{payload}.yaml": Pictures(outline=payload, missing=payload)}
    found = Reader(render(given, pictures))
    assert {tag for tag, _ in found.tags} <= ELEMENTS
    assert {name for _, attributes in found.tags for name in attributes} <= ATTRIBUTES
    assert all((attributes.get("href") or "#change-").startswith("#change-") for _, attributes in found.tags)
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    shown = " ".join("".join(found.words).split())
    assert all(visible(" ".join(told.message.split())) in shown for one in given.changed for told in one.changes)


def test_nothing_runs_and_nothing_is_fetched() -> None:
    """No script, no address, and a policy that would forbid both."""
    text = page()
    assert "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" in text
    assert not re.search(r"<script|<link|<iframe|<img|src=|url\(|@import|https?:", text)


def test_the_headline_comes_first() -> None:
    """What is called for, how many changes of each impact, then the sentences with both places."""
    shown = " ".join(" ".join(Reader(page().partition("<body>")[2]).words).split())
    assert shown.startswith("A process calls for a major version 1 breaking , 1 behavioural , 1 editorial . From main to HEAD .")
    assert "Breaking: Sentence 1. Why it breaks: A reason. p.yaml:2 , was p.yaml:1" in shown
    assert "Sentence 2. (a guess, 83 % sure)" in shown


def test_the_headline_shows_how_serious_it_is() -> None:
    """In words and, for the eye, in the colour of each impact; the whole line is as serious as the worst of it."""
    said = '<span class="impact breaking">1 breaking</span>, <span class="impact behavioural">1 behavioural</span>, <span class="impact editorial">1 editorial</span>.'
    assert f'<p class="verdict breaking">{said}</p>' in page()
    assert '<p class="verdict editorial"><span class="impact editorial">1 editorial</span>.' in render(Comparison("a", "b", [changeset([[change(1, Impact.EDITORIAL)]])]))
    for impact in Impact:
        assert f".verdict.{impact.value}" in STYLE
        assert f".verdict .{impact.value}" in STYLE


def test_of_several_processes_each_shows_how_serious_it_is() -> None:
    """In the table and above its own changes."""
    made = changeset([[change(1, Impact.BREAKING)]])
    text = render(Comparison("a", "b", [made, replace(made, after_file="other.yaml")]))
    assert text.count('<p class="verdict breaking">Calls for a major version: <span class="impact breaking">1 breaking</span>.</p>') == 2
    assert text.count('<td class="bump breaking">a major version</td>') == 2


def test_the_pictures_come_before_the_list() -> None:
    """Right after the headline: what a picture shows at a glance is then read in words."""
    text = page()
    assert text.index('class="verdict') < text.index("<figure") < text.index(">What changes</h") < text.index("Sentence 1.")


def test_the_pictures_are_never_cut_off() -> None:
    """They shrink to the page, and stand below each other where they would be too small beside each other."""
    text = page()
    assert text.count('<figure class="before" style="flex-basis: 180pt">') == 1
    assert "overflow: auto" not in STYLE
    assert "min-width" not in text.partition("</style>")[2]


def test_headings_leave_no_level_out() -> None:
    """A reader by ear finds the way, on the page of one process and of many."""
    made = changeset([[change(1)]])
    many = render(Comparison("a", "b", [made, replace(made, after_file="other.yaml")]), {"new/p.yaml": DRAWN})
    for text in (page(), many):
        levels = [int(tag[1]) for tag, _ in Reader(text).tags if re.fullmatch(r"h\d", tag)]
        assert levels[0] == 1
        assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
        assert levels.count(1) == 1


def test_both_pictures_are_there_and_need_no_script_to_be_seen() -> None:
    """Both are shown at first; a choice shows one in the place of the other."""
    text = page()
    found = Reader(text)
    assert [attributes["class"] for tag, attributes in found.tags if tag == "figure"] == ["before", "after"]
    inputs = [attributes for tag, attributes in found.tags if tag == "input"]
    assert [one["class"] for one in inputs if "checked" in one] == ["both"]
    assert {one["id"] for one in inputs} == {attributes["for"] for tag, attributes in found.tags if tag == "label"}
    assert "A &lt;outline&gt;" in text


def test_without_a_drawing_the_page_says_so_and_tells_it_in_words() -> None:
    """Not folded away."""
    text = page(is_drawn=False)
    assert '<p class="note">There is no drawing here.</p>\n<pre>Words' in text
    assert "<figure" not in text
    assert "<details" not in text


def test_a_process_of_one_side_has_one_picture() -> None:
    """And no choice."""
    text = section(changeset([[change(1)]]), replace(DRAWN, before=""))
    assert ("The picture</h3>" in text, "<input" in text, text.count("<figure")) == (True, False, 1)


def test_several_processes_stand_in_a_table_first() -> None:
    """With a way to each."""
    made = changeset([[change(1)]])
    text = render(Comparison("a", "b", [made, replace(made, title="Other", after_file="other.yaml")]))
    assert "<h1>2 processes change</h1>" in text
    assert '<a href="#change-2">Other</a></th><td class="bump behavioural">a minor version</td><td class="number">0</td><td class="number">1</td>' in text
    assert '<section class="change" id="change-2"' in text


def test_nothing_differs() -> None:
    """That is a page too."""
    assert "<h1>Nothing differs</h1>" in render(Comparison("a", "b", []))


@pytest.mark.parametrize(("ground", "names"), [("light", 0), ("dark", 1)])
def test_text_stands_out_from_its_ground(ground: str, names: int) -> None:
    """7 to 1 at least, in the light and in the dark."""
    del ground
    scheme = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", STYLE.split("@media (prefers-color-scheme: dark)")[names].partition("* {")[0]))

    def luminance(colour: str) -> float:
        parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for name in ("ink", "quiet", "breaking", "behavioural", "editorial"):
        dark, light = sorted((luminance(scheme[name]), luminance(scheme["ground"])))
        assert (light + 0.05) / (dark + 0.05) >= 7, name
