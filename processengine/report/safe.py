"""User text on a terminal: control characters are shown, not obeyed."""

import unicodedata


def visible(text: str) -> str:
    """Return `text` with every control and direction-changing character written as its code point."""
    if text.isprintable():
        return text
    return "".join(character if _is_harmless(character) else f"<U+{ord(character):04X}>" for character in text)


def _is_harmless(character: str) -> bool:
    return character == "\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def width(text: str) -> int:
    """Return how many columns a terminal gives to `text`: East Asian wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 0 if unicodedata.combining(one) else 1 for one in text)
