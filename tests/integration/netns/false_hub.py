"""A false hub on the hall's network: it says to be ours, and writes down whatever it is told.

It announces our hub's id, site and certificate's fingerprint, speaks TLS with a certificate of its
own, challenges, and says `paired` and `welcome` to whoever might believe it. One JSON line on
stdout for each connection, and for each message that came over one.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import ssl
from pathlib import Path
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from shared.hub.advertiser import Advertiser
from shared.hub.identity.certificate import Identity, identity_of
from shared.protocol.announcement import Announcement
from shared.protocol.messages import PROTOCOL
from shared.protocol.pairing import new_nonce


class FalseHub:
    def __init__(self, hub: str, identity: Identity) -> None:
        self._hub = hub
        self._pem = identity.pem
        self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._tls.load_cert_chain(identity.files.chain, identity.files.key)

    async def run(self, announcement: Announcement) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda *_: None)  # whom TLS has not convinced
        async with serve(self._serve, "0.0.0.0", 0, ssl=self._tls, close_timeout=0.2) as server:
            port = server.sockets[0].getsockname()[1]
            await Advertiser(announcement, "0.0.0.0", port).start()
            _report(port=port)
            await server.serve_forever()

    async def _serve(self, line: ServerConnection) -> None:
        _report(line=True)
        with contextlib.suppress(ConnectionClosed):
            await line.send(json.dumps({"type": "challenge", "nonce": new_nonce()}))
            async for message in line:
                said = json.loads(message)
                _report(said=said)
                for lie in self._lies(said):
                    await line.send(json.dumps(lie))

    def _lies(self, said: dict[str, Any]) -> list[dict[str, Any]]:
        who = {"hub": self._hub, "site": "Mal", "device": said.get("device", "")}
        if said["type"] != "pair":
            return []
        paired = {"role": said["role"], "name": "TV", "certificate": self._pem}
        return [
            {"type": "pairing", "site": "Mal", "seconds": 300},
            {"type": "paired", **who, **paired},
        ]


def _report(**facts: Any) -> None:
    print(json.dumps(facts), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("hub", "site", "key"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    identity = identity_of(given.data, given.hub, None)
    announcement = Announcement(
        site=given.site, hub=given.hub, protocol=PROTOCOL, tls=True, key=given.key
    )
    asyncio.run(FalseHub(given.hub, identity).run(announcement))


if __name__ == "__main__":
    main()
