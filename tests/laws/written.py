"""Files as people write them: plain data laid out with comments, quotes, blank lines and brackets of every kind.

The writer knows where each element stands, from the rules that DESIGN and the edit operations state and not from
the code under test: the comment lines directly above an element that stand no deeper than it, and the ones below
that stand deeper, are its own.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Any

Path = tuple[str, ...]

IDS = ["a", "b", "c", "won", "lost", "stage-one", "x1", "no", "2026", "board-decides"]
PROSE = [
    "Someone says what is wrong", "What it costs, in writing", 'They said "no" to it', "It's theirs", "a # b", "a: b", "50,000 and more",
    "Größe ändern", "取締役会が決める", "🚀 go", "yes", "010", "- dash", "[x]", "{y}", "ends with colon:", "is it?", "100%", "@us", "~",
]
MULTILINE = ["one\ntwo\n", "one\n\ntwo", "a\n  b\n", "# no comment\nx: y\n", "last\n\n\n"]
COMMENTS = ["# note", "#", "# a: b", "# it's \"quoted\"", "# - x", "# processengine: allow[dead-end-stage] why not", "# äö 🚀"]


@dataclass
class Written:
    """A text, its data, and where each element stands: from its own comments above to its own comments below."""

    text: str
    data: dict[str, Any]
    spans: dict[Path, tuple[int, int]]
    flows: set[Path]


@dataclass
class Writer:
    """Lays out data; every choice is the random generator's."""

    random: Random
    newline: str = "\n"
    parts: list[str] = field(default_factory=list)
    length: int = 0
    spans: dict[Path, tuple[int, int]] = field(default_factory=dict)
    flows: set[Path] = field(default_factory=set)
    after_keep: bool = False
    text_end: int = 0

    def put(self, text: str) -> None:
        """Write on."""
        self.parts.append(text)
        self.length += len(text)

    @property
    def after_text(self) -> bool:
        """Whether a block text has just ended, to which blanks and comments that stand deep enough would belong."""
        return self.length > 0 and self.text_end == self.length

    def line(self, text: str) -> None:
        """Write a whole line."""
        self.put(text + self.newline)

    def chance(self, share: float) -> bool:
        """Decide."""
        return self.random.random() < share

    def end_line(self) -> None:
        """End the line at hand, perhaps with a comment."""
        if self.chance(0.15):
            self.put(self.random.choice(["  ", " "]) + self.random.choice(COMMENTS))
        self.put(self.newline)

    def between(self, column: int, *, first: bool, root: bool) -> int:
        """Write what stands between two elements; return where the next one's own comments start."""
        if not self.after_keep:
            if self.chance(0.3) and not (first and root):
                self.line("" if self.after_text else self.random.choice(["", "", " " * self.random.randint(0, 4)]))
            if self.chance(0.08):
                self.line(" " * self.random.randint(0, column) + self.random.choice(COMMENTS))
                self.line("")
        start = self.length
        if self.chance(0.2) and not (first and root):
            for _ in range(self.random.randint(1, 2)):
                self.line(" " * self.random.randint(0, column) + self.random.choice(COMMENTS))
        self.after_keep = False
        return start

    def below(self, low: int, high: int) -> None:
        """Write comments below an element, deeper than it."""
        if not self.after_text and self.chance(0.1):
            if self.chance(0.3):
                self.line("")
            self.line(" " * self.random.randint(low + 1, max(low + 1, high)) + self.random.choice(COMMENTS))

    def mapping(self, data: dict[str, Any], column: int, path: Path, *, beside_dash: bool = False) -> None:
        """Write a block map."""
        for number, (key, value) in enumerate(data.items()):
            attached = beside_dash and number == 0
            start = self.length if attached else self.between(column, first=number == 0, root=column == 0 and not path)
            if not attached:
                self.put(" " * column)
            self.put(self.key(key) + ":")
            self.value(value, column, (*path, key))
            self.spans[*path, key] = (start, self.length)

    def sequence(self, data: list[Any], column: int, path: Path) -> None:
        """Write a block list."""
        for number, item in enumerate(data):
            start = self.between(column, first=number == 0, root=False)
            name = str(item["to"] if isinstance(item, dict) else item)
            self.put(" " * column + "-")
            if isinstance(item, dict) and self.chance(0.8):
                gap = self.random.choice([1, 1, 3])
                self.put(" " * gap)
                self.mapping(item, column + 1 + gap, (*path, name), beside_dash=True)
            else:
                self.value(item, column, (*path, name))
            self.spans[*path, name] = (start, self.length)

    def value(self, value: Any, column: int, path: Path) -> None:
        """Write a value after its colon or dash, to the end of its last line."""
        if isinstance(value, dict | list) and value and self.chance(0.65):
            self.end_line()
            step = self.random.choice([2, 2, 2, 4, 1])
            deeper = column + (step if isinstance(value, dict) else self.random.choice([0, step, step]))
            if isinstance(value, dict):
                self.mapping(value, deeper, path)
            else:
                self.sequence(value, deeper, path)
            if deeper > column:
                self.below(column, deeper)
        elif isinstance(value, dict | list):
            self.put(" ")
            self.flow(value, column, path)
            self.end_line()
            self.below(column, column + 4)
        else:
            self.scalar(value, column)

    def scalar(self, value: Any, column: int) -> None:
        """Write a scalar after its colon or dash."""
        if isinstance(value, str) and "\n" in value:
            self.block_text(value, column + self.random.choice([1, 2, 4]))
            return
        self.put(" " + self.random.choice(["", "", " "]) + self.one_line(value))
        self.end_line()
        self.below(column, column + 4)

    def block_text(self, value: str, column: int) -> None:
        """Write a text of several lines, literally."""
        ends = len(value) - len(value.rstrip("\n"))
        mark = {0: "-", 1: ""}.get(ends, "+")
        self.put(f" |{mark}")
        self.end_line()
        for line in value[: len(value) - ends].split("\n"):
            self.line(" " * column + line if line else "")
        for _ in range(ends - 1):
            self.line("")
        self.after_keep = mark == "+"
        self.text_end = self.length

    def one_line(self, value: Any, *, flow: bool = False) -> str:
        """Write a scalar on one line, in any quotes that hold it."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if not isinstance(value, str):
            return str(value)
        styles = [f"'{value.replace(chr(39), chr(39) * 2)}'", '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"']
        if is_plain_to_everyone(value, flow=flow):
            styles += [value, value, value]
        if "\n" in value:
            return '"' + value.replace('"', '\\"').replace("\n", "\\n") + '"'
        return self.random.choice(styles)

    def key(self, name: str, *, flow: bool = False) -> str:
        """Write a key."""
        return name if is_plain_to_everyone(name, flow=flow) and self.chance(0.9) else f'"{name}"'

    def flow(self, data: Any, column: int, path: Path) -> None:
        """Write a map or list in brackets, on one line or several, with or without a last comma."""
        self.flows.add(path)
        opening, closing = "{}" if isinstance(data, dict) else "[]"
        self.put(opening)
        several = bool(data) and self.chance(0.35)
        indent = self.newline + " " * (column + 4)
        items = list(data.items()) if isinstance(data, dict) else [(None, item) for item in data]
        for number, (key, item) in enumerate(items):
            last = number == len(items) - 1
            name = key if key is not None else str(item["to"] if isinstance(item, dict) else item)
            if several and (number == 0 or self.chance(0.8)):
                self.put(self.random.choice(["", "", "  # why"]) + indent)
                if self.chance(0.2):
                    self.put(self.random.choice(COMMENTS) + indent)
            elif number:
                self.put(self.random.choice([" ", " ", "", "  "]))
            start = self.length
            if key is not None:
                self.put(self.key(key, flow=True) + ": ")
            if isinstance(item, dict | list):
                self.flow(item, column + 4, (*path, name))
            else:
                self.put(self.one_line(item, flow=True))
            self.spans[*path, name] = (start, self.length)
            if not last or self.chance(0.15):
                self.put(",")
        if several:
            self.put(self.random.choice(["", "  # end"]) + indent)
        self.put(closing)


def is_plain_to_everyone(text: str, *, flow: bool) -> bool:
    """Tell of the texts above which may stand without quotes."""
    if text in ("yes", "010", "~", "no", "2026", "a # b", "a: b", "- dash", "[x]", "{y}", "ends with colon:", "100%", "@us"):
        return text == "100%" and not flow
    return not flow or not set(text) & set(",[]{}?:\"'")


def written(data: dict[str, Any], random: Random) -> Written:
    """Return data as a file."""
    newline = random.choice(["\n", "\n", "\n", "\r\n", "\r"])
    writer = Writer(random, newline)
    if writer.chance(0.2):
        writer.line("# A file's own comment")
    writer.mapping(data, 0, ())
    if not writer.after_keep and writer.chance(0.2):
        writer.line("")
    if writer.chance(0.1):
        writer.line("# The end")
    text = "".join(writer.parts)
    if not writer.after_text and writer.chance(0.15):
        text = text.removesuffix(newline)
    if writer.chance(0.1):
        text = "\ufeff" + text
        writer.spans = {path: (start + 1, end + 1) for path, (start, end) in writer.spans.items()}
    return Written(text, data, writer.spans, writer.flows)


def tree(random: Random, depth: int) -> Any:
    """Return random data: a map, a list of named items, or a scalar."""
    kind = random.random()
    if depth == 0 or kind < 0.45:
        return scalar(random)
    if kind < 0.8:
        return {name: tree(random, depth - 1) for name in random.sample(IDS, random.randint(0 if depth < 3 else 1, 4))}
    names = random.sample(IDS + PROSE, random.randint(0, 4))
    return [item(random, name) for name in names]


def item(random: Random, name: str) -> Any:
    """Return an item of a list, bare or with more to say."""
    if random.random() < 0.6:
        return name
    more = {"when": random.choice(PROSE + MULTILINE)} if random.random() < 0.7 else {}
    return {"to": name, **more}


def scalar(random: Random) -> Any:
    """Return a value without parts."""
    return random.choice([
        random.choice(IDS), random.choice(PROSE), random.choice(PROSE), random.choice(MULTILINE),
        random.randint(-5, 1000), random.choice([0.5, 1.25, -3.75, 0.001]), random.random() < 0.5,
    ])


def process(random: Random) -> dict[str, Any]:
    """Return the data of a file: the keys that a process has, with free ones beside them."""
    stages = {name: stage(random) for name in random.sample(IDS, random.randint(1, 4))}
    data: dict[str, Any] = {"process": "p", "stages": stages}
    if random.random() < 0.5:
        data = {"process": "p", "title": random.choice(PROSE), "stages": stages}
    if random.random() < 0.5:
        data["from_anywhere"] = [item(random, name) for name in random.sample(IDS, random.randint(0, 3))]
    for name in random.sample(["x-one", "x-two", "x-three"], random.randint(0, 3)):
        data[name] = tree(random, 3)
    return data


def stage(random: Random) -> dict[str, Any]:
    """Return a stage's data."""
    made: dict[str, Any] = {
        "buyer": random.choice(PROSE + MULTILINE),
        "mirrors": random.sample(IDS, random.randint(0, 3)),
        "max_days": random.randint(1, 90),
        "exit_criteria": {name: {"fact": random.choice(PROSE)} for name in random.sample(IDS, random.randint(0, 2))},
        "next": [item(random, name) for name in random.sample(IDS, random.randint(0, 3))],
    }
    return {key: value for key, value in made.items() if random.random() < 0.6}
