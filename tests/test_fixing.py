"""Mending files on the disk: only what nobody else has changed is written."""

from datetime import date
from pathlib import Path

import pytest

from processengine.check import SettingsByLibrary, check
from processengine.cli.validate_fixing import apply, refuse
from processengine.errors import CannotRun
from processengine.fixing import Rewritten, fixed, looking, write
from processengine.validate import Settings
from tests.first_file import FIRST_FILE

BROKEN = FIRST_FILE.replace("next: [team-assembled]", "next: [team-asembled]")
SETTINGS = Settings(date(2026, 11, 20))


def mended_below(folder: Path) -> list[Rewritten]:
    """Files a.yaml, b.yaml and c.yaml in a folder, each with one fix that is not written yet."""
    for name in "abc":
        (folder / f"{name}.yaml").write_text(BROKEN, encoding="utf-8")
    return fixed(check([str(folder)], None, SETTINGS), None, looking(SettingsByLibrary(SETTINGS)), unsafe=False)


def test_a_file_that_somebody_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    """Their work stays, the other files are written all the same, and it is told which are not."""
    files = mended_below(tmp_path)
    for name in "ac":
        (tmp_path / f"{name}.yaml").write_text("process: theirs\n", encoding="utf-8")
    written = write(files)
    assert [bool(one.refused) for one in written] == [True, False, True]
    assert "a.yaml was changed by somebody else meanwhile; it was not written." in written[0].refused
    assert [one.mended.done for one in written] == [0, 1, 0]
    assert [(tmp_path / f"{name}.yaml").read_text(encoding="utf-8") for name in "abc"] == ["process: theirs\n", FIRST_FILE, "process: theirs\n"]


def test_what_is_said_of_refused_files_names_them_and_counts_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line, after all else has been done."""
    files = mended_below(tmp_path)
    for name in "ac":
        (tmp_path / f"{name}.yaml").write_text("process: theirs\n", encoding="utf-8")
    written, mended = apply(files, None)
    assert (capsys.readouterr().err, mended) == ("Fixed 1.\n", None)
    with pytest.raises(CannotRun) as raised:
        refuse(written, "written")
    folder = tmp_path.as_posix()
    assert str(raised.value) == (
        f"2 files were not written, 1 was: {folder}/a.yaml was changed by somebody else meanwhile; it was not written. "
        f"{folder}/c.yaml was changed by somebody else meanwhile; it was not written. Run the command again."
    )


@pytest.mark.parametrize(("data", "why"), [(b"process: p\xff\n", "it is no UTF-8 text now"), (None, "is not there")])
def test_a_file_that_can_not_be_read_any_more_keeps_no_other_from_being_mended(tmp_path: Path, data: bytes | None, why: str) -> None:
    """Somebody may have put anything in its place since it was validated."""
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text(BROKEN, encoding="utf-8")
    validation = check([str(tmp_path)], None, SETTINGS)
    if data is None:
        (tmp_path / "a.yaml").unlink()
    else:
        (tmp_path / "a.yaml").write_bytes(data)
    gone, other = write(fixed(validation, None, looking(SettingsByLibrary(SETTINGS)), unsafe=False))
    assert why in gone.refused
    assert (other.refused, (tmp_path / "b.yaml").read_text(encoding="utf-8")) == ("", FIRST_FILE)


def test_a_file_that_comes_by_two_names_is_mended_once(tmp_path: Path) -> None:
    """It is one file, and nobody else has changed it."""
    path, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    link.symlink_to(path)
    files = fixed(check([str(path), str(link)], None, SETTINGS), None, looking(SettingsByLibrary(SETTINGS)), unsafe=False)
    write(files)
    assert (len(files), path.read_text(encoding="utf-8"), link.is_symlink()) == (1, FIRST_FILE, True)


def test_what_a_run_found_and_did_not_report_is_not_fixed(tmp_path: Path) -> None:
    """As what a baseline accepts: the rest of the file is fixed beside it."""
    path = tmp_path / "a.yaml"
    path.write_text(BROKEN.replace("[lost,", "[lots,"), encoding="utf-8")
    validation = check([str(path)], None, SETTINGS)
    kept = [one for one in validation.diagnostics if one.path != "from_anywhere.lots"]
    assert len(kept) < len(validation.diagnostics)
    reported = type(validation)(1, kept, 0, validation.lines)
    (one,) = fixed(reported, None, looking(SettingsByLibrary(SETTINGS)), unsafe=False)
    assert one.after == FIRST_FILE.replace("[lost,", "[lots,")
