"""What a source's names mean to a process, and the lines that would give them a stage."""

from processengine.evidence.check.checked import Needed, ProcessChecked, Speaks, check_process
from processengine.evidence.check.computable import computable
from processengine.evidence.check.told import Told
from processengine.model.measure import Measure
from tests.evidence.check.sources import ALL, source

WIN_RATE = Measure.model_validate({"share": {"outcome": "won"}, "among": {"reached": "board-decides"}})


def checked(told: Told, *, is_new: bool = False, is_expected: bool = True, **kept: tuple[str, ...]) -> ProcessChecked:
    """Return a process beside a source."""
    speaks = Speaks("salesforce", is_new, {name.replace("_", "-"): names for name, names in kept.items()}, {one.name: 7 for one in told.unknown})
    return check_process(told, speaks, [computable("win-rate", WIN_RATE, told)], {}, is_expected=is_expected)


def test_known_names_need_no_word() -> None:
    """Each stage has its rows and the names that mean it."""
    found = checked(source(ALL))
    assert found.stages["won"] == (10, ("Won",))
    assert (found.unknown, found.lines, found.odd, found.rows) == ((), (), (), 78)


def test_a_slip_of_the_pen_is_recognised() -> None:
    """And the lines keep the names that are there already."""
    found = checked(source({**ALL, "Bord decides": 1}), board_decides=("The board",))
    assert (found.unknown[0].nearest, found.unknown[0].rows, found.unknown[0].deals) == (("board-decides",), 1, 7)
    (lines,) = found.lines
    assert lines.lines[:4] == ("crm:", "  salesforce:", "    new-business:", "      stages:")
    assert '        board-decides: ["The board", "Bord decides"]' in lines.lines


def test_a_name_that_says_how_a_deal_ended_is_recognised() -> None:
    """Where one outcome of the process is of that kind."""
    found = checked(source({**ALL, "Closed/Won": 1, "9 - Closed Lost": 2}))
    assert [(one.name, one.nearest) for one in found.unknown] == [("9 - Closed Lost", ("lost",)), ("Closed/Won", ("won",))]


def test_a_name_like_none_is_left_to_people() -> None:
    """In a remark; whatever stands in it, it is text, and ends no line."""
    found = checked(source({**ALL, 'Legal: "final"\n': 9}), is_new=True)
    names, stages = found.lines
    assert names.lines == ("evidence:", "  names: salesforce")
    assert stages.lines[-1] == '        #   "Legal: \\"final\\"\\n" (7 deals)'


def test_few_unknown_rows_are_a_note_and_many_a_warning() -> None:
    """Over 5 %."""
    few, many = checked(source({**ALL, "Legal": 4})), checked(source({**ALL, "Legal": 5}))
    assert [one.severity for one in (*few.odd, *many.odd)] == ["note", "warning"]
    assert many.odd[0].message == "5 of 83 rows (6 %) enter stages that it doesn't know (1 name)."


def test_rows_of_no_stage_are_an_error_where_the_process_is_expected() -> None:
    """And a note where the source is of another one."""
    told = source({"Register": 5})
    assert checked(told).odd[0].severity == "error"
    found = checked(told, is_expected=False)
    assert [one.message for one in found.odd] == ["No row of the source is of this process."]
    assert (found.unknown, found.lines) == ((), ())


def test_names_of_another_process_are_not_unknown() -> None:
    """They are rows elsewhere; names under not_stages are counted apart."""
    found = checked(source({**ALL, "Elated": 3, "Internal review": 2}, skipped=("Internal review",)))
    assert (found.rows, found.elsewhere, found.not_stages, found.unknown) == (80, 3, 2, ())


def test_stages_that_no_row_enters_are_listed() -> None:
    """A few of them by name."""
    one, _ = checked(source({"Trouble named": 5, "Won": 5})).odd
    assert (one.severity, one.message) == ("note", "No row enters `board-decides`, `lost`: 2 stages of 4.")


def test_a_source_without_history_has_no_unknown_names() -> None:
    """That it has none is said of the source, not of each process."""
    assert [one.message for one in checked(source({})).odd] == ["Nothing that it measures or claims can be computed from this source."]


def test_what_to_record_is_told_once_for_all_that_wait() -> None:
    """Most waiting first."""
    assert checked(source({"Trouble named": 9})).first_needed == (
        Needed(
            "Move deals into these stages in the CRM when it is so; where it has other names for them, write those into library.yaml",
            (("`board-decides`", 1), ("`won`", 1)),
        ),
    )
