"""What the deals did, in the picture of a process: which figures stand where, what is drawn, and what is only counted."""

import itertools
from functools import cache

import pytest

from processengine import graphviz
from processengine.draw import dot, mermaid, outline
from processengine.draw.compose import compose
from processengine.draw.legend import legend
from processengine.draw.picture import Box, Course, Look, Picture, Way
from processengine.draw.svg import present
from processengine.draw.traffic import with_deals
from processengine.replay import Move, StageTimes
from processengine.syntax.shipped import shipped_journey
from tests.draw import samples
from tests.draw.drawings import boxes_in, widths
from tests.draw.layouts import RENDERERS, Layout, lay_out, need
from tests.draw.replays import busy, move, replayed

PROCESS = """\
process: new-business
from_anywhere: [lost, waiting]
stages:
  trouble-named: {next: [board-decides]}
  board-decides: {next: [won, {to: trouble-named, when: They want to know more}]}
  waiting: {parked: true, max_days: 90}
  special: {from_anywhere: [], next: [won]}
  won: {outcome: won, continues_in: [after]}
  lost: {outcome: lost}
"""


def drawn(*moves: Move, stages: tuple[StageTimes, ...] = (), is_public: bool = False, reopenings: int = 0, deals: int = 1000) -> Picture:
    """The picture with some moves."""
    replay = replayed(*moves, stages=stages, reopenings=reopenings, deals=deals)
    return with_deals(compose(samples.read(PROCESS)), replay, is_public=is_public)


def way(picture: Picture, source: str, target: str) -> Way:
    """The one way between two boxes."""
    (found,) = [one for one in (*picture.ways, *picture.anywhere) if (one.source, one.target) == (source, target)]
    return found


def words(picture: Picture, source: str, target: str) -> str:
    """What is said beside a way of how often deals went it."""
    traffic = way(picture, source, target).traffic
    return traffic.words if traffic else "nothing"


def box(picture: Picture, key: str) -> Box:
    """The box of a stage."""
    return next(one for one in picture.boxes if one.key == key)


def dashed(picture: Picture) -> list[tuple[str, str]]:
    """The ends of the ways that only deals go."""
    return [(one.source, one.target) for one in picture.ways if one.course is Course.UNMODELLED]


def test_each_way_says_how_often_and_which_share_of_what_left_its_stage() -> None:
    """All ways out count for the share, those from anywhere too; a way that nobody went says so."""
    picture = drawn(move("trouble-named", "board-decides", 60, allowed=True), move("trouble-named", "lost", 20, allowed=True), move("board-decides", "won", 1, allowed=True))
    assert words(picture, "trouble-named", "board-decides") == "60 · 75 %"
    assert words(picture, "board-decides", "won") == "1 · 100 %"
    assert words(picture, "board-decides", "trouble-named") == "0"
    assert words(picture, "special", "won") == ""
    assert words(picture, "won", "to after") == "nothing"


def test_ways_from_anywhere_are_told_once_for_all_stages() -> None:
    """Together, as a share of all deals; a stage with a list of its own is none of them."""
    picture = drawn(move("trouble-named", "lost", 100, allowed=True), move("board-decides", "lost", 50, allowed=True), move("special", "lost", 30))
    assert words(picture, "", "lost") == "150 · 15 % of all deals"
    assert words(picture, "", "waiting") == "0"
    assert dashed(picture) == [("special", "lost")]


def test_a_line_is_as_thick_as_its_share() -> None:
    """In DOT and in Mermaid; one that nobody goes is thin and grey."""
    picture = drawn(move("trouble-named", "board-decides", 60, allowed=True), move("board-decides", "won", 30, allowed=True), move("board-decides", "lost", 90, allowed=True))
    source = dot.render(picture)
    assert "penwidth=5 " in source
    assert "penwidth=2 " in source
    assert "penwidth=0.8" in source
    assert "stroke-width:5px" in mermaid.render(picture)


def test_mermaid_numbers_its_lines_as_it_draws_them() -> None:
    """The start's line is 0, those from anywhere follow, then the others."""
    text = mermaid.render(drawn(move("trouble-named", "board-decides", 60, allowed=True), move("board-decides", "special", 60)))
    links = [line for line in text.splitlines() if any(sign in line for sign in ("-->", "-.->", "--o"))]
    styles = dict(line.split(maxsplit=2)[1:] for line in text.splitlines() if "linkStyle" in line)
    assert styles[str(links.index('  s1 -->|"60 #183; 100 #37;"| s2'))] == "stroke-width:5px"
    assert styles[str(links.index('  s2 -.->|"60 #183; 100 #37;"| s4'))] == "stroke-width:5px,stroke:#8f2d00"


