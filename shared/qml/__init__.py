"""What the three apps draw with: the theme and controls (QML module `Giliran.Controls`).

`Stage` is an app's window with everything set up; `grab` makes a picture of it.
"""

from __future__ import annotations

from shared.qml.look import Look
from shared.qml.rows import Rows
from shared.qml.stage import QmlFault, Stage, application, draw_into_memory, grab, import_path

__all__ = [
    "Look",
    "QmlFault",
    "Rows",
    "Stage",
    "application",
    "draw_into_memory",
    "grab",
    "import_path",
]
"""Everything an app needs of this package."""
