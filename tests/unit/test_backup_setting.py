"""Where a replica lies, as Litestream is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shared.hub.backup.litestream import configuration
from shared.hub.backup.setting import BadSetting, Setting, setting_of


def test_an_address_is_passed_on_with_its_query_and_options() -> None:
    setting = Setting("s3://mall/queue/?endpoint=10.0.0.5:9000", {"region": "id-1"})
    replica = setting.of_hub("5afc87a2d1a3").replica("journal.db")
    assert replica == {
        "url": "s3://mall/queue/5afc87a2d1a3/journal.db?endpoint=10.0.0.5:9000",
        "region": "id-1",
    }


def test_a_folder_is_a_replica_of_files() -> None:
    replica = Setting("/mnt/backup").of_hub("5afc87a2d1a3").replica("people.db")
    assert replica == {"type": "file", "path": "/mnt/backup/5afc87a2d1a3/people.db"}


def test_the_command_line_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "backup.toml").write_text('to = "sftp://box/backup"\n[options]\nkey-path = "/k"\n')
    assert setting_of(tmp_path, None) == Setting("sftp://box/backup", {"key-path": "/k"})
    assert setting_of(tmp_path, "/elsewhere") == Setting("/elsewhere")
    assert setting_of(tmp_path / "none", None) is None


@pytest.mark.parametrize(
    "content", ["", "to = 5", 'to = ""', 'to = "s3://"', 'to = "/a"\nsecret = "x"', "to = ["]
)
def test_a_setting_that_makes_no_sense_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "backup.toml").write_text(content)
    with pytest.raises(BadSetting, match=r"backup\.toml"):
        setting_of(tmp_path, None)


def test_no_credential_stands_in_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LITESTREAM_SECRET_ACCESS_KEY", "sesame")
    replica = Setting("s3://mall/queue").replica("journal.db")
    text = configuration({Path("/data/journal.db"): replica}, Path("/run/socket"))
    assert "sesame" not in text
    assert json.loads(text)["dbs"][0]["replica"]["url"] == "s3://mall/queue/journal.db"
