"""User text where something obeys text: control characters on a terminal, commands in the log of a CI run. Both are shown."""

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import Final, NamedTuple

_UNSEEN: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]")
"""What is shown as nothing and is no control character: the others of Unicode's Default_Ignorable_Code_Point, and the braille cell without a dot."""

_FORMS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What chooses between the forms of the letter or sign before it: a heart in red, a name's own form of an ideograph."""


def visible(text: str) -> str:
    """Return `text` with every character that is obeyed or that nobody sees written as its code point: controls, directions, fillers."""
    return _shown(text, lambda one: f"<U+{ord(one):04X}>")


def _shown(text: str, written: Callable[[str], str]) -> str:
    if text.isprintable() and not _UNSEEN.search(text):
        return text
    return "".join(one if _is_harmless(one, before) else written(one) for before, one in pairwise(f" {text}"))


_COLOURS = re.compile("\x1b\\[[0-9;]*m")


def on_screen(text: str, *, is_data: bool = False) -> str:
    """Return whole lines as a terminal may have them: what it would obey is written as its code point, in JSON as JSON writes it.

    Colours stay, which our reports set, unless the text `is_data` for programs: in that nobody has set any but the data.
    """
    if is_data:
        return "\n".join(map(visible, text.split("\n")))
    if text[:1] in ("{", "["):
        return "\n".join(_shown(line, json_escape) for line in text.split("\n"))
    lines = []
    for line in text.split("\n"):
        parts, colours = _COLOURS.split(line), _COLOURS.findall(line)
        lines.append("".join(visible(part) + colour for part, colour in zip(parts, [*colours, ""], strict=True)))
    return "\n".join(lines)


def json_escape(character: str) -> str:
    """Return a character as JSON writes it where it is not to stand for itself."""
    data = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{data[start : start + 4]}" for start in range(0, len(data), 4))


def _is_harmless(character: str, before: str) -> bool:
    """Tell whether a character is seen and not obeyed: one that chooses a form only behind a sign or an ideograph, which have some."""
    if character == "\t":
        return True
    if _FORMS.match(character):
        return (unicodedata.category(before) in ("So", "Sm") and before != "\u2800") or _is_ideograph(before)
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp") and not _UNSEEN.match(character)


def _is_ideograph(character: str) -> bool:
    return unicodedata.name(character, "").startswith("CJK ")


def width(text: str) -> int:
    """Return how many columns a terminal gives to `text`: East Asian wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 0 if unicodedata.combining(one) else 1 for one in text)


class _Signs(NamedTuple):
    """How a `#` and a `:` are written so that they are no longer read as such, and how many of the `#` are."""

    hash_sign: str
    colon: str
    hashes: int = 1


_PLAIN = _Signs("<U+0023>", "<U+003A>")
_JSON = _Signs("\\u0023", "\\u003A", -1)
_XML = _Signs("&#35;", "&#58;")

_IGNORED = "\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""What .NET may pass over when it compares texts."""

_HASHES = f"#[{_IGNORED}]*#[{_IGNORED}]*\\["
_COLONS = f"((?:^|[\r\n])(?:[^\\S\r\n]|[{_IGNORED}]|\x1b\\[[0-9;]*m)*):(?=[{_IGNORED}]*:)"


def unread(text: str) -> str:
    """Return whole lines, written so that the runner of GitHub Actions reads no command in them.

    It reads one in a line that begins with `::` after blanks, and wherever `##[` stands: TryParseV2 and TryParse in
    src/Runner.Common/ActionCommand.cs of github.com/actions/runner. Which commands it knows is not relied on. The
    first character is written as its code point; in JSON, XML and HTML as they write it, so that they stay the same.
    """
    if "#" not in text and ":" not in text:
        return text
    if not re.search(_HASHES, text) and not re.search(_COLONS, text):
        return text
    signs = _signs(text)
    text = re.sub(_HASHES, lambda found: found[0].replace("#", signs.hash_sign, signs.hashes), text)
    return re.sub(_COLONS, lambda found: found[1] + signs.colon, text)


def _signs(text: str) -> _Signs:
    first = text[:1]
    if first == "<":
        return _XML
    return _JSON if first in ("{", "[") and _is_json(text) else _PLAIN


def _is_json(text: str) -> bool:
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
