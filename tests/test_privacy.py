"""Only aggregates leave: no deal, account or rep of the source is named in what the commands print, nor in anything that reaches a repository."""

import csv
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from processengine.cli.evidence import QUESTIONS
from tests.conftest import Command
from tests.git.team import Clone, Team

MARKS = ("DEALMARK", "ACCOUNTMARK", "REPMARK", "REASONMARK", "CURRENCYMARK")
"""Every name in the source of a deal, an account, a rep, a reason and a currency begins with one of these."""
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
AMOUNT = 7131977
"""The amounts begin here: none of them is told either."""

LIBRARY = """library: acme
people:
  ana: {email: ana@example.com, roles: [rep]}
  mia: {email: mia@example.com, roles: [manager]}
policy:
  behavioural: {approvals: {manager: 1}, claims: 1}
evidence:
  source: deals/
  min_deals: 10
"""
PROCESS = """process: new-business
from_anywhere: [lost, stayed-put]
buying_team: {champion: {}}
kits:
  board-paper: {title: One page for the board, for: [champion]}
stages:
  trouble-named:
    buyer: Someone says what is wrong
    max_days: 30
    probability: 10
    exit_criteria:
      in-writing: {fact: The buyer has written it down}
    next: [board-decides]
  board-decides:
    buyer: The board decides without us in the room
    probability: 40
    next: [won]
  won: {outcome: won}
  lost: {outcome: lost}
  stayed-put: {outcome: no-decision}
measures:
  win-rate: {share: {outcome: won}, among: {reached: board-decides}}
  time-to-board: {duration: {from: {reached: trouble-named}, to: {reached: board-decides}}, each: month}
  dials-per-appointment: {ratio: {of: {activity: dial}, per: {activity: appointment}}}
  lost: {count: {outcome: lost}}
"""
CLAIMS = """claims:
  paper-helps:
    says: Deals with a paper are won more often
    compare: win-rate
    where: {kit: board-paper}
    versus: rest
    direction: higher
  undecided:
    says: Few stay put
    share: {outcome: no-decision}
    among: {reached: board-decides}
    at_most: 0.5
"""

ASKED: dict[str, tuple[tuple[str, ...], ...]] = {
    "check": ((), ("new-business",)),
    "summary": ((),),
    "replay": (("new-business",), ("new-business", "--against", "HEAD")),
    "funnel": (("new-business",), ("new-business", "--by", "month"), ("new-business", "--by", "version"), ("new-business", "--by", "account_is_new")),
    "paths": ((), ("new-business",), ("new-business", "--top", "100"), ("new-business", "--through", "board-decides")),
    "measure": (("new-business",),),
    "claim": (("give-the-board-six-weeks",),),
    "drift": (("new-business",),),
}
"""Each question as it is asked here: not by anybody's name."""


def source(folder: Path) -> None:
    """Write deals of all kinds, with their table, facts and activities; some rows are broken, doubled, tied or of nobody."""
    folder.mkdir()
    rows: dict[str, list[tuple[object, ...]]] = {
        "stage_history": [("deal_id", "stage", "entered_at", "by")],
        "deals": [("deal_id", "opened_at", "outcome", "amount", "currency", "owner", "account_id", "account_is_new", "reason", "reason_by")],
        "facts": [("deal_id", "kind", "id", "at")],
        "activities": [("rep", "kind", "at", "deal_id", "account_is_target")],
    }
    for number in range(60):
        name, rep, outcome = f"DEALMARK-{number:04}", f"REPMARK {number % 5}", ("won", "lost", "stayed-put", "")[number % 4]
        way = [("trouble-named", 0), ("board-decides", 10 + number % 7), *([(outcome, 30 + number % 11)] if outcome else [])]
        way += [("Odd stage", 50)] if number == 7 else []
        rows["stage_history"] += [(name, stage, day(at), rep) for stage, at in way]
        rows["deals"].append((name, day(0), outcome, AMOUNT + number, f"CURRENCYMARK {number % 2}", rep, f"ACCOUNTMARK-{number}", number % 2 == 0,
                              f"REASONMARK {number % 3}", ("rep", "buyer")[number % 2]))
        rows["facts"] += [(name, "kit", "board-paper", day(3))] * (number % 3 == 0) + [(name, "criterion", "trouble-named/in-writing", day(2))] * (number % 2)
        rows["activities"] += [(rep, "dial", day(1), name, True), (rep, "dial", day(12), name, False), (rep, "appointment", day(2), name, True)]
    rows["stage_history"] += [rows["stage_history"][1], ("DEALMARK-0001", "board-decides", "some day", "REPMARK 1"), ("DEALMARK-bare", "", day(1), ""),
                              ("DEALMARK-0002", "trouble-named", "2031-01-01T00:00:00Z", "REPMARK 2"), ("DEALMARK-tied", "won", day(1), ""), ("DEALMARK-tied", "lost", day(1), "")]
    rows["deals"] += [rows["deals"][1], ("DEALMARK-unknown", "no day", "won", "much", "", "REPMARK 9", "ACCOUNTMARK-x", "", "", "")]
    rows["facts"].append(("DEALMARK-unknown", "kit", "board-paper", "no day"))
    for table, held in rows.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(held)


