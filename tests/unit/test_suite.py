"""`giliran test`: its two passes leave no file of tests out."""

from __future__ import annotations

from pathlib import Path

from shared.cli.suite import ALONE, HEAVY_FIRST, TESTS, one_by_one, side_by_side


def test_the_first_pass_reads_every_file_and_the_heavy_ones_first() -> None:
    folders = [Path(one) for one in side_by_side() if one.startswith(str(TESTS))]
    assert [folder.name for folder in folders[: len(HEAVY_FIRST)]] == [*HEAVY_FIRST]
    for file in TESTS.rglob("test_*.py"):
        assert any(folder in file.parents for folder in folders), file


def test_the_second_pass_reads_the_files_that_name_its_marks() -> None:
    _, marks, *files = one_by_one()
    assert all(mark in marks for mark in ALONE)
    read = {Path(file).name for file in files}
    assert {"test_commands.py", "test_any_order.py"} <= read
    assert "test_icons.py" not in read
