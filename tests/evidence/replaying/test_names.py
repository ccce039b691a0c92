"""Which stage each name in the source means, and which process."""

from processengine.evidence.names import read_names
from processengine.evidence.visits import read_elsewhere
from processengine.model.process import Process

PROCESS = Process.model_validate({
    "process": "main", "was": ["hunting"],
    "stages": {
        "team-assembled": {"was": ["team"], "title": "Who must agree?", "next": ["won", "client/start"]},
        "team": {"next": ["won"]},
        "won": {"outcome": "won", "continues_in": ["care"]},
    },
})


def means(name: str, kept_as: dict[str, list[str]] | None = None, skipped: tuple[str, ...] = ()) -> str | None:
    """Return what a name means; None for a stage that is not there."""
    return read_names(PROCESS, {name: 0}, kept_as or {}, skipped).stage_of.get(name)


def test_ids_earlier_ids_and_titles_are_known_in_any_spelling() -> None:
    """An id counts before a title, and a title before an earlier id."""
    assert [means(name) for name in ("Team Assembled", "TEAM_ASSEMBLED", "who must agree", "team", "Team?")] == [
        "team-assembled", "team-assembled", "team-assembled", "team", "team",
    ]


def test_the_names_of_the_crm_count_first() -> None:
    """Exactly as they are written there, under a stage's earlier id too."""
    assert means("team", {"won": ["team"]}) == "won"
    assert read_names(PROCESS, {"X": 0}, {"gone": ["X"]}).unknown == ("X",)


def test_a_name_without_letters_means_nothing() -> None:
    """It is unknown, and never dropped."""
    assert read_names(PROCESS, {"???": 0}, {}).unknown == ("???",)


def test_what_is_no_stage_is_skipped_and_not_unknown() -> None:
    """Even where it is called like one."""
    names = read_names(PROCESS, {"team": 0, "Review": 1}, {}, ("team", "Review"))
    assert (names.skipped, names.unknown, dict(names.stage_of)) == (("team", "Review"), (), {})
    assert names.as_table(PROCESS).rows == ()


def test_processes_are_known_by_id_earlier_id_and_their_names_in_the_crm() -> None:
    """Every other name is another process's."""
    elsewhere = read_elsewhere(PROCESS, ("Main", "HUNTING", "Payroll Sales", "client", "Client Care", "Else"), {"main": ["Payroll Sales"], "client": ["Client Care"]})
    assert dict(elsewhere.numbers) == {"client": 2, "Client Care": 2, "Else": 1}
    assert {stage: list(numbers) for stage, numbers in elsewhere.hands_over.items()} == {"team-assembled": [2], "won": []}
