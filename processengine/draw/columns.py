"""How wide text is in columns, as a terminal and Unicode's East Asian Width count: a letter is one, an ideograph two."""

import unicodedata


def width_of(char: str) -> int:
    """Return the columns of a character: 0, 1 or 2."""
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def columns(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(map(width_of, text))
