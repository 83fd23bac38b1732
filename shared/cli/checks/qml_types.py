"""Tells Qt's QML tools what the Python types are: one .qmltypes file per import name.

Qt describes a type to its tools in JSON, as its C++ compiler moc writes it. This writes the same
from the meta objects of the running classes, so that what qmllint believes is what QML will meet:
`python -m shared.cli.checks.qml_types ROOT OUT`.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import PySide6
from PySide6 import QtQml
from PySide6.QtCore import QMetaMethod, QMetaObject, QObject

QT = Path(PySide6.__file__).parent / "Qt"
QT_TYPES = ("core", "gui", "qml", "qmlmodels", "quick")
"""The Qt libraries whose types ours may derive from or hand over."""
MARKS = {
    "QmlElement": ("QML.Element", "auto"),
    "QmlNamedElement": ("QML.Element", ""),
    "QmlAnonymous": ("QML.Element", "anonymous"),
    "QmlSingleton": ("QML.Singleton", "true"),
    "QmlUncreatable": ("QML.Creatable", "false"),
}
"""Decorators of PySide6.QtQml, and what moc writes for them; empty: the decorator's argument."""

Json = dict[str, Any]


@dataclass
class Registered:
    """The classes that were decorated while the project's modules were imported."""

    marks: dict[type[QObject], list[Json]] = field(default_factory=lambda: defaultdict(list))

    def listen(self) -> None:
        """From now on notice every use of the decorators."""
        for name, (key, value) in MARKS.items():
            original = getattr(QtQml, name)
            setattr(QtQml, name, self._noticing(original, {"name": key, "value": value}))

    def _noticing(self, original: Callable[..., Any], mark: Json) -> Callable[[Any], Any]:
        def decorate(target: Any) -> Any:
            if isinstance(target, str):  # QmlNamedElement("Name"), QmlUncreatable("why")
                noted = mark | {"value": mark["value"] or target}
                return self._noticing(original(target), noted)
            self.marks[target].append(mark)
            # The decorator reads QML_IMPORT_NAME from the globals of whoever calls it.
            module = vars(sys.modules[target.__module__])
            return eval("original(target)", module, {"original": original, "target": target})

        return decorate

    def by_import(self) -> dict[tuple[str, int, int], list[type[QObject]]]:
        """The classes under their QML import name and version."""
        found: dict[tuple[str, int, int], list[type[QObject]]] = defaultdict(list)
        for cls in self.marks:
            module = vars(sys.modules[cls.__module__])
            major = module["QML_IMPORT_MAJOR_VERSION"]
            minor = module.get("QML_IMPORT_MINOR_VERSION", 0)
            found[module["QML_IMPORT_NAME"], major, minor].append(cls)
        return found


def describe(cls: type[QObject], marks: list[Json]) -> Json:
    """What moc would say of `cls`; inherited members stay with the base class."""
    meta: QMetaObject = vars(cls)["staticMetaObject"]
    methods = [meta.method(i) for i in range(meta.methodOffset(), meta.methodCount())]
    signals = [m for m in methods if m.methodType() is QMetaMethod.MethodType.Signal]
    return {
        "className": meta.className(),
        "qualifiedClassName": meta.className(),
        "object": True,
        "superClasses": [{"access": "public", "name": meta.superClass().className()}],
        "classInfos": marks,
        "properties": list(_properties(meta)),
        "enums": list(_enums(meta)),
        "signals": [_method(m) for m in signals],
        "slots": [_method(m) for m in methods if m not in signals],
    }


def _properties(meta: QMetaObject) -> Iterator[Json]:
    for index in range(meta.propertyOffset(), meta.propertyCount()):
        prop = meta.property(index)
        name = _text(prop.name())
        said: Json = {
            "name": name,
            "type": _type(_text(prop.typeName())),
            "index": index,
            "read": name,
        }
        if prop.isConstant():
            said["constant"] = True
        if prop.hasNotifySignal():
            said["notify"] = _text(prop.notifySignal().name())
        if prop.isWritable():
            said["write"] = f"set_{name}"
        yield said


