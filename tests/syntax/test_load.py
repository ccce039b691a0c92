"""From documents to models: each schema error at the value at fault, and the rest read all the same."""

from typing import NamedTuple

import pytest

from processengine.model.library import Library
from processengine.model.process import Process
from processengine.model.proposal import Proposal
from processengine.span import Span
from processengine.syntax.load import load
from processengine.syntax.parse import parse

STAGES = "stages:\n  a: {next: [won]}\n  won: {outcome: won}\n  lost: {outcome: lost}\n"


class Told(NamedTuple):
    """What a reader is told: the rule, the path, the text at the place, and the help."""

    rule: str
    path: str
    text: str
    help: str


def told(text: str) -> list[Told]:
    """What is wrong with a text, without what its parser refuses."""
    document = parse(text)[0]
    lines = document.lines
    found = []
    for rule, finding in load(document).problems:
        span = finding.span or document.span(finding.path, finding.on)
        assert span.line == span.end_line
        found.append(Told(rule, finding.path, lines[span.line - 1][span.column - 1 : span.end_column - 1], finding.help))
    return found


def process(lines: str, stages: str = STAGES) -> str:
    """A process with some lines before its stages."""
    return f"process: p\n{lines}\n{stages}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (process("titel: x"), Told("unknown-key", "titel", "titel", "Did you mean `title`?")),
        (process("kits: {k: {fiel: x}}"), Told("unknown-key", "kits.k.fiel", "fiel", "Did you mean `field` or `file`?")),
        (process("from_anywhere: [{to: lost, wehn: x}]"),
         Told("unknown-key", "from_anywhere.lost.wehn", "wehn", "Did you mean `when`?")),
        (process("", STAGES.replace("{next: [won]}", "{next: [{to: won, wen: x}]}")),
         Told("unknown-key", "stages.a.next.won.wen", "wen", "Did you mean `when`?")),
        (process("", STAGES.replace("{outcome: won}", "{outcome: won, max_days: 3}")),
         Told("unknown-key", "stages.won.max_days", "max_days", "Move it to the stage before.")),
        (process("", STAGES.replace("{next: [won]}", "{next: [won], because: status-quo}")),
         Told("unknown-key", "stages.a.because", "because", "Delete it, or say which `outcome:` this is.")),
        (process("covers: [change, chioce]"),
         Told("wrong-type", "covers.chioce", "chioce", "Write one of change, choice, excellence. Did you mean `choice`?")),
        (process("", STAGES.replace("{outcome: lost}", "{outcome: lsot}")),
         Told("wrong-type", "stages.lost.outcome", "lsot",
              "Write one of won, lost, no-decision, disqualified, introduced, realised, unrealised, admin. Did you mean `lost`?")),
        (process("", STAGES.replace("{next: [won]}", "{next: won}")),
         Told("wrong-type", "stages.a.next", "won", "Write it in brackets: [won].")),
        (process("", STAGES.replace("{next: [won]}", "{next: [won], max_days: 0}")),
         Told("wrong-type", "stages.a.max_days", "0", "Write a number of 1 or more.")),
        (process("", STAGES.replace("{next: [won]}", "{next: [won], probability: 101}")),
         Told("wrong-type", "stages.a.probability", "101", "Write a number of at most 100.")),
        (process("", STAGES.replace("{next: [won]}", '{next: [won], max_days: "30"}')),
         Told("wrong-type", "stages.a.max_days", '"30"', "Take away the quotes.")),
        (process("", STAGES.replace("{next: [won]}", "{next: [won], parked: sometimes}")),
         Told("wrong-type", "stages.a.parked", "sometimes", "Write true or false.")),
        (process("roles: [seller]"), Told("wrong-type", "roles", "roles", "Write a map of keys and values.")),
        (process("roles: seller"), Told("wrong-type", "roles", "seller", "Write a map of keys and values.")),
        (process("title: [a]"), Told("wrong-type", "title", "title", "Write text.")),
        (process("title:"), Told("wrong-type", "title", "title", "Write one after the colon, or delete the line. Here text is due.")),
        (process("reviewed: yesterday"),
         Told("wrong-type", "reviewed", "yesterday", "A date is written 2026-09-30.")),
        (process("reviewed: 2026-02-30"), Told("wrong-type", "reviewed", "2026-02-30", "There is no such day.")),
        (process("review_every: 90"),
         Told("wrong-type", "review_every", "90", "A number of days is written `90 days`.")),
        (process("measures: {m: {count: {reached: a, outcome: won}}}"),
         Told("wrong-type", "measures.m.count", "count", "Keep just one of them.")),
        (process("from_anywhere: [won]"),
         Told("wrong-type", "from_anywhere.won", "won", "Lead there from a stage's own `next`; from anywhere are lost, "
              "no-decision, disqualified, introduced, admin and parked stages.")),
        (process("measures: {m: {target: 1}}"), Told("missing-key", "measures.m", "m", "Add one.")),
        (process("kits: {k: {for: [x]}}\nexit_criteria: {c: {proof: email}}"),
         Told("missing-key", "exit_criteria.c", "c", "Add `fact`.")),
        ("process: p\n", Told("missing-key", "process", "process", "Add `stages`.")),
        ("process: p\nstages: {}\n", Told("missing-key", "stages", "stages", "Add one.")),
        (process("title: yes"), Told("ambiguous-scalar", "title", "yes", 'Put it in quotes: "yes".')),
        (process("title: true"), Told("ambiguous-scalar", "title", "true", 'Put it in quotes: "true".')),
        (process("", STAGES.replace("{next: [won]}", "{next: [won], max_days: 010}")),
         Told("ambiguous-scalar", "stages.a.max_days", "010", "Write a plain number, like 12.")),
        (process("", STAGES.replace("{next: [won]}", "{next: [won], parked: no}")),
         Told("ambiguous-scalar", "stages.a.parked", "no", "Write true or false.")),
        (process('version: "1.2"'), Told("bad-version", "version", '"1.2"', 'A version has three numbers: "1.0.0". `release` writes it.')),
        ("library: a\npolicy: {editorial: {approvals: {manger: 1}}}\n",
         Told("unknown-key", "policy.editorial.approvals.manger", "manger", "Did you mean `manager`?")),
        ("library: a\npolicy: {editorial: {approvals: {manger: }}}\n",
         Told("unknown-key", "policy.editorial.approvals.manger", "manger", "Did you mean `manager`?")),
        ("library: a\nevidence: {tables: {stage_histry: {a: b}}}\n",
         Told("unknown-key", "evidence.tables.stage_histry", "stage_histry", "Did you mean `stage_history`?")),
        ("journey: j\nsteps: {s: {phase: chnge}}\n",
         Told("wrong-type", "steps.s.phase", "chnge", "Write one of change, choice, excellence. Did you mean `change`?")),
        ("proces: p\n", Told("unknown-key", "proces", "proces",
         "Start the file with `process:`, `journey:`, `library:`, `proposal:`. Did you mean `process`?")),
        ("title: x\nprocess: p\n", Told("unknown-key", "title", "title", "Put `process:` first.")),
    ],
    ids=lambda value: value.rule if isinstance(value, Told) else "",
)
def test_a_schema_error_stands_at_its_value_and_says_what_to_write(text: str, expected: Told) -> None:
    """The key or value at fault, never the line as a whole, and one finding for it."""
    assert told(text) == [expected]


