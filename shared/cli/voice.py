"""`giliran voice say|check|record|sample …`: voices by hand; the display's own tools do it."""

from __future__ import annotations

import typer

from shared.cli.apps import PASS_ON, become

app = typer.Typer(add_completion=False)


@app.command("voice", help="Say a call, make and check voice packs.", context_settings=PASS_ON)
def voice(context: typer.Context) -> None:
    become("display.voice.studio", context.args)
