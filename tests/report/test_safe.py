"""What can't be seen in a text, or would be obeyed, is shown."""

import json

import pytest

from processengine.report.safe import on_screen, visible

FILLERS = ["\u3164", "\u034f", "\ufe0f", "\u115f", "\u1160", "\u2800", "\uffa0", "\u17b4", "\u180b", "\ufe00", "\U000e0100"]


@pytest.mark.parametrize("unseen", [*FILLERS, "\u200b", "\u202e", "\u2066", "\u00ad", "\x1b", "\U000e0041"])
def test_what_nobody_sees_is_shown(unseen: str) -> None:
    """Two names that look the same are the same."""
    assert visible(f"Won{unseen}") == f"Won<U+{ord(unseen):04X}>"
    assert visible(unseen) == f"<U+{ord(unseen):04X}>"


@pytest.mark.parametrize("text", ["\u26a0\ufe0f Legal", "\u2194\ufe0e", "\u845b\U000e0100\u57ce", "Z\u00fcrich \u2013 \u201ca\u201d", "e\u0301", "\ud55c\uad6d", "\u0e17\u0e35\u0e48"])
def test_what_is_seen_stays(text: str) -> None:
    """Letters of every script; a coloured sign and a Japanese name's own form of a letter too."""
    assert visible(text) == text


def test_a_form_is_chosen_once() -> None:
    """What stands behind it chooses nothing, and may be a message of its own."""
    assert visible("\u26a0\ufe0f\ufe0f\ufe00") == "\u26a0\ufe0f<U+FE0F><U+FE00>"
    assert visible("\u2800\ufe0f") == "<U+2800><U+FE0F>"


def test_json_on_a_terminal_stays_the_same_to_programs() -> None:
    """What can't be seen is written as JSON writes it."""
    text = json.dumps({"a": "".join(FILLERS), "b": "\u26a0\ufe0f"}, ensure_ascii=False, indent=1)
    shown = on_screen(text)
    assert json.loads(shown) == json.loads(text)
    assert not any(one in shown for one in FILLERS if one != "\ufe0f")
