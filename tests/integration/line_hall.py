"""A kiosk's hall at the end of a test's own line, with all that it keeps in a directory."""

from __future__ import annotations

from pathlib import Path

from kiosk.emergency import notebook
from kiosk.emergency.notebook import Notebook
from kiosk.emergency.standby import Standby
from kiosk.hall import LineHall
from shared.link import kept_orders
from shared.link.outbox import Outbox
from shared.link.state_file import StateFile
from tests.integration.line_app import LineApp


class KeptHall:
    """To be made before the line starts."""

    def __init__(self, app: LineApp, directory: Path) -> None:
        state = StateFile(directory, kept_orders.migrations, notebook.migrations)
        self.notebook = Notebook(state)
        self.standby = Standby(app.line, app.mirror, self.notebook)
        self.outbox = Outbox(app.line, state, feed=self.standby)
        self.hall = LineHall(app.line, app.mirror, self.outbox, self.standby)