def _enums(meta: QMetaObject) -> Iterator[Json]:
    for index in range(meta.enumeratorOffset(), meta.enumeratorCount()):
        enum = meta.enumerator(index)
        keys = [_text(enum.key(i)) for i in range(enum.keyCount())]
        yield {"name": _text(enum.name()), "isClass": True, "isFlag": enum.isFlag(), "values": keys}


def _method(method: QMetaMethod) -> Json:
    types = [_text(t) for t in method.parameterTypes()]
    arguments = [{"name": f"a{i}", "type": _type(t)} for i, t in enumerate(types)]
    name = _text(method.name())
    returns = _type(_text(method.typeName()))
    return {"access": "public", "name": name, "arguments": arguments, "returnType": returns}


def _text(value: object) -> str:
    """Qt's byte strings and PySide's plain ones alike."""
    return value if isinstance(value, str) else bytes(value).decode()  # type: ignore[call-overload]


def _type(name: str) -> str:
    return "QVariant" if name == "PyObject" else name


def write_types(out: Path, marks: Registered) -> None:
    """A folder per import name in `out`, with the qmldir and .qmltypes that the tools read."""
    foreign = [str(QT / "metatypes" / f"qt6{name}_metatypes.json") for name in QT_TYPES]
    imports = marks.by_import()
    homes = {cls.__name__: uri for (uri, *_), classes in imports.items() for cls in classes}
    for (uri, major, minor), classes in imports.items():
        folder = out.joinpath(*uri.split("."))
        folder.mkdir(parents=True, exist_ok=True)
        said = [describe(cls, marks.marks.get(cls, [])) for cls in _with_bases(classes)]
        source = folder / "types.json"
        source.write_text(json.dumps([{"classes": said, "inputFile": f"{uri}.py"}]))
        command = [str(QT / "libexec" / "qmltyperegistrar"), str(source)]
        command += [f"--import-name={uri}", f"--major-version={major}", f"--minor-version={minor}"]
        command += [f"--generate-qmltypes={folder / 'types.qmltypes'}"]
        command += ["--foreign-types", ",".join(foreign), "-o", str(folder / "types.cpp")]
        subprocess.run(command, check=True)
        needed = "".join(f"depends {other}\n" for other in _needed(uri, said, homes))
        (folder / "qmldir").write_text(f"module {uri}\n{needed}typeinfo types.qmltypes\n")


def _needed(uri: str, said: Sequence[Json], homes: Mapping[str, str]) -> list[str]:
    """Where the types of the properties are at home, if not here."""
    types = {prop["type"].rstrip("*") for one in said for prop in one["properties"]}
    others = {homes[name] for name in types & homes.keys()} - {uri}
    return ["QtQuick", *sorted(others)]


def _with_bases(classes: list[type[QObject]]) -> list[type[QObject]]:
    """`classes` and their own bases in Python; the QML tools follow a type up to Qt's own."""
    every = [base for cls in classes for base in cls.__mro__ if _is_ours(base)]
    return list(dict.fromkeys(every))


def _is_ours(cls: type) -> bool:
    return issubclass(cls, QObject) and not cls.__module__.startswith(("PySide6", "Shiboken"))


def modules(root: Path) -> Iterator[str]:
    """The names of all modules under `root` that give types to QML."""
    for path in sorted(root.glob("[!.]*/**/*.py")):
        if "\nQML_IMPORT_NAME" in path.read_text(encoding="utf-8"):
            yield ".".join(path.relative_to(root).with_suffix("").parts)


def main() -> None:
    """Import every module that gives types to QML, then write what was registered."""
    root, out = Path(sys.argv[1]), Path(sys.argv[2])
    sys.path.insert(0, str(root))
    registered = Registered()
    registered.listen()
    for name in modules(root):
        importlib.import_module(name)
    write_types(out, registered)


if __name__ == "__main__":
    main()
