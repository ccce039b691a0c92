"""How things are called in sentences: titles in quotes, lists, days, percent."""

from collections.abc import Iterable, Mapping
from typing import Any

from processengine.change import Json
from processengine.diff.atom import Content
from processengine.model.base import words
from processengine.model.process import Process


def quoted(text: str) -> str:
    """Return a text in the quotes of print, on one line."""
    return f"“{' '.join(text.split())}”"


def told(text: Json) -> str:
    """Return prose as the end of a sentence: on one line, with a full stop unless it ends by itself."""
    line = " ".join(str(text or "").split())
    return closed(line)


def closed(sentence: str) -> str:
    """Return a sentence with its full stop, unless it ends by itself, if within quotes or brackets."""
    return sentence if sentence.rstrip('”’"»)').endswith((".", "!", "?", "…", "。")) else f"{sentence}."


def plain(text: Json) -> str:
    """Return prose inside a sentence: on one line, without its full stop."""
    return " ".join(str(text or "").split()).removesuffix(".")


def listed(items: Iterable[str], last: str = "and") -> str:
    """Return items as a list in a sentence; nothing for none."""
    *others, final = [*items] or [""]
    return f"{', '.join(others)} {last} {final}" if others else final


def spoken(word: Json) -> str:
    """Return a word of the schema as people say it: `best-case` reads "best case"."""
    return " ".join(str(word).replace("-", " ").split())


def begun(text: str) -> str:
    """Return a text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def days(count: Json) -> str:
    """Return a number of days, given as a number or as the file writes it."""
    number = int(str(count).split()[0])
    return "1 day" if number == 1 else f"{number} days"


def percent(share: float) -> str:
    """Return a share from 0 to 1 in percent."""
    return f"{round(share * 100, 6):g}%"


class Titles:
    """What the elements of one revision are called, each in quotes."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def of(self, holder: str, name: str, data: Json = None) -> str:
        """Return the title of an element in one of the document's maps, or its id in words."""
        elements: Mapping[str, Any] = getattr(self.content, holder, None) or {}
        own = data.get("title") if isinstance(data, dict) else getattr(elements.get(name), "title", "")
        return quoted(own or words(name))

    def stage(self, name: str) -> str:
        """Return a stage's title."""
        return self.of("stages", name)

    def someone(self, name: str) -> str:
        """Return the title of a role or a member of the buying team."""
        is_role = isinstance(self.content, Process) and name in self.content.roles
        return self.of("roles" if is_role else "buying_team", name)

    def document(self) -> str:
        """Return the document's own title."""
        return quoted(self.content.title or words(self.content.id))