def test_a_box_says_how_long_deals_stay_and_how_many_are_there() -> None:
    """Median and nine in ten, in days; of an outcome the deals; what isn't reached isn't said."""
    times = (
        StageTimes("trouble-named", 9, 9, 3, 0, 12.345, 40.0), StageTimes("board-decides", 9, 9, 0, 0, 3.04, None),
        StageTimes("special", 9, 8, 8, 0, None, None), StageTimes("won", 6, 6, 0, 0, None, None), StageTimes("waiting", 9, 9, 0, 0, 0.001, 0.5),
    )
    picture = drawn(stages=times)
    assert box(picture, "trouble-named").lines == ("median 12 days, 90 % within 40 days", "3 open now")
    assert box(picture, "board-decides").lines == ("median 3 days",)
    assert box(picture, "special").lines == ("8 open now",)
    assert box(picture, "waiting").lines[-1] == "median 1 minute, 90 % within 12 hours"
    assert box(picture, "won").lines == ("6 deals",)


def test_a_move_that_the_process_lacks_is_dashed_from_five_percent_on() -> None:
    """Rarer ones are counted below the picture."""
    picture = drawn(move("trouble-named", "board-decides", 94, allowed=True), move("trouble-named", "won", 5), move("trouble-named", "special", 1))
    assert dashed(picture) == [("trouble-named", "won")]
    assert picture.left_out == ("1 further move that the process doesn't have, made once, is left out.",)
    assert "Dashed: deals do this, and the process doesn't say so." in legend(picture)
    assert "style=dashed" in dot.render(picture)


def test_at_most_twelve_moves_are_dashed() -> None:
    """The most frequent ones."""
    text = "process: p\nstages:\n" + "".join(f"  s{n}: {{next: [won]}}\n" for n in range(20)) + "  won: {outcome: won}\n"
    moves = [move(f"s{n}", f"s{(n + 1) % 20}", 100 - n) for n in range(20)]
    picture = with_deals(compose(samples.read(text)), replayed(*moves))
    assert dashed(picture) == [(f"s{n}", f"s{n + 1}") for n in range(12)]
    assert picture.left_out == ("8 further moves that the process doesn't have, made 676 times in all, are left out.",)


def test_a_stage_that_the_process_lacks_has_a_dashed_box_behind_the_one_it_is_reached_from() -> None:
    """Its first way in is drawn however rare; what ends from there stands in the box."""
    picture = drawn(
        move("trouble-named", "board-decides", 990, allowed=True), move("trouble-named", "Legal", 10), move("Legal", "board-decides", 6), move("Legal", "lost", 4),
    )
    assert [one.key for one in picture.boxes][:3] == ["trouble-named", "unknown Legal", "board-decides"]
    assert box(picture, "unknown Legal") == Box("unknown Legal", "Legal", Look.UNMODELLED, "Not in the process", ("to Lost: 4 · 40 %",))
    assert dashed(picture) == [("trouble-named", "unknown Legal"), ("unknown Legal", "board-decides")]
    assert "filled,dashed" in dot.render(picture)
    text = outline.render(picture)
    assert "NOT IN THE PROCESS\n? Legal\n  to Lost: 4 · 40 %\n  ~> Board decides [6 · 60 %]\n" in text
    assert "   ~> Legal [10 · 1 %]\n" in text


def test_coming_back_from_where_a_deal_waited_is_no_such_move() -> None:
    """The folder says how many did."""
    back = Move("waiting", "trouble-named", 10, 10, allowed=False, kind="on", allowed_count=9)
    picture = drawn(move("trouble-named", "waiting", 12, allowed=True), back, stages=(StageTimes("waiting", 12, 12, 2, 0, 30.0, None),))
    assert dashed(picture) == []
    assert box(picture, "waiting").lines[-2:] == ("2 open now", "came back: 10 · 100 %")


def test_a_deal_that_was_opened_again_is_counted_and_not_drawn() -> None:
    """Lines out of an outcome would say that it is none."""
    picture = drawn(move("won", "board-decides", 500), reopenings=500)
    assert dashed(picture) == []
    assert picture.left_out == ("500 times a deal was opened again after its end; that is not drawn.",)


