"""Files are read with their digest, and written whole or not at all."""

import os
import stat
import sys
from pathlib import Path

import pytest

from processengine.errors import CannotRun
from processengine.store import read, write, write_if_unchanged


def test_a_written_file_replaces_the_old_one_and_keeps_its_mode(tmp_path: Path) -> None:
    """The content is new, the permissions are what they were, and nothing is left beside it."""
    file = tmp_path / "p.yaml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write(file, b"new")
    assert file.read_bytes() == b"new"
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root gives files away")
def test_a_written_file_keeps_its_owner(tmp_path: Path) -> None:
    """As where a container's root mends the files of somebody else, who must be able to read them afterwards."""
    file = tmp_path / "p.yaml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    os.chown(file, 65534, 65533)
    write(file, b"new")
    kept = file.stat()
    assert (kept.st_uid, kept.st_gid, stat.S_IMODE(kept.st_mode), file.read_bytes()) == (65534, 65533, 0o640, b"new")


def test_a_file_that_is_called_as_the_standard_input_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is shown in a way that tells them apart, and by which it is found."""
    monkeypatch.chdir(tmp_path)
    if sys.platform != "win32":
        Path("<stdin>").write_bytes(b"x")
        assert read(Path("<stdin>")).name == "./<stdin>"
        assert read(Path(read(Path("<stdin>")).name)).data == b"x"


def test_a_link_stays_a_link_to_the_written_file(tmp_path: Path) -> None:
    """Writing through a link changes what it points to."""
    file, link = tmp_path / "p.yaml", tmp_path / "link.yaml"
    file.write_bytes(b"old")
    link.symlink_to(file)
    write(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_a_file_that_somebody_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    """The digest of what was read must still be there."""
    file = tmp_path / "p.yaml"
    file.write_bytes(b"old")
    source = read(file)
    file.write_bytes(b"theirs")
    with pytest.raises(CannotRun, match="changed by somebody else meanwhile; it was not written"):
        write_if_unchanged(source, b"ours")
    assert file.read_bytes() == b"theirs"


def test_an_unchanged_file_is_written(tmp_path: Path) -> None:
    """Where nobody else wrote, the new content is there."""
    file = tmp_path / "p.yaml"
    file.write_bytes(b"old")
    write_if_unchanged(read(file), b"ours")
    assert file.read_bytes() == b"ours"


@pytest.mark.parametrize("name", ["gone/p.yaml", "."])
def test_what_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    """A folder that isn't there, or a folder in the file's place, is one clear sentence."""
    with pytest.raises(CannotRun, match="can't be written"):
        write(tmp_path / name, b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_file_without_permission_is_one_clear_sentence(tmp_path: Path) -> None:
    """Reading and writing a file that belongs to somebody else says why it can't be."""
    file = tmp_path / "p.yaml"
    file.write_bytes(b"theirs")
    file.chmod(0)
    with pytest.raises(CannotRun, match="permission denied"):
        read(file)
    with pytest.raises(CannotRun, match="permission denied"):
        write(file, b"ours")


def test_a_missing_file_and_a_folder_say_what_they_are(tmp_path: Path) -> None:
    """`read` tells what it met instead of a file."""
    with pytest.raises(CannotRun, match="is not there"):
        read(tmp_path / "gone.yaml")
    with pytest.raises(CannotRun, match="is a folder; a file is needed here"):
        read(tmp_path)


def test_a_device_is_written_in_place() -> None:
    """Output to the null device is written to it and doesn't replace it."""
    if sys.platform != "win32":
        write(Path(os.devnull), b"x")
        assert not Path(os.devnull).is_file()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write into it."""
    os.mkfifo(tmp_path / "p.yaml")
    with pytest.raises(CannotRun, match=r"p\.yaml is a pipe; a file is needed here\."):
        read(tmp_path / "p.yaml")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no devices among its files")
def test_a_device_is_refused() -> None:
    """Some never end."""
    with pytest.raises(CannotRun, match=r"/dev/zero is a device or the like; a file is needed here\."):
        read(Path("/dev/zero"))


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system has no files for what is open")
def test_what_the_shell_has_opened_is_read() -> None:
    """As in `diff <(git show main:a.yaml) a.yaml`."""
    out, into = os.pipe()
    os.write(into, b"process: a\n")
    os.close(into)
    try:
        assert read(Path(f"/dev/fd/{out}")).data == b"process: a\n"
    finally:
        os.close(out)
