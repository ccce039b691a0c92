"""A page as a browser reads it."""

from html.parser import HTMLParser

import pytest


class Reader(HTMLParser):
    """What a browser finds in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        """Refuse a comment: we write none."""
        pytest.fail(f"a comment: {data}")

    @property
    def shown(self) -> str:
        """All words."""
        return " ".join("".join(self.words).split())