def test_a_way_back_is_dotted_among_deals() -> None:
    """So that dashes mean one thing."""
    picture = drawn(move("board-decides", "trouble-named", 9, allowed=True))
    assert "style=dotted" in dot.render(picture)
    assert "Dotted line: the deal goes back." in legend(picture)
    assert "Dashed line: the deal goes back." in legend(compose(samples.read(PROCESS)))


def test_the_caption_says_which_deals() -> None:
    """How many, from when to when, and what the caller knows of the data; in every format."""
    picture = with_deals(compose(samples.read(PROCESS)), replayed(), ("as of 2026-11-01", "data 1234abcd"))
    assert picture.deals == "1,000 deals · 2025-01-06 to 2026-10-31 · as of 2026-11-01"
    assert picture.left_out[-1] == "Data 1234abcd."
    assert picture.deals in dot.render(picture)
    assert picture.deals in outline.render(picture)
    assert "Data 1234abcd" in mermaid.render(picture)


def test_the_public_is_told_of_no_group_under_five() -> None:
    """No way, no time, no stage of the source; what is left out is counted."""
    picture = drawn(
        move("trouble-named", "board-decides", 4, allowed=True), move("trouble-named", "lost", 3, allowed=True), move("trouble-named", "Legal", 4), move("Legal", "lost", 4),
        stages=(StageTimes("trouble-named", 4, 4, 4, 0, 3.0, 9.0), StageTimes("board-decides", 9, 9, 4, 0, 3.0, 9.0), StageTimes("special", 0, 0, 0, 0, None, None)),
        is_public=True, reopenings=2,
    )
    assert [words(picture, *ends) for ends in (("trouble-named", "board-decides"), ("", "lost"))] == ["not shown", "not shown"]
    assert (box(picture, "trouble-named").lines, box(picture, "board-decides").lines) == (("not shown",), ("median 3 days, 90 % within 9 days",))
    assert box(picture, "special").lines == ("no deal",)
    assert dashed(picture) == []
    assert not any("Legal" in text for text in (dot.render(picture), mermaid.render(picture), outline.render(picture)))
    assert picture.left_out == ("1 move that the process doesn't have is left out.",)


def test_a_picture_without_deals_is_what_it_was() -> None:
    """No caption, no width, no word more."""
    picture = compose(samples.read(PROCESS))
    assert picture.deals == ""
    assert all(one.traffic is None for one in (*picture.ways, *picture.anywhere))
    assert "linkStyle" not in mermaid.render(picture)


EACH = pytest.mark.parametrize(("size", "language", "renderer"), list(itertools.product(samples.SIZES, samples.LANGUAGES, RENDERERS)))


@cache
def busy_picture(size: int, language: str) -> Picture:
    """A sample with deals on every way, and beside."""
    process = samples.process(size, language)
    return with_deals(compose(process, shipped_journey()), busy(process), ("as of 2026-11-01",))


@cache
def layout(size: int, language: str, renderer: str) -> Layout:
    """Its layout."""
    return lay_out(dot.render(busy_picture(size, language)), renderer)


@EACH
def test_boxes_stand_apart_and_hold_their_text(size: int, language: str, renderer: str) -> None:
    """With deals too, and no words beside a line lie on a box."""
    found = layout(size, language, renderer)
    assert [pair for pair in itertools.combinations(found.boxes, 2) if found.boxes[pair[0]].meets(found.boxes[pair[1]])] == []
    assert [line.text for name, lines in found.words.items() for line in lines if not found.boxes[name].holds(line.room)] == []
    beside = [line for lines in found.conditions.values() for line in lines]
    assert [(line.text, name) for line in beside for name, one in found.boxes.items() if one.meets(line.room, 1)] == []


@EACH
def test_the_finished_drawing_holds_its_text(size: int, language: str, renderer: str) -> None:
    """Measured with a real font, inside the outlines."""
    need(renderer)
    source = dot.render(busy_picture(size, language))
    raw = graphviz._by_wasm(source) if renderer == "wasm" else graphviz._by_command(source, "-Tsvg")
    boxes = boxes_in(present(raw.decode(), "a sample"))
    measured = widths(text for one in boxes for text in one.texts)
    outside = [
        (one.classes, text.text)
        for one in boxes if "title-" in " ".join(one.classes)
        for text in one.texts
        for room in [text.rectangle(measured[text])]
        if not all(one.shape.holds((x, y)) for x in (room.left, room.right) for y in (room.bottom, room.top))
    ]
    assert outside == []
