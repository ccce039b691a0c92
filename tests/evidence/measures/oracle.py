"""What a measure must be, worked out deal by deal from the design's words in plain Python: no SQL, and nothing of the code that is tested.

Only exact parts: counts, shares, ratios and times. Each function quotes the words that it was written from.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cached_property

from processengine.model.measure import Event, Measure
from processengine.model.process import Process
from tests.evidence.measures.told import DAY, MINUTE, Activity, Deal, Row, Told

ECHO = 5 * MINUTE


@dataclass(frozen=True)
class Visit:
    """A stay in a stage; `stage` is the source's own name where the process has none."""

    stage: str
    entered: int


@dataclass
class Result:
    """A value with the numbers behind it; `value` is exact, of a duration in microseconds."""

    value: Fraction | int | None
    n: int
    seen: int
    left_out: dict[str, int] = field(default_factory=dict)


class Oracle:
    """What is told, as one process sees it."""

    def __init__(self, told: Told, process: Process, *others: Process) -> None:
        self.told = told
        self.began_after: int | None = None
        self.as_of = told.as_of or 0
        self.process = process
        self.others = {one.id: one for one in others}
        self.deal = {one.deal: one for one in told.deals}
        self.rows: dict[str, list[Row]] = {}
        self._elsewhere: dict[str, dict[str, list[Visit]]] = {}
        for row in sorted(told.rows, key=lambda one: (one.entered, one.seq)):
            self.rows.setdefault(row.deal, []).append(row)

    @cached_property
    def runs(self) -> dict[str, "Run"]:
        """The deals of the process."""
        found = {deal: self._run(deal) for deal in self.rows}
        return {deal: run for deal, run in found.items() if run.visits}

    def _run(self, deal: str) -> "Run":
        own = [row for row in self.rows[deal] if row.process in (None, self.process.id)]
        visits = visits_of(own, self.process)
        told = self.deal.get(deal, Deal(deal))
        if not visits:
            return Run(told, [], 0, None, None)
        opened = min(time for time in (told.opened, visits[0].entered) if time is not None)
        stage = self.process.stages.get(visits[-1].stage)
        if stage is not None and stage.outcome is not None:
            return Run(told, visits, opened, visits[-1].entered, stage.outcome)
        return Run(told, visits, opened, self._handed_over(deal, own[-1], visits[-1].stage), None)

    def _handed_over(self, deal: str, last: Row, stage: str) -> int | None:
        """`to: other-process/stage` leads into another process, which closes the deal here as handed over."""
        rows = self.rows[deal]
        after = rows[rows.index(last) + 1 :]
        if not after or stage not in self.process.stages:
            return None
        ways = {way.to.partition("/")[0] for way in self.process.stages[stage].next if "/" in way.to}
        return after[0].entered if after[0].process in ways else None

    def elsewhere(self, process: str) -> dict[str, list[Visit]]:
        """Return the deals of another process with their visits; deals made in error are counted nowhere."""
        if process not in self._elsewhere:
            self._elsewhere[process] = self._others(process)
        return self._elsewhere[process]

    def _others(self, process: str) -> dict[str, list[Visit]]:
        other = self.others[process]
        found: dict[str, list[Visit]] = {}
        for deal, rows in self.rows.items():
            own = [row for row in rows if row.process == process or (row.process is None and row.stage in other.stages and row.stage not in self.process.stages)]
            visits = visits_of(own, other)
            if visits and not ((last := other.stages.get(visits[-1].stage)) is not None and last.outcome == "admin"):
                found[deal] = visits
        return found

    def carried_on(self, process: str, run: "Run") -> list[str]:
        """`process/STAGE` joins by deal_id, else by account_id and later start."""
        there = self.elsewhere(process)
        if run.deal.deal in there:
            return [run.deal.deal]
        account = run.deal.account
        return [deal for deal, visits in there.items() if account is not None and self.deal.get(deal, Deal(deal)).account == account
                and min(time for time in (self.deal[deal].opened, visits[0].entered) if time is not None) > run.opened]

    def times(self, event: Event, run: "Run") -> list[int]:
        """Return when an event happened to a deal, in order."""
        return sorted(self._times(event, run))

    def _times(self, event: Event, run: "Run") -> Iterator[int]:
        deal = run.deal.deal
        if event.reached is not None:
            process, slash, stage = event.reached.rpartition("/")
            if not slash or process == self.process.id:
                yield from (visit.entered for visit in run.visits if visit.stage == stage)
            else:
                there = self.elsewhere(process)
                yield from (visit.entered for other in self.carried_on(process, run) for visit in there[other] if visit.stage == stage)
        elif event.outcome is not None:
            if run.outcome == event.outcome and run.closed is not None:
                yield run.closed
        elif event.activity is not None:
            yield from (one.happened for one in self.told.activities if one.deal == deal and self.is_meant(event, one))
        else:
            yield from (one.happened for one in self.told.facts if one.deal == deal and one.kind == event.kind and one.id in self._ids(event))

    def is_meant(self, event: Event, activity: Activity) -> bool:
        """Tell whether an activity is one that an event speaks of; an account may be told by the activity or by its deal."""
        deal = self.deal.get(activity.deal or "")
        target = activity.is_target if activity.is_target is not None or deal is None else deal.is_target
        new = activity.is_new if activity.is_new is not None or deal is None else deal.is_new
        account = {None: True, "target": target is True, "new": new is True, "existing": new is False}[event.account]
        return activity.kind == event.activity and account and event.with_decision_maker in (None, activity.with_decision_maker)

    def _ids(self, event: Event) -> set[str]:
        if event.kit is not None:
            return {event.kit, *(f"{stage}/{event.kit}" for stage in self.process.stages)}
        name = event.criterion or event.play or ""
        return {name, name.partition("/")[2]}

    def is_elsewhere(self, event: Event) -> bool:
        """Tell whether an event is another process's."""
        return "/" in (event.reached or "") and (event.reached or "").partition("/")[0] != self.process.id

    def measure(self, measure: Measure, world: str | None = None) -> Result:
        """Return what a measure must be, over the deals of one world."""
        runs = [run for run in self.runs.values() if run.deal.world == world]
        if measure.share is not None:
            return self._share(measure, measure.share, runs)
        if measure.duration is not None:
            return self._duration(measure, measure.duration.from_, measure.duration.to, runs)
        if measure.ratio is not None:
            of, per = (self._count(measure, event, runs, world) for event in (measure.ratio.of, measure.ratio.per))
            return Result(Fraction(of, per) if per else None, per, of)
        assert measure.count is not None
        count = self._count(measure, measure.count, runs, world)
        return Result(count, count, count)

    def _is_in_window(self, measure: Measure, time: int) -> bool:
        """The cohort's event lies in the days that end at as_of; default all. Whatever its hour, as_of is in the last of these days.

        What is to be judged by a release counts only where it follows that moment.
        """
        follows = self.began_after is None or time > self.began_after
        return follows and (measure.last is None or 0 <= self.as_of // DAY - time // DAY < measure.last)

    def _is_young(self, measure: Measure, began: int) -> bool:
        """Each deal is watched so long after its cohort event; younger ones are left out and counted."""
        return measure.within is not None and began + measure.within * DAY > self.as_of

    def _share(self, measure: Measure, event: Event, runs: Iterable["Run"]) -> Result:
        """Deals of the cohort with the event at or after the cohort's; without `within`, over closed deals only."""
        result = Result(None, 0, 0)
        at_or_before = any(one.outcome for one in measure.among or ()) and not self.is_elsewhere(event)
        for run in runs:
            firsts = [times[0] if (times := self.times(one, run)) else None for one in measure.among or ()]
            began = run.opened if not firsts else None if None in firsts else max(time for time in firsts if time is not None)
            if began is None or not self._is_in_window(measure, began):
                continue
            why = "admin" if run.outcome == "admin" else "young" if self._is_young(measure, began) else None
            if why is None and measure.within is None and run.closed is None:
                why = "open"
            if why is not None:
                result.left_out[why] = result.left_out.get(why, 0) + 1
                continue
            result.n += 1
            times = self.times(event, run)
            if at_or_before:
                result.seen += any(time <= began for time in times)
            else:
                result.seen += any(began <= time and (measure.within is None or time <= began + measure.within * DAY) for time in times)
        result.value = Fraction(result.seen, result.n) if result.n else None
        return result

    def _duration(self, measure: Measure, start: Event, end: Event, runs: Iterable["Run"]) -> Result:
        """First `from` to first later `to`, Kaplan-Meier quantile with open deals censored.

        Censored means: watched for as long as is known beforehand, whether the event comes or not. A deal is followed until it
        closes; what is written down of it afterwards is no longer part of its way, so it neither ends the wait nor makes it longer.
        Only a wait that begins when the deal is closed, or ends in another process, goes on to the end of what is told.
        Later means later: what happens at the very time of `from` ends no wait. Where nothing later ends it, and `to` is
        another event that came at that time, the length is zero, and that is in no duration and counted apart.
        """
        lasted: list[tuple[int, bool]] = []
        result = Result(None, 0, 0)
        for run in runs:
            if not (starts := self.times(start, run)) or not self._is_in_window(measure, starts[0]):
                continue
            began = starts[0]
            stays = start.outcome is None and not self.is_elsewhere(end) and run.closed is not None and run.closed >= began
            until = run.closed if stays and run.closed is not None else self.as_of
            ended = next((time for time in self.times(end, run) if began < time <= until), None)
            is_itself = str(start).replace(f"{self.process.id}/", "") == str(end).replace(f"{self.process.id}/", "")
            at_once = ended is None and not is_itself and began in self.times(end, run)
            why = "admin" if run.outcome == "admin" else "young" if self._is_young(measure, began) else "zero" if at_once else None
            if why is not None:
                result.left_out[why] = result.left_out.get(why, 0) + 1
                continue
            limit = None if measure.within is None else began + measure.within * DAY
            if ended is not None and (limit is None or ended <= limit):
                lasted.append((ended - began, True))
            else:
                lasted.append(((until if limit is None else min(until, limit)) - began, False))
        result.n, result.seen = len(lasted), sum(ended for _, ended in lasted)
        result.value = quantile(lasted, Fraction(1, 2) if measure.quantile is None else Fraction(measure.quantile).limit_denominator(1000))
        return result

    def _count(self, measure: Measure, event: Event, runs: Iterable["Run"], world: str | None) -> int:
        """Count what happens to deals once a deal, at its first time (reached: at least one visit), what reps do each time."""
        if event.activity is not None:
            return sum(self._is_in_window(measure, one.happened) and self.is_meant(event, one) and self.deal.get(one.deal or "", Deal("")).world == world
                       for one in self.told.activities)
        firsts = (self.times(event, run)[:1] for run in runs if run.outcome != "admin")
        return sum(bool(first) and self._is_in_window(measure, first[0]) for first in firsts)


@dataclass(frozen=True)
class Run:
    """One deal's way through the process; `closed` is when its outcome was reached, or it was handed over."""

    deal: Deal
    visits: list[Visit]
    opened: int
    closed: int | None
    outcome: str | None


def visits_of(rows: Iterable[Row], process: Process) -> list[Visit]:
    """Rows in a row that map to one stage are one visit; a row after an outcome with no later stage, and soon, is an echo."""
    found: list[Visit] = []
    for row in rows:
        if not found or found[-1].stage != row.stage:
            found.append(Visit(row.stage, row.entered))
    if len(found) > 1:
        before = process.stages.get(found[-2].stage)
        if before is not None and before.outcome is not None and found[-1].entered - found[-2].entered <= ECHO:
            found.pop()
    return found


def quantile(lasted: list[tuple[int, bool]], wanted: Fraction) -> int | None:
    """The smallest time at which the product-limit estimate is at most 1 less the quantile, in exact fractions."""
    share = Fraction(1)
    for time in sorted({time for time, ended in lasted if ended}):
        at_risk = sum(one >= time for one, _ in lasted)
        share *= 1 - Fraction(sum(ended and one == time for one, ended in lasted), at_risk)
        if share <= 1 - wanted:
            return time
    return None


def period_of(each: str, time: int) -> str:
    """Return the name of the week, month or quarter of a time, in UTC; weeks are ISO weeks."""
    day: date = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=time)).date()
    if each == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return f"{day.year}-{day.month:02}" if each == "month" else f"{day.year}-Q{(day.month + 2) // 3}"
