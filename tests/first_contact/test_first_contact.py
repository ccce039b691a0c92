"""What somebody sees who shows the rules a process for the first time: little, true, and nothing to dispute."""

import sys
from pathlib import Path

import pytest

from processengine.diagnostic import Severity
from processengine.rules.listing import RuleSet
from tests.first_contact.explained import ERRORS, ON_MOST, ON_NONE, resting
from tests.first_contact.material import Contact, contacts
from tests.first_contact.page import PAGE, written
from tests.first_contact.tally import MOST, Tally, above_the_fold, by_contact, by_rule, tallies

OWN = ("The first file", "`processes/`")


@pytest.fixture(scope="module")
def found(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Contact]:
    """Everything, validated; printed with `-s`."""
    everything = list(contacts(shared, tmp_path_factory.mktemp("first") / "contacts"))
    sys.stdout.write(f"\n{by_contact(everything)}\n\n{by_rule(everything)}\n")
    return everything


@pytest.fixture(scope="module")
def recommended(found: list[Contact]) -> list[Tally]:
    """The tallies of the rules that run by default and not for correctness alone."""
    return [tally for tally in tallies(found).values() if tally.listing.set is RuleSet.RECOMMENDED]


def test_everything_is_there(found: list[Contact]) -> None:
    """Our two, the five models, and 59 different processes of ten organisations."""
    assert [contact.name for contact in found] == [*OWN, "BPMN sales models", *(f"Organisation {number}" for number in range(1, 11))]
    assert [len(contact.processes) for contact in found] == [1, 5, 5, 17, 2, 6, 1, 2, 3, 19, 1, 7, 1]


def test_our_own_files_have_no_warning(found: list[Contact]) -> None:
    """Nor an error, nor a note."""
    assert {contact.name: list(contact.validation.diagnostics) for contact in found if contact.name in OWN} == {name: [] for name in OWN}


def test_each_error_is_one_that_its_owner_would_not_dispute(found: list[Contact]) -> None:
    """Each kind that is left has its reason, and no reason is left over."""
    errors = {
        (contact.name, one.rule) for contact in found for one in contact.validation.diagnostics if one.severity is Severity.ERROR
    }
    assert errors == set(ERRORS)


def test_a_rule_that_fires_on_more_than_six_in_ten_is_explained(recommended: list[Tally]) -> None:
    """Whoever hears the same of nearly every process must gain by it."""
    assert {tally.listing.name for tally in recommended if tally.share > MOST} == set(ON_MOST)


def test_a_rule_that_finds_nothing_is_explained(recommended: list[Tally]) -> None:
    """It looked and there was nothing, for a known reason, or it rests until a file opens its topic."""
    silent = [tally for tally in recommended if not tally.findings.total()]
    assert {tally.listing.name for tally in silent if tally.looked_at} == set(ON_NONE)
    assert [tally.listing.name for tally in silent if not tally.looked_at and not resting(tally.listing)] == []


def test_a_dozen_lines_above_the_fold_say_what_there_is(found: list[Contact]) -> None:
    """Of each organisation they name every error and warning rule there is."""
    for contact in found[2:]:
        lines = above_the_fold(contact)
        assert len(lines) <= 12, contact.name
        grave = {one.rule for one in contact.validation.diagnostics if one.severity is not Severity.NOTE}
        assert [rule for rule in grave if not any(f"  {rule}: " in line for line in lines)] == []


def test_the_page_says_what_is_found(found: list[Contact]) -> None:
    """`python tests/first_contact/page.py --write` brings it up to date."""
    assert PAGE.read_text(encoding="utf-8") == written(found)


def test_the_page_names_no_stage(found: list[Contact], shared: Path) -> None:
    """What organisations call their processes and stages stays theirs."""
    del shared
    page = PAGE.read_text(encoding="utf-8")
    quoted = {part for contact in found for one in contact.validation.diagnostics for part in one.message.split('"')[1::2] if " " in part}
    assert [title for title in quoted if title in page] == []