def day(number: float) -> str:
    """Return a day of the tests as a time."""
    return (START + timedelta(days=number)).isoformat()


@pytest.fixture
def rep(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """A rep's clone of a library whose deals git doesn't keep, in which commands run; a first version is released, a proposal made."""
    team = Team(tmp_path / "team", {".gitignore": "/deals/\n", "library.yaml": LIBRARY, "new-business.yaml": PROCESS})
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    clone = team.clone("Ana")
    source(clone.root / "deals")
    monkeypatch.chdir(clone.root)
    assert command("release").code == 0
    clone.change("max_days: 30", "max_days: 45", "new-business.yaml")
    made = command("propose", "--title", "Give the board six weeks", "--why", "Boards meet every six weeks.")
    assert made.code == 0, made.err
    file = clone.root / "proposals" / "give-the-board-six-weeks.yaml"
    file.write_text(file.read_text(encoding="utf-8") + CLAIMS, encoding="utf-8")
    clone.commit("What we claim")
    return clone


def everything_asked() -> Iterator[tuple[str, ...]]:
    """Yield all that is asked of the deals, in every format, for the house and for the public.

    Each question is asked in all of these, and each other way to ask it as text, or as rows, and for the public as JSON.
    """
    for question, (first, *others) in ASKED.items():
        for public in ((), ("--public",)):
            for format_ in ("text", "json", *(("csv",) if question == "funnel" else ())):
                yield "evidence", question, *first, *public, "-f", format_
        for way in others:
            yield "evidence", question, *way, "-f", "csv" if question == "funnel" else "text"
            yield "evidence", question, *way, "--public", "-f", "json"
    formats = ("json", "sarif", "github", "gitlab", "junit", "markdown")
    kept = (word for format_ in formats for word in ("--format", f"{format_}=outputs/validate.{format_}"))
    yield "validate", "--with", "evidence", "--set", "all", "--format", "text", *kept
    for format_ in ("text", "svg", "dot", "mermaid", "html"):
        yield "draw", "new-business", "--with", "evidence", "-f", format_
    for format_ in ("text", "markdown", "html", "json"):
        yield "review", "-f", format_


def told(text: str) -> list[str]:
    """Return which marks and amounts stand in a text."""
    return [mark for mark in (*MARKS, *(str(AMOUNT + number) for number in range(60))) if mark in text]


def test_every_question_is_asked_here() -> None:
    """A new one must be."""
    assert set(ASKED) == {name for name, _ in QUESTIONS}


def test_nothing_of_a_deal_is_printed_or_reaches_a_commit(command: Command, rep: Clone) -> None:
    """In no format, neither in the result nor in what is said of broken rows; and not where all that is kept beside a proposal.

    What the deals say is asked once, kept in the repository and committed, and a release is made: no output names a deal, an
    account or a rep, and no blob, message or tag does.
    """
    (rep.root / "outputs").mkdir()
    for number, arguments in enumerate(everything_asked()):
        outcome = command(*arguments)
        assert outcome.code in (0, 1), (arguments, outcome.err)
        assert outcome.out, arguments
        assert told(outcome.out + outcome.err) == [], arguments
        (rep.root / "outputs" / f"{number:03}.txt").write_text(outcome.out, encoding="utf-8")
    for path in (rep.root / "outputs").iterdir():
        assert told(path.read_text(encoding="utf-8")) == [], path
    assert command("evidence", "claim", "give-the-board-six-weeks", "-f", "json", "-o", "outputs/claims.json").code == 0
    rep.commit("What the deals say")
    rep.git("switch", "-q", "main")
    rep.git("merge", "-q", "--no-ff", "-m", "Approved", "proposals/give-the-board-six-weeks")
    assert command("release").code == 0
    held = contents(rep.root)
    assert b"Boards meet every six weeks." in held
    assert b"processengine/evidence-claim/1" in held
    assert told(held.decode("utf-8", "replace")) == []


def contents(repository: Path) -> bytes:
    """Return every object of a repository, whether a branch leads to it or not: blobs, trees, commits and tags."""
    call = ["git", "cat-file", "--batch", "--batch-all-objects"]
    return subprocess.run(call, cwd=repository, capture_output=True, check=True).stdout


@pytest.mark.usefixtures("rep")
def test_a_rep_is_named_where_somebody_asks_by_rep_and_to_the_public_only_with_five_deals(command: Command) -> None:
    """Still no deal and no account; a group of fewer than five isn't named."""
    by_rep = command("evidence", "funnel", "new-business", "--by", "owner")
    assert by_rep.code == 0, by_rep.err
    assert told(by_rep.out) == ["REPMARK"]
    by_account = command("evidence", "funnel", "new-business", "--by", "account_id", "--public")
    assert by_account.code == 0, by_account.err
    assert told(by_account.out + by_account.err) == []