def test_all_errors_are_told_at_once() -> None:
    """Three typos in three places are three findings."""
    text = process("titel: x\nroles: {seller: {knid: seller}}", STAGES.replace("next", "nxt"))
    assert {one.text for one in told(text)} == {"titel", "knid", "nxt"}


def test_what_is_wrong_is_left_out_and_the_rest_is_read() -> None:
    """A typo hides nothing but itself."""
    text = process("titel: x\nmeasures: {bad: {}, good: {count: {outcome: won}}}")
    value = load(parse(text)[0]).value
    assert isinstance(value, Process)
    assert list(value.stages) == ["a", "won", "lost"]
    assert list(value.measures) == ["good"]


@pytest.mark.parametrize("content", ["x", "[x]", "", "{next: 1}", "{outcome: wonn}", "{next: [{when: x}]}", "{next: [[x]]}"])
def test_a_stage_stays_in_the_process_whatever_is_wrong_with_it(content: str) -> None:
    """Others lead there; they are not to blame."""
    value = load(parse(f"process: p\nstages:\n  a: {content}\n  b: {{next: [a]}}\n")[0]).value
    assert isinstance(value, Process)
    assert list(value.stages) == ["a", "b"]


def test_an_outcome_of_unknown_kind_is_an_outcome() -> None:
    """It is no dead end, whatever its kind was meant to be."""
    value = load(parse("process: p\nstages: {a: {outcome: wonn}}\n")[0]).value
    assert isinstance(value, Process)
    assert value.stages["a"].outcome is not None


def test_a_value_that_is_wrong_in_several_ways_is_taken_out_once() -> None:
    """Where a list or a word may stand, each way to read it is tried, and each finds something wrong."""
    text = "proposal: p\nrecord: {by: [[a], b, {c: d}], why: They agreed}\n"
    value = load(parse(text)[0]).value
    assert isinstance(value, Proposal)
    assert value.record is not None
    assert value.record.why == "They agreed"


def test_two_errors_of_one_list_are_both_taken_out() -> None:
    """Items behind one that is taken out keep their places."""
    value = load(parse("library: a\npeople: {b: {roles: [boss, rep, chief, ops]}}\n")[0]).value
    assert isinstance(value, Library)
    assert value.people["b"].roles == ("rep", "ops")


