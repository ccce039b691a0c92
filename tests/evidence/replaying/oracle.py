"""The replay of a history once more, in plain Python from the words of the format: slow, simple, and without any SQL or graph.

A process is the plain data of its file, a row a tuple (deal, name, time, seq, process name or None).
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

Row = tuple[str, str, int, int, str | None]
GOOD = ("won", "realised", "introduced")
MINUTE = 60_000_000


@dataclass
class Names:
    """Whose names the source speaks: a mapping of stages, what is no stage, and what processes are called there."""

    stages: dict[str, list[str]] = field(default_factory=dict)
    not_stages: list[str] = field(default_factory=list)
    processes: dict[str, list[str]] = field(default_factory=dict)


def plain(text: str) -> str:
    """Return a text without case and what stands between its words."""
    return " ".join(re.split(r"[\W_]+", text.casefold())).strip()


def targets(entries: Any) -> list[str]:
    """Return where ways lead, however they are written."""
    return [one if isinstance(one, str) else one["to"] for one in entries or []]


class Oracle:
    """One run. `versions` are (time from which it is in force, process), the first first; `today` is the process as it stands."""

    def __init__(self, today: Any, versions: list[tuple[int, Any]], rows: list[Row], names: Names, echo_minutes: int = 5) -> None:
        self.today, self.versions, self.names, self.echo = today, versions, names, echo_minutes * MINUTE
        self.stages: dict[str, Any] = dict(today["stages"])
        for _, version in versions:
            for old, stage in version["stages"].items():
                self.stages.setdefault(self.now(version, old), stage)
        self.as_of = max((row[2] for row in rows), default=0)
        self.skipped = self.elsewhere = self.echoes = self.ties = self.events = 0
        self.deals: dict[str, list[tuple[str, int]]] = {}
        self.handed: dict[str, int] = {}
        self.unknown: set[str] = set()
        for deal in sorted({row[0] for row in rows}):
            self.read(deal, sorted((row for row in rows if row[0] == deal), key=lambda row: (row[2], row[3])))

    def now(self, version: Any, old: str) -> str:
        """Return a stage's id of today."""
        if old in self.today["stages"]:
            return old
        for name, stage in self.today["stages"].items():
            if old in stage.get("was", []):
                return str(name)
        earlier = [one for one in version["stages"][old].get("was", []) if one in self.today["stages"] and one not in version["stages"]]
        return earlier[-1] if earlier else old

    def meant(self, name: str) -> str | None:
        """Return the stage that a name of the source means."""
        for stage, known in self.names.stages.items():
            if name in known:
                return stage
        by_id = {plain(one): one for one in self.stages}
        by_title = {plain(stage["title"]): one for one, stage in self.stages.items() if stage.get("title")}
        by_earlier = {plain(old): one for one, stage in self.stages.items() for old in stage.get("was", [])}
        return by_id.get(plain(name)) or by_title.get(plain(name)) or by_earlier.get(plain(name))

    def process_of(self, name: str | None) -> str | None:
        """Return the process that a row's process name means, None for this one."""
        if not name:
            return None
        own = [self.today["process"], *self.today.get("was", []), *self.names.processes.get(self.today["process"], [])]
        if plain(name) in map(plain, own):
            return None
        for process, known in self.names.processes.items():
            if plain(name) in map(plain, [process, *known]):
                return process
        return name

    def read(self, deal: str, rows: list[Row]) -> None:
        """Read a deal's rows in their order."""
        own: list[tuple[str, int]] = []
        after: tuple[str, int] | None = None
        for _, name, time, _, process in rows:
            other = self.process_of(process)
            if other is not None:
                self.elsewhere += 1
                after = after or (other, time)
                continue
            if name in self.names.not_stages:
                self.skipped += 1
                continue
            after = None
            stage = self.meant(name)
            if stage is None:
                self.unknown.add(name)
                stage = f"?{name}"
            self.events += 1
            self.ties += bool(own) and own[-1][1] == time
            own.append((stage, time))
        if own:
            self.deals[deal] = self.visits(own)
            if after is not None and plain(after[0]) in map(plain, self.hands_over(self.deals[deal][-1][0])):
                self.handed[deal] = after[1]

    def visits(self, rows: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """Return a deal's visits: repeats are one, and an echo is none."""
        found: list[tuple[str, int]] = []
        for stage, time in rows:
            if not found or found[-1][0] != stage:
                found.append((stage, time))
        if len(found) > 1 and self.kind(found[-2][0]) and found[-1][1] - found[-2][1] <= self.echo:
            self.echoes += 1
            found.pop()
        return found

    def kind(self, stage: str) -> str | None:
        """Return the kind of outcome that a stage is."""
        found: str | None = self.stages.get(stage, {}).get("outcome")
        return found

    def hands_over(self, name: str) -> list[str]:
        """Return the processes that a stage leads into."""
        if name not in self.stages:
            return []
        stage = self.stages[name]
        ways = targets(stage.get("next")) + targets(stage.get("continues_in"))
        if not stage.get("outcome"):
            ways += targets(stage.get("from_anywhere", self.today.get("from_anywhere")))
        elsewhere = [way for way in ways if "/" in way] + [way for way in targets(stage.get("continues_in")) if "/" not in way]
        return [way.split("/")[0] for way in elsewhere]

    def allows(self, before: str | None, source: str, target: str, time: int) -> bool:
        """Tell whether a move is allowed by the version in force at its time."""
        version = self.versions[0][1]
        for since, one in self.versions[1:]:
            if since <= time:
                version = one
        for old, stage in version["stages"].items():
            if self.now(version, old) != source:
                continue
            ways = targets(stage.get("next"))
            if not stage.get("outcome"):
                ways += targets(stage.get("from_anywhere", version.get("from_anywhere")))
            if target in [self.now(version, way) for way in ways if way in version["stages"]]:
                return True
            if stage.get("parked") and not stage.get("next") and target == before and any(
                self.now(version, one) == target and not it.get("outcome") for one, it in version["stages"].items()
            ):
                return True
        return False

    def kind_of(self, source: str, target: str) -> str:
        """Return what a move is by the order of the stages."""
        if source not in self.stages or target not in self.stages:
            return "unknown"
        if self.kind(source):
            return "reopening"
        if self.stages[target].get("parked") or self.kind(target) not in (None, *GOOD):
            return "out"
        if self.stages[source].get("parked"):
            return "on"
        order = list(self.stages)
        if order.index(target) < order.index(source):
            return "on" if self.kind(target) else "back"
        between = order[order.index(source) + 1 : order.index(target)]
        return "skip" if any(not self.kind(one) and not self.stages[one].get("parked") for one in between) else "on"

    def ways(self) -> set[tuple[str, ...]]:
        """Return the sequences of stages before the outcome, without those of deals made in error."""
        told = [tuple(stage for stage, _ in visits) for visits in self.deals.values() if self.kind(visits[-1][0]) != "admin"]
        return {way[:-1] if self.kind(way[-1]) else way for way in told}

    def replay(self) -> dict[str, Any]:
        """Return every figure."""
        moves: Counter[tuple[str, str]] = Counter()
        allowed: Counter[tuple[str, str]] = Counter()
        by_deals: Counter[tuple[str, str]] = Counter()
        outcomes: Counter[str] = Counter()
        in_error: Counter[tuple[str, str]] = Counter()
        left: Counter[str] = Counter()
        conforming = closed_conforming = 0
        for deal, visits in self.deals.items():
            made = [(visits[place - 1][0] if place else None, *visits[place], *visits[place + 1]) for place in range(len(visits) - 1)]
            fine = not any(stage.startswith("?") for stage, _ in visits)
            for before, source, _, target, time in made:
                is_allowed = self.allows(before, source, target, time)
                fine = fine and is_allowed
                moves[source, target] += 1
                allowed[source, target] += is_allowed
            by_deals.update({(source, target) for _, source, _, target, _ in made})
            ended = self.kind(visits[-1][0]) or ("handed-over" if deal in self.handed else None)
            if ended == "admin":
                in_error.update({(source, target) for _, source, _, target, _ in made})
            else:
                left.update({self.said(source) for _, source, _, _, _ in made} | ({self.said(visits[-1][0])} if deal in self.handed else set()))
            if ended:
                outcomes[ended] += 1
            conforming += fine
            closed_conforming += fine and ended is not None
        total = sum(moves.values())
        kinds: Counter[str] = Counter()
        for (source, target), count in moves.items():
            kinds[self.kind_of(source, target)] += count
        return {
            "deals": len(self.deals), "events": self.events, "conforming_so_far": conforming, "conforming_and_closed": closed_conforming,
            "fitness": float(Fraction(sum(allowed.values()), total)) if total else None,
            "moves": {(self.said(source), self.said(target)): (count, by_deals[source, target], allowed[source, target], self.kind_of(source, target))
                      for (source, target), count in moves.items()},
            "stages": self.times(), "unknown_stages": self.unknown, "closed": sum(outcomes.values()) - outcomes["admin"] - outcomes["handed-over"],
            "made_in_error": outcomes["admin"], "handed_over": outcomes["handed-over"], "left": dict(left),
            "in_error": {ends: number for ends, number in in_error.items() if number}, "ways": len(self.ways()), "outcomes": dict(outcomes),
            "variants": len({tuple(stage for stage, _ in visits) for visits in self.deals.values()}),
            "skips": kinds["skip"], "returns": kinds["back"], "reopenings": kinds["reopening"], "echoes": self.echoes,
            "skipped_rows": self.skipped, "elsewhere_rows": self.elsewhere, "ties": self.ties,
            "began": dict(Counter(self.said(visits[0][0]) for visits in self.deals.values())),
        }

    def said(self, stage: str) -> str:
        """Return a stage as people know it."""
        return stage.removeprefix("?")

    def times(self) -> dict[str, tuple[Any, ...]]:
        """Return each stage's visits, deals, open deals, visits without length, median and ninth tenth."""
        found = {}
        for name in self.stages:
            stays: list[tuple[int, bool]] = []
            zero = open_now = visited = 0
            deals = set()
            for deal, visits in self.deals.items():
                for place, (stage, entered) in enumerate(visits):
                    if stage != name:
                        continue
                    visited += 1
                    deals.add(deal)
                    is_last = place == len(visits) - 1
                    left = (self.handed.get(deal) if is_last else visits[place + 1][1])
                    zero += left == entered
                    open_now += left is None and not self.kind(name)
                    if left != entered:
                        stays.append(((self.as_of if left is None else left) - entered, left is not None))
            if name not in self.today["stages"] and not visited:
                continue
            quantiles = (None, None) if self.kind(name) else (kaplan_meier(stays, Fraction(1, 2)), kaplan_meier(stays, Fraction(9, 10)))
            found[name] = (visited, len(deals), open_now, zero, *quantiles)
        return found


def kaplan_meier(stays: list[tuple[int, bool]], quantile: Fraction) -> int | None:
    """Return the first time at which at most 1 - quantile are left, by the product-limit estimate."""
    left = Fraction(1)
    for time in sorted({time for time, ended in stays if ended}):
        at_risk = sum(stay >= time for stay, _ in stays)
        ended = sum(stay == time and is_end for stay, is_end in stays)
        left *= 1 - Fraction(ended, at_risk)
        if left <= 1 - quantile:
            return time
    return None
