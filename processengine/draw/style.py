"""How each kind of box, way and mark looks.

Shape and line tell kinds apart, so that nothing is lost in grey or to a colour-blind eye; colours only help. They
are pale tints of Okabe and Ito's set with dark outlines, of different lightness.
"""

from typing import NamedTuple

from processengine.draw.picture import Course, Look, Mark

FONT = "Verdana"
TITLE_SIZE = 12.0
SMALL_SIZE = 9.5
INK = "#1f2933"
LINE = "#3e4c59"
QUIET = "#9aa5b1"
QUIET_INK = "#616e7c"

Attributes = dict[str, str]


class Shape(NamedTuple):
    """A box's outline: Graphviz's shape and style, its colours, and the room it takes beyond its text.

    `across` and `down` are the factors by which the outline is larger than the rectangle of text in it.
    """

    shape: str
    style: str
    fill: str
    line: str
    across: float = 1.0
    down: float = 1.0
    frames: int = 1
    pen: float = 1.2


_BOX = Shape("box", "rounded,filled", "#ffffff", "#3e4c59")
_GOOD = Shape("ellipse", "filled", "#d3efe4", "#00543d", 1.3, 1.45, frames=2, pen=1.4)
SHAPES: dict[Look, Shape] = {
    Look.STAGE: _BOX,
    Look.CLOSED_DOOR: Shape("box", "filled", "#e4e7eb", "#1f2933", frames=2, pen=1.6),
    Look.PARKED: Shape("folder", "filled", "#fffdf5", "#616e7c", down=1.15),
    Look.WON: _GOOD,
    Look.REALISED: _GOOD,
    Look.INTRODUCED: _GOOD._replace(fill="#ddeefa", line="#004c78", frames=1),
    Look.LOST: Shape("octagon", "filled", "#fbdccb", "#8f2d00", 1.3, 1.25, pen=1.8),
    Look.NO_DECISION: Shape("hexagon", "filled", "#fff0b8", "#6b4e00", 1.35, 1.1, pen=1.4),
    Look.DISQUALIFIED: Shape("parallelogram", "filled", "#ece6f2", "#4c3a63", 1.4, 1.1, pen=1.4),
    Look.UNREALISED: Shape("trapezium", "filled", "#f6dcea", "#7a2a55", 1.4, 1.15, pen=1.4),
    Look.ADMIN: Shape("note", "filled", "#f5f7fa", "#616e7c", 1.05),
    Look.UNKNOWN_OUTCOME: Shape("diamond", "filled,dotted", "#ffffff", "#8f2d00", 1.9, 1.9),
    Look.ELSEWHERE: Shape("cds", "filled", "#ffffff", "#3e4c59", 1.25, 1.25),
    Look.MISSING: Shape("box", "filled,dotted", "#ffffff", "#8f2d00", pen=1.8),
    Look.UNMODELLED: Shape("box", "filled,dashed", "#ffffff", "#8f2d00", pen=1.4),
}

WAYS: dict[Course, Attributes] = {
    Course.ON: {},
    Course.BACK: {"style": "dashed", "weight": "0", "arrowhead": "vee", "color": "#52606d"},
    Course.OUT: {"arrowhead": "empty"},
    Course.UNMODELLED: {"style": "dashed", "weight": "0", "color": "#8f2d00", "fontcolor": "#8f2d00"},
}

BACK_AMONG_DEALS: Attributes = {"style": "dotted"}
"""How a way back differs where dashes are kept for what only deals do."""

NO_TRAFFIC: Attributes = {"color": QUIET, "fontcolor": QUIET_INK, "penwidth": "0.8"}
THINNEST, THICKEST = 1.0, 5.0
"""The pen's width for a way that hardly anything goes, and for one that everything goes."""

BESIDE: Attributes = {"tailport": "nw"}
"""Where a way back runs that would else lie on the way on between the same boxes."""

BOX_MARKS: dict[Mark, Attributes] = {
    Mark.NONE: {},
    Mark.SAME: {"fillcolor": "#ffffff", "color": QUIET, "fontcolor": QUIET_INK, "penwidth": "0.8"},
    Mark.ADDED: {"fillcolor": "#cfe8fa", "color": "#00436b", "penwidth": "3"},
    Mark.REMOVED: {"fillcolor": "#fbe3d6", "color": "#8f2d00", "penwidth": "1.4", "fontcolor": "#6b2200"},
    Mark.CHANGED: {"fillcolor": "#fff0b8", "color": "#6b4e00", "penwidth": "2"},
}

WAY_MARKS: dict[Mark, Attributes] = {
    Mark.NONE: {},
    Mark.SAME: {"color": QUIET, "fontcolor": QUIET_INK, "penwidth": "0.8"},
    Mark.ADDED: {"color": "#00436b", "fontcolor": "#00436b", "penwidth": "3"},
    Mark.REMOVED: {"color": "#8f2d00", "fontcolor": "#8f2d00", "style": "dotted", "penwidth": "1.8"},
    Mark.CHANGED: {"color": "#6b4e00", "fontcolor": "#6b4e00", "penwidth": "2"},
}

GROUPS: dict[str, str] = {"change": "#eef3f9", "choice": "#e3ebf5", "excellence": "#edf6f0"}
"""The ground of each phase."""
