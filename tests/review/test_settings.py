"""A change of people, policy, sources or mappings is a proposal of its own, under the strictest clause of the base."""

import pytest

from processengine.proposals.blockers import blockers
from processengine.review.keyed import packet
from tests.git.team import FILE
from tests.review.proposed import NAME, Proposed

LIBRARY = "processes/library.yaml"


def mixed(proposed: Proposed) -> tuple[str, ...]:
    """Return the settings that it changes, and whether that stands in its way."""
    found = packet(proposed.gathering())
    assert found.settings_changed == bool(found.settings) == ("mixed-settings" in {one.kind for one in blockers(found)})
    return found.settings


@pytest.mark.parametrize(("old", "new", "path"), [
    ("roles: [rep]", "roles: [rep, leader]", "people.ana"), ("breaking:    {approvals: {leader: 1, anyone: 1}", "breaking:    {approvals: {anyone: 1}", "policy.breaking"),
    ("[Problem]", "[Problem, Won]", "crm.salesforce.new-business.stages.trouble-named"), ("crm:", "evidence: {min_deals: 1}\ncrm:", "evidence.min_deals"),
])
def test_beside_a_process_it_stands_in_the_way(proposed: Proposed, old: str, new: str, path: str) -> None:
    """And is named."""
    proposed.edit(old, new, LIBRARY)
    assert mixed(proposed) == (path,)


def test_a_rename_takes_its_crm_names_along(proposed: Proposed) -> None:
    """That is no change of a mapping, and neither are the names of a new stage."""
    proposed.edit("  trouble-named:\n", "  trouble-said:\n    was: [trouble-named]\n")
    proposed.edit("        trouble-named: [Problem]", "        trouble-said: [Problem]\n        heard: [Heard]", LIBRARY)
    proposed.edit("  won: {", "  heard: {buyer: They were heard, next: [won]}\n  won: {")
    proposed.edit("    next: [won]", "    next: [won, heard]")
    assert mixed(proposed) == ()


def test_alone_it_is_asked_by_the_strictest_clause(proposed: Proposed) -> None:
    """For approvals only, and not for the claim that the clause asks of a process."""
    proposed.edit("max_days: 45", "max_days: 30")
    proposed.rep.git("rm", "-q", NAME)
    proposed.edit("roles: [rep]", "roles: [rep, leader]", LIBRARY)
    found = packet(proposed.gathering())
    assert (found.settings, [one.approval.asked for one in proposed.stands([]).counted]) == (("people.ana",), ["leader", "anyone"])
    assert blockers(found) == ()


def test_a_library_that_can_no_longer_be_read_names_nobody(proposed: Proposed) -> None:
    """So that everybody in it changes."""
    proposed.rep.write_at(LIBRARY, "library: acme\npeople: [")
    proposed.rep.commit("Broken")
    assert "people.lee" in mixed(proposed)


def test_a_new_library_in_a_folder_of_its_own_takes_nothing_from_anybody(proposed: Proposed) -> None:
    """It may bring its people with its processes; what is asked is what the library around it asks."""
    proposed.rep.write_at("processes/south/library.yaml", "library: south\npeople: {zoe: {roles: [leader]}}\n")
    proposed.rep.write_at("processes/south/renewal.yaml", proposed.rep.read(FILE).replace("new-business", "renewal"))
    proposed.rep.commit("South")
    found = packet(proposed.gathering())
    assert found.settings == ()
    assert {one.library for one in found.agreements} == {"acme"}


def test_each_setting_is_told_and_its_file_is_then_told_of(proposed: Proposed) -> None:
    """So that nobody agrees to a role without having read of it; a title is told too, and is no empty proposal."""
    proposed.edit("max_days: 45", "max_days: 30")
    proposed.edit("roles: [rep]", "roles: [rep, leader]", LIBRARY)
    proposed.edit("library: acme", "library: acme\ntitle: Acme", LIBRARY)
    found = packet(proposed.gathering())
    assert [(one.said, one.decides) for one in found.settings_told] == [("ana: roles rep → rep, leader.", True), ("title: none → Acme.", False)]
    assert found.besides == ()
    proposed.edit("roles: [rep, leader]", "roles: [rep]", LIBRARY)
    assert "nothing" not in {one.kind for one in blockers(packet(proposed.gathering()))}


def test_a_comment_in_the_settings_is_in_no_sentence(proposed: Proposed) -> None:
    """Then the file is named as one that changes besides."""
    proposed.edit("library: acme", "library: acme  # ours", LIBRARY)
    found = packet(proposed.gathering())
    assert (found.settings_told, found.besides) == ((), (LIBRARY,))
