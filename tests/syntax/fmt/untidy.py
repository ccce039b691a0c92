"""Files in disorder: processes and journeys with their keys shuffled, laid out in every way, and then roughed up.

The roughing works on lines and knows nothing of YAML: blank lines and comments come anywhere, texts are broken over
lines. What can't be read any more is thrown away, so each file is one that somebody might have.
"""

from random import Random
from typing import Any

from processengine.syntax.parse import parse
from tests import strategies
from tests.laws.written import Writer

COMMENTS = ("# note", "#", "# a: b", '# it\'s "quoted"', "# - x", "# äö 🚀", "#    a drawing  |", "# yaml-language-server: $schema=x.json")
RULES = ("dead-end-stage", "unknown-stage", "unreachable-stage", "missing-outcome")


def untidy(random: Random) -> str:
    """Return a file in disorder, in which the reader refuses nothing."""
    while True:
        text, bom = laid_out(random, data(random)), "\ufeff" if random.random() < 0.1 else ""
        for _ in range(20):
            rough = bom + roughed(text, random)
            if not parse(rough)[1]:
                return rough


def data(random: Random) -> dict[str, Any]:
    """Return the data of a document with its keys in any order, and keys that the schema doesn't have among them."""
    made = strategies.process(random, 0.4) if random.random() < 0.85 else strategies.journey(random)
    if random.random() < 0.3:
        made["x-ours"] = {"team": "north", "title": "A title", "stages": ["a"]}
    for stage in made.get("stages", {}).values():
        if random.random() < 0.1:
            stage["x-colour"] = "red"
        if random.random() < 0.05:
            stage["colour"] = "red"
    mixed: dict[str, Any] = strategies.shuffled(made, random)
    return mixed


def laid_out(random: Random, made: dict[str, Any]) -> str:
    """Return data as a text with comments, quotes, brackets and block texts."""
    writer = Writer(random, random.choice(["\n", "\n", "\n", "\r\n", "\r"]))
    for line in random.choice([[], [], ["# Somebody's licence", ""], ["# yaml-language-server: $schema=process.json"], ["---"], ["", ""]]):
        writer.line(line)
    writer.mapping(made, 0, ())
    if not writer.after_keep and random.random() < 0.2:
        writer.line(random.choice(["", "# The end", "..."]))
    text = "".join(writer.parts)
    return text.removesuffix(writer.newline) if random.random() < 0.15 else text


def roughed(text: str, random: Random) -> str:
    """Return a text with some of its lines doubled by blank lines and comments, or broken in two."""
    lines = text.splitlines(keepends=True)
    for _ in range(random.randint(0, 8)):
        place = random.randrange(len(lines) + 1)
        end = lines[0][len(lines[0].rstrip("\r\n")) :] or "\n"
        what = random.random()
        if what < 0.4:
            lines[place:place] = [" " * random.choice([0, 0, 0, 2, 9]) + end] * random.randint(1, 3)
        elif what < 0.8:
            blanks = [end] * random.randint(0, 1)
            column = random.choice([0, 2, 4, 4, 6, 8])
            lines[place:place] = [*blanks, " " * column + comment(random) + end, *[end] * random.randint(0, 1)]
        elif place < len(lines) and lines[place].count(" ") > len(lines[place]) - len(lines[place].lstrip()) + 3:
            head, _, tail = lines[place].rpartition(" ")
            lines[place : place + 1] = [head + end, " " * 12 + tail]
    return "".join(lines)


def comment(random: Random) -> str:
    """Return a comment; some say what is not to be reported."""
    if random.random() < 0.3:
        return f"# processengine: allow[{random.choice(RULES)}] reason {random.randint(1, 9)}"
    return random.choice(COMMENTS)
