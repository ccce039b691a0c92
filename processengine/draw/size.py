"""How much room text takes in a picture, in points, whatever font draws it.

Graphviz measures with the fonts it finds and browsers draw with those they have, so boxes are given a size that
holds the text in any of the usual sans-serif fonts: the widths are DejaVu Sans's and Verdana's, the widest of them.
"""

from processengine.draw.columns import width_of

_NARROW = frozenset("ijl|!'.,:;I()[]{}/ ftr-\"`·")
_BROAD = frozenset("mMwW@%ŒœÆæ—…")
_BOLD = 1.13
LEADING = 1.25
"""From one line of text to the next, in sizes of the font."""


def points(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return the width of a line of text at a font size in points; never less than the usual fonts take."""
    ems = sum(map(_ems, text))
    return ems * size * (_BOLD if is_bold else 1)


def _ems(char: str) -> float:
    columns = width_of(char)
    if columns != 1:
        return columns * 0.52
    if char in _NARROW:
        return 0.45
    if char in _BROAD:
        return 1.02
    if char.isascii():
        return 0.77 if char.isupper() else 0.66
    return 0.85 if char.isalpha() and ord(char) < 0x250 else 1.1
