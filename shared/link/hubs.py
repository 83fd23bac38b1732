"""Which hub is ours, and which of its addresses is tried next; no I/O but a look at our own."""

from __future__ import annotations

from collections.abc import Callable, Collection
from ipaddress import IPv4Interface

from shared.link.addresses import HubAddress


class Hubs:
    """The hubs an app knows of.

    A fixed address is taken as it is. Else the paired hub is ours, and no other, also while it
    is not to be seen: the neighbour's queue must not appear on this hall's screen because a hub
    restarts. Without a pairing a single hub is ours; with several a person is asked.
    """

    def __init__(
        self,
        local: Callable[[], Collection[IPv4Interface]],
        *,
        fixed_url: str = "",
        paired: str = "",
        last_url: str = "",
        fits: Callable[[str], bool] = lambda _key: True,
    ) -> None:
        """`fits`: whether an announcement with this fingerprint may be that of the hub we are
        paired with."""
        self._local = local
        self._fits = fits
        self._fixed_url = fixed_url
        self.paired = paired
        """The id of the hub we belong to; empty: none yet."""
        self.last_url = last_url
        """Where it answered last."""
        self._seen: dict[str, HubAddress] = {}
        self._doubted = ""
        self._on_trial = False
        self._round: list[str] = []

    @property
    def ours(self) -> str:
        """The id of the hub we want; empty while that is open (or the address is fixed)."""
        if self._fixed_url:
            return ""
        if self.paired:
            return self.paired
        return next(iter(self._seen)) if len(self._seen) == 1 else ""

    @property
    def undecided(self) -> list[HubAddress]:
        """The hubs a person must choose from; empty when nobody needs to be asked."""
        if self._fixed_url or self.paired or len(self._seen) < 2:
            return []
        return self.seen

    @property
    def seen(self) -> list[HubAddress]:
        """The hubs on the network now, by the name of their site."""
        return sorted(self._seen.values(), key=lambda address: (address.site, address.hub))

    def found(self, address: HubAddress) -> bool:
        """Take in what discovery met; whether it opens a new way to our hub.

        Whoever calls itself our hub and has another certificate is passed over.
        """
        if address.hub == self.paired and not self._fits(address.key):
            return False
        news = address != self._seen.get(address.hub) or address.hub == self._doubted
        self._seen[address.hub] = address
        if self._fixed_url or not news or address.hub != self.ours:
            return False
        self._doubted = ""
        self._round = []
        return True

    def doubt(self) -> None:
        """Our hub does not answer: to meet it again, even where it was, is news."""
        self._doubted = self.ours

    def lost(self, hub: str) -> None:
        self._seen.pop(hub, None)

    def pair(self, hub: str, url: str = "") -> None:
        """This hub is ours from now on; `url` is where it answered."""
        if hub != self.paired:
            self.last_url = ""
        self.paired = hub
        self.last_url = url or self.last_url
        self._on_trial = False
        self._round = []

    def choose(self, hub: str) -> None:
        """A person says that this is ours: it stays so once it has welcomed us."""
        self.pair(hub)
        self._on_trial = True

    def give_up(self, *, refused: bool) -> bool:
        """Whether the hub that a person chose is not ours after all, and there is none again.

        It has `refused` us, or none of its addresses answers.
        """
        if not self._on_trial or not (refused or self.round_over):
            return False
        self.pair("")
        return True

    def belongs(self, hub: str) -> bool:
        """Whether a hub that welcomed us is the one we meant."""
        return self.ours in ("", hub)

    def forget(self, url: str) -> None:
        """Somebody else answers there."""
        if url == self.last_url:
            self.last_url = ""

    def next_url(self) -> str | None:
        """The next address to try; None: none is known."""
        if not self._round:
            self._round = self._urls()
        return self._round.pop(0) if self._round else None

    @property
    def round_over(self) -> bool:
        """Every address has had its turn: time for a pause."""
        return not self._round

    def _urls(self) -> list[str]:
        if self._fixed_url:
            return [self._fixed_url]
        address = self._seen.get(self.ours)
        urls = address.urls(self._local()) if address else []
        if self.last_url in urls:
            others = [url for url in urls if url != self.last_url]
            # Before each of the others: a hub with many addresses comes back where it was.
            return [url for other in others for url in (self.last_url, other)] or urls
        # What discovery sees is newer than what is remembered.
        return [*urls, self.last_url] if self.last_url else urls
