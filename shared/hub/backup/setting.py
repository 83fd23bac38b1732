"""Where the replica lies: ``backup.toml`` in the data directory, or ``giliran hub --backup``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import msgspec

SETTING_FILE = "backup.toml"

SCHEMES = ("s3", "gs", "abs", "sftp", "nats", "oss", "webdav", "webdavs")
"""The addresses that Litestream knows."""


class BadSetting(Exception):
    """The setting cannot be read; the words are for people."""


class Setting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One replica."""

    to: str
    """A folder, or an address that Litestream knows: ``s3://BUCKET/PATH``, ``sftp://…``."""
    options: dict[str, str | int | bool] = {}
    """Passed on to Litestream's replica as they are (``key-path``, ``endpoint`` …). Credentials of
    object storage come from the environment (``LITESTREAM_ACCESS_KEY_ID`` …), never from here."""

    @property
    def folder(self) -> Path | None:
        """The folder, where it is one."""
        return None if "://" in self.to else Path(self.to)

    def of_hub(self, hub: str) -> Setting:
        """The place of one hub below it: two halls never write over one another."""
        return msgspec.structs.replace(self, to=below(self.to, hub))

    def replica(self, name: str) -> dict[str, str | int | bool]:
        """A database's replica, as Litestream's configuration has it."""
        where = below(self.to, name)
        if self.folder is not None:
            return {"type": "file", "path": where} | self.options
        return {"url": where} | self.options


def setting_of(directory: Path, told: str | None) -> Setting | None:
    """The setting that counts: what the command line told, else the file; None: no backup.

    Raises `BadSetting`.
    """
    if told is not None:
        return checked(Setting(told), "--backup")
    path = directory / SETTING_FILE
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path} cannot be read: {error}.") from error
    try:
        setting = msgspec.convert(tomllib.loads(content), Setting)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadSetting(f'{path}: {error}. It needs: to = "/A/FOLDER or s3://…"') from error
    return checked(setting, str(path))


def checked(setting: Setting, where: str) -> Setting:
    """With a folder's whole path. Raises `BadSetting`; `where` it was said goes into the words."""
    folder = setting.folder
    if folder is None:
        if urlsplit(setting.to).scheme not in SCHEMES:
            known = ", ".join(f"{scheme}://" for scheme in SCHEMES)
            raise BadSetting(f"{where}: '{setting.to}' is neither a folder nor one of {known}.")
        if not urlsplit(setting.to).netloc:
            raise BadSetting(f"{where}: '{setting.to}' names no host or bucket.")
        return setting
    if not setting.to:
        raise BadSetting(f"{where}: the place of the replica is empty.")
    return msgspec.structs.replace(setting, to=str(folder.expanduser().absolute()))


def require_apart(folder: Path, directory: Path, where: str) -> None:
    """A copy within what it is a copy of is lost with it. Raises `BadSetting`."""
    if folder.resolve().is_relative_to(directory.resolve()):
        raise BadSetting(
            f"{where}: {folder} lies within the data directory {directory}: it would be lost with"
            " it. Name another disk or machine."
        )


def on_one_disk(folder: Path, directory: Path) -> str:
    """A warning in words where a folder is on the disk of the data; empty: on another one."""
    try:
        there = next(path for path in (folder, *folder.parents) if path.exists())
        same = there.stat().st_dev == directory.stat().st_dev
    except OSError:
        return ""
    return f"{folder} is on the same disk as the data: both would be lost with it." if same else ""


def below(place: str, name: str) -> str:
    """`name` within a folder or within the path of an address (before its query)."""
    if "://" not in place:
        return str(Path(place) / name)
    parts = urlsplit(place)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{name}"))
