"""Stamps and files of the set-up: what was not finished does not count as done."""

import stat

import pytest

from bin.steps import common


@pytest.fixture(autouse=True)
def _a_tree_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(common, "ROOT", tmp_path)


def test_a_step_is_done_only_for_the_input_it_was_done_for(tmp_path):
    lock, stamp = tmp_path / "lock.txt", tmp_path / "stamp"
    lock.write_text("a==1")
    common.mark_done(stamp, common.digest(lock))
    assert common.is_done(stamp, common.digest(lock))

    lock.write_text("a==2")

    assert not common.is_done(stamp, common.digest(lock))


def test_a_step_without_a_stamp_is_not_done(tmp_path):
    assert not common.is_done(tmp_path / "stamp", "anything")


def test_digest_tells_files_apart_by_name_and_content(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("same")
    second.write_text("same")

    assert common.digest(first) != common.digest(second)


def test_a_secret_file_is_readable_by_its_owner_alone(tmp_path):
    path = tmp_path / "secret"

    common.write_atomically(path, "word", mode=0o600)

    assert path.read_text() == "word"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_can_be_expected_to_go_wrong_is_a_line_not_a_traceback(capsys, monkeypatch):
    monkeypatch.setattr(common.signal, "signal", lambda *_: None)

    def main():
        raise common.Stop("Set NAME.")

    assert common.explain(main) == 1
    assert capsys.readouterr().err == "\nStopped: Set NAME.\n"