def test_a_refused_value_is_told_once() -> None:
    """The guard has spoken; the schema says nothing of what it refused."""
    assert told(process("title: &x y")) == []
    assert told(process("<<: {a: b}"))[0].rule == "refused-yaml"
    assert len(told(process("<<: {a: b}"))) == 1


def test_a_key_that_stands_twice_is_told_at_the_second_with_the_first_beside_it() -> None:
    """Both places are shown."""
    document = parse(process("title: x\ntitle: y"))[0]
    ((rule, finding),) = load(document).problems
    assert (rule, finding.path, finding.span) == ("duplicate-key", "title", Span(3, 1, 3, 6))
    assert [mention.span for mention in finding.related] == [Span(2, 1, 2, 6)]


def test_keys_that_begin_with_x_are_carried_and_ignored() -> None:
    """Wherever they stand and whatever they hold."""
    assert told(process("x-mine: {a: [1, yes]}", STAGES.replace("{next", "{x-note: 010, next"))) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (process("", "stages:\n  Bad Id: {next: [won]}\n  won: {outcome: won}\n"), "stages.Bad Id"),
        (process("roles: {Seller: {}}"), "roles.Seller"),
        ("process: My Process\n" + STAGES, "process"),
        ("journey: j\nsteps: {S: {phase: change}}\n", "steps.S"),
        ("library: a\npeople: {Ana: {}}\n", "people.Ana"),
        ("proposal: p\nclaims: {A B: {}}\n", "claims.A B"),
        (process("", STAGES.replace("{next: [won]}", "{next: [won], plays: {Ask: {do: x}}}")), "stages.a.plays.Ask"),
    ],
)
def test_a_bad_id_is_told_with_the_nearest_good_one(text: str, path: str) -> None:
    """The slug is offered; it may change what others mean, so the fix is not called safe."""
    ((rule, finding),) = load(parse(text)[0]).problems
    assert (rule, finding.path) == ("bad-id", path)
    assert finding.fix is not None
    assert not finding.fix.safe


@pytest.mark.parametrize("kind", ["process", "journey", "library", "proposal"])
def test_an_ambiguous_id_of_a_document_is_told(kind: str) -> None:
    """At the value of the first key."""
    text = f"{kind}: no\n" + {"process": STAGES, "journey": "steps: {s: {phase: change}}\n"}.get(kind, "")
    assert [(one.rule, one.path, one.text) for one in told(text)][:1] == [("ambiguous-scalar", kind, "no")]


@pytest.mark.parametrize("name", ["no", "y", "on", "010", "1.10", "null"])
def test_an_ambiguous_id_is_told_where_it_is_plain(name: str) -> None:
    """In quotes it is fine."""
    text = process("", f"stages:\n  a: {{next: [won]}}\n  won: {{outcome: won}}\n  {name}: {{outcome: lost}}\n")
    assert [one.rule for one in told(text)][:1] == ["bad-id" if "." in name else "ambiguous-scalar"]
    assert [one.rule for one in told(text.replace(f"  {name}:", f'  "{name}":'))] == ["bad-id"] * ("." in name)


def test_a_text_that_a_comma_ended_in_braces_is_told_at_the_key_behind_it() -> None:
    """And nothing else is said of that key."""
    text = process("", STAGES.replace("{next: [won]}", "{buyer: They say so, in writing, next: [won]}"))
    assert [(one.rule, one.text, one.help) for one in told(text)] == [
        ("ambiguous-scalar", "in writing", 'Inside { } put text that holds a comma in quotes: {fact: "this, and that"}.')
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (process("", STAGES.replace("{next: [won]}", "{next: [won], max_days: three weeks}")),
         "`max_days` must be a whole number, such as 21; it says `three weeks`."),
        (process("", STAGES.replace("{next: [won]}", "{next: [won], probability: 170}")),
         "`probability` must be a number of at most 100; it says `170`."),
        (process("reviewed: yesterday"), "`reviewed` can't be `yesterday`: a date is written 2026-09-30."),
        (process("review_every: [90]"), "`review_every` can't be this: a number of days is written `90 days`."),
        (process("", STAGES.replace("outcome: lost", "outcome: not-for-us")), "`not-for-us` is no kind of outcome."),
        (process("roles: {r: {kind: boss}}"), "`boss` is no kind of role."),
        (process("buying_team: {t: {kind: boss}}"), "`boss` is no kind of team member."),
        (process("stagez: {}"), "A process has no key `stagez`."),
        (process("", STAGES.replace("next", "nxt")), "`stages.a` has no key `nxt`."),
    ],
)
def test_a_message_says_what_must_be_there_and_what_is(text: str, message: str) -> None:
    """In the words of the file, with the kind of document or the place named."""
    assert message in [problem.finding.message for problem in load(parse(text)[0]).problems]


def test_a_version_without_quotes_is_told_what_a_version_is() -> None:
    """Quotes alone would not make `1.0` one."""
    assert told(process("version: 1.0")) == [
        Told("ambiguous-scalar", "version", "1.0", 'A version has three numbers: "1.0.0".')
    ]
