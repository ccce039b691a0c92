"""The JSON of a forge's API as a flat list of entries: one page, several, or what a query wraps around them."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from processengine.change import Json
from processengine.errors import CannotRun
from processengine.syntax.parse import MAX_BYTES

_DEEP = 4
_BLANK = re.compile(r"\s*")
_WRAPPED = (("data", "repository", "pullRequest"), ("repository", "pullRequest"), ("pullRequest",))


class Told(NamedTuple):
    """What a file has: its entries, and the login of who opened the request, where that is told."""

    entries: tuple[Mapping[str, Json], ...]
    author: str = ""


def entries(name: str, data: bytes) -> Told:
    """Return the entries of a file; raise CannotRun where it is no JSON, too large, or only a part of what there is."""
    if len(data) > MAX_BYTES:
        raise CannotRun(f"{name} is larger than {MAX_BYTES // 1_000_000} MB; a forge says less of one request.")
    author = ""
    found: list[Mapping[str, Json]] = []
    for one in _flat(name, documents(name, data), 0):
        inner = _unwrapped(one)
        reviews = inner.get("reviews")
        if reviews is None:
            found.append(inner)
            continue
        if isinstance(reviews, dict):
            page = reviews.get("pageInfo")
            if isinstance(page, dict) and page.get("hasNextPage"):
                raise CannotRun(f"{name} has not all reviews: there is a further page.")
            reviews = reviews.get("nodes")
        found += _flat(name, reviews, 1)
        opened = inner.get("author")
        author = opened["login"].casefold() if isinstance(opened, dict) and isinstance(opened.get("login"), str) else author
    return Told(tuple(found), author)


def documents(name: str, data: bytes) -> list[Json]:
    """Return the JSON documents of a file, which most often is one; pages may stand behind each other."""
    decoder = json.JSONDecoder(parse_constant=_refused)
    try:
        text, found, place = data.decode("utf-8-sig").rstrip(), [], 0
        while place < len(text):
            value, place = decoder.raw_decode(text, _BLANK.match(text, place).end())  # type: ignore[union-attr]  # it matches nothing too
            found.append(value)
    except (ValueError, RecursionError):
        raise CannotRun(f"{name} is no JSON as a forge's API writes it.") from None
    if not found:
        raise CannotRun(f"{name} is empty; a forge that has nothing to say writes [].")
    return found


def _refused(word: str) -> Json:
    raise ValueError(word)


def _flat(name: str, value: Json, depth: int) -> Iterator[Mapping[str, Json]]:
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list) and depth < _DEEP:
        for one in value:
            yield from _flat(name, one, depth + 1)
    else:
        raise CannotRun(f"{name} is no list of what a forge says, nor a list of its pages.")


def _unwrapped(value: Mapping[str, Json]) -> Mapping[str, Json]:
    """Return the pull request inside the answer to a query, else the value itself."""
    for keys in _WRAPPED:
        inner: Json = value
        for key in keys:
            inner = inner.get(key) if isinstance(inner, dict) else None
        if isinstance(inner, dict):
            return inner
    return value
