"""A change, whole, on a shared repository and three clones: what the page tells is so, and what it leaves in git and in the files.

The page is played once for all of them.
"""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.a_change import PAGE, Played, engine
from tests.whole.deals import days_to_approval, end_of, visits, won_of_closed

RELEASED, BY = datetime(2011, 12, 22, 12, tzinfo=UTC), date(2012, 2, 29)


@pytest.fixture(scope="module")
def played(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The page, played."""
    assert shared.is_dir()
    return Played(PAGE.read_text(encoding="utf-8"), tmp_path_factory.mktemp("a-change"))


def on_main(played: Played, name: str) -> str:
    """What the shared repository's main holds."""
    return played.clones["lee"].git("show", f"origin/main:processes/{name}")


def record(played: Played, proposal: str) -> Any:
    """The record of a proposal on the shared repository's main."""
    return yaml.safe_load(on_main(played, f"proposals/{proposal}.yaml"))["record"]


def outputs(played: Played, command: str) -> list[str]:
    """What the page shows below each command that begins so."""
    found = re.findall(rf"[a-z]+\$ {re.escape(command)}(?:.*\\\n)*.*\n((?:(?![a-z]+\$ |```).*\n)*)", played.page)
    assert found, command
    return found


def test_the_page_prints_what_it_shows(played: Played) -> None:
    """`python tests/a_change.py` writes the outputs anew."""
    assert played.page == PAGE.read_text(encoding="utf-8")
    assert "mistake in processengine" not in played.page


def test_the_packet_is_short_and_the_verdict_comes_first(played: Played) -> None:
    """At most sixty lines; the verdict, how serious it is and who must agree stand within the first twenty."""
    packet = outputs(played, "processengine review paper-first --source")[0].splitlines()
    assert len(packet) <= 60
    first = "\n".join(packet[:20])
    for said in ("WAITING for 2 approvals", "BREAKING", "1.0.0 becomes 2.0.0", "1 leader: lee", "1 other person: ben or lee", "breaking     Deals can now go"):
        assert said in first, said


def test_the_claim_in_the_packet_is_what_plain_python_counts(played: Played) -> None:
    """Of the closed deals with a missing paper so many were approved by that day."""
    won, closed = won_of_closed(visits(end_of(date(2011, 12, 18))), "papers-missing")
    assert f"{won:,} of {closed:,} deals that reached “Papers missing” were won. That is {won / closed:.0%}".replace("%", " %") in played.page


def test_the_verdict_is_what_plain_python_finds(played: Played) -> None:
    """Of the deals signed after the release half took so many days, which falls short of four."""
    until = end_of(BY)
    lasting = days_to_approval(visits(until), RELEASED, until)
    verdict = record(played, "paper-first")["verdicts"]["days-to-approval"]
    assert verdict == {"verdict": "not-held", "value": pytest.approx(lasting.median_days, abs=1e-4), "n": lasting.deals}
    assert lasting.median_days > 4
    assert record(played, "paper-first")["judged"] == date(2012, 3, 5)


def test_approvals_survive_the_rebase(played: Played) -> None:
    """They were given to a commit that the branch no longer has; the key of both is the recorded one."""
    lee = played.clones["lee"]
    (commit,) = {one["commit_id"] for one in json.loads((played.team.folder / "reviews.json").read_text(encoding="utf-8"))}
    tip = lee.git("rev-parse", "refs/proposals/closed/paper-first")
    assert commit not in lee.git("rev-list", tip).splitlines()
    assert record(played, "paper-first")["approvals"] == ["lee", "ben"]
    (prefix,) = set(re.findall(r"^Key ([0-9a-f]+):", played.page, re.MULTILINE))
    assert record(played, "paper-first")["key"].startswith(prefix)
    assert [one.splitlines()[0] for one in outputs(played, "processengine review paper-first --ci")] == ["Ready to be merged."] * 2


def test_the_other_one_is_merged_anew_by_what_it_means(played: Played) -> None:
    """Ben's branch left main before all that; main has both changes, and each ruling is a merge of main and the branch."""
    lee = played.clones["lee"]
    signed = yaml.safe_load(on_main(played, "offers.yaml"))["stages"]["signed"]
    assert (signed["max_days"], [one["to"] for one in signed["next"] if isinstance(one, dict)]) == (5, ["papers-missing"])
    for proposal, before in (("paper-first", "offers/1.0.0"), ("five-days", "offers/2.0.0")):
        tip = lee.git("rev-parse", f"refs/proposals/closed/{proposal}")
        merges = [line.split() for line in lee.git("rev-list", "--merges", "--parents", "origin/main").splitlines()]
        (parents,) = [parents for _, *parents in merges if tip in parents]
        assert parents[1] == tip
        assert lee.git("merge-base", "--is-ancestor", before, parents[0]) == ""
    fork = lee.git("merge-base", "offers/2.0.0", "refs/proposals/closed/five-days")
    assert fork == lee.git("rev-parse", "offers/1.0.0^{commit}")


def test_each_release_has_its_tag_its_version_and_who_agreed(played: Played) -> None:
    """On the shared repository, so that everybody gets them."""
    assert played.clones["lee"].git("ls-remote", "--tags", "origin", "offers/?.?.?").split()[1::2] == [f"refs/tags/offers/{one}" for one in ("1.0.0", "2.0.0", "2.1.0")]
    assert yaml.safe_load(on_main(played, "offers.yaml"))["version"] == "2.1.0"
    changelog = on_main(played, "CHANGELOG.md")
    for said in ("proposed by ana, agreed by lee and ben", "proposed by ben, agreed by lee and ana", "Expected: Days to approval from 5 days to 4 days by 2012-02-29."):
        assert said in changelog
    assert [(one, record(played, one)["version"], record(played, one)["by"]) for one in ("paper-first", "five-days")] == [("paper-first", "2.0.0", "lee"), ("five-days", "2.1.0", "lee")]


def test_everybody_sees_the_same_in_the_end(played: Played) -> None:
    """The clones that only fetch know what was ruled and what came out; nothing is left to do, and the library is sound."""
    ana = played.clones["ana"]
    ana.git("switch", "-q", "main")
    ana.git("pull", "-q")
    code, text = engine(ana.root, "proposals", "--all", "--today", "2012-03-05", "-f", "json")
    assert code == 0, text
    states = {one["id"]: one["state"] for one in json.loads(text)["proposals"]}
    assert states == {"paper-first": "not-held", "five-days": "released"}
    assert engine(ana.root, "outcomes", "--source", "../deals.csv.gz", "--today", "2012-03-05")[1].startswith("How often we were right: 1 not held.")
    assert engine(ana.root, "validate", "--fail-on", "warning", "--today", "2012-03-05")[0] == 0
    assert [ana.status(), played.clones["lee"].status()] == [[], []]
