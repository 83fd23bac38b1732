"""A hall for the tests: its network, an app's agent on each host, and hubs to start there."""

from __future__ import annotations

import itertools
import shutil
import time
from contextlib import ExitStack
from pathlib import Path

from shared.cli.torture.network import HallNetwork
from shared.hub.identity.certificate import identity_of
from shared.protocol.pairing_file import FILE_NAME
from tests.integration.hub_process import HubProcess
from tests.integration.netns.agent_process import AgentProcess
from tests.integration.netns.lan_hub import LanHub

APPS = ("display", "counter", "kiosk")


class Hall:
    """A network with an app's agent on each host, for one order after the other."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._stack = ExitStack()
        self._tries = itertools.count()
        self._tls = identity_of(directory / "tls", "tiny", None).files.chain
        """The certificate of all tiny hubs; apps here are told to believe it."""

    def __enter__(self) -> Hall:
        with ExitStack() as stack:
            self.network = stack.enter_context(HallNetwork(*APPS, "hub", "hub2"))
            self.agents = {
                app: stack.enter_context(AgentProcess(self.network.prefix(app), self._tls))
                for app in APPS
            }
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def give_addresses(self, *hosts: str) -> None:
        for host in hosts or (*APPS, "hub", "hub2"):
            self.network.give_address(host)
        if not hosts:
            self.network.wait_until_forwarding()

    def clear(self) -> None:
        """Close every line and take every address."""
        for agent in self.agents.values():
            agent.close()
        for host in (*APPS, "hub", "hub2"):
            self.network.take_address(host)

    def hub(self, host: str = "hub", name: str = "tinyhub", listen: str = "0.0.0.0") -> HubProcess:
        return HubProcess(
            self.directory / f"{name}-{next(self._tries)}",
            *("--host", listen, "--advertise", "--site", f"Mal {name}", "--tls", str(self._tls)),
            hub=name,
            prefix=self.network.prefix(host),
        )

    def real_hub(self) -> LanHub:
        """`giliran hub` on the host called hub; its directory has been used before."""
        hub = LanHub(self.directory / "data", self.network.prefix("hub"))
        if not hub.was_started:
            with hub:
                for app in APPS:
                    hub.enrol(app, f"{app}-1", self._let_in(app))
        return hub

    def fresh(self, app: str, hub: HubProcess | None = None) -> Path:
        """A data directory that remembers nothing, but that the real `hub` has let it in."""
        folder = self.directory / f"{app}-{next(self._tries)}"
        if isinstance(hub, LanHub):
            folder.mkdir()
            shutil.copy2(self._let_in(app) / FILE_NAME, folder / FILE_NAME)
        return folder

    def _let_in(self, app: str) -> Path:
        return self.directory / f"let-in-{app}"

    def live_after(self, order: tuple[str, ...], hub: HubProcess) -> float:
        """Start all four in this order; seconds from the last start until every line is live."""
        last = 0.0
        try:
            for who in order:
                if who == "hub":
                    last = time.monotonic()
                    hub.start()
                else:
                    last = self.agents[who].start(who, self.fresh(who, hub))
            return max(agent.live() for agent in self.agents.values()) - last
        finally:
            for agent in self.agents.values():
                agent.close()
            if not hub.ended():
                hub.kill()  # a good end takes its time to say goodbye, here to nobody
