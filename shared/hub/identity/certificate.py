"""The hub's certificate: made at the first start that others can reach, or brought by the site.

Its own vouches for itself and is valid from 2000 to 9999: devices believe it because it is this
one, and a clock that is wrong locks nobody out.
"""

from __future__ import annotations

import datetime as dt
import secrets
import stat
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shared.hub.identity.signing import FOLDER
from shared.hub.listener import Certificate, Misuse
from shared.protocol.secret_file import write_secret

KEY_FILE, CERTIFICATE_FILE = "hub.key", "hub.pem"

IDENTITY_FILES = (f"{FOLDER}/{KEY_FILE}", f"{FOLDER}/{CERTIFICATE_FILE}")
"""Within a data directory: what devices believe a hub by."""

_FIRST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_LAST = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Identity:
    """What a hub shows of itself, and where the files are that prove it."""

    files: Certificate
    der: bytes
    pem: str


def identity_of(directory: Path, hub: str, given: Certificate | None) -> Identity:
    """The site's own certificate where it is `given`, else the data directory's, made at the first
    asking for the hub with this id. Raises `Misuse` with words for whoever starts it; OSError."""
    files = given or Certificate(
        directory / FOLDER / CERTIFICATE_FILE, directory / FOLDER / KEY_FILE
    )
    if given is None:
        _make(files, hub)
        _require_whole(files)
    files.check()
    _require_secret(files, given is None)
    return _read(files)


def _read(files: Certificate) -> Identity:
    try:
        first, *_ = x509.load_pem_x509_certificates(files.chain.read_bytes())
    except ValueError as error:
        raise Misuse(f"{files.chain} holds no certificate: {error}") from None
    pem = first.public_bytes(Encoding.PEM).decode("ascii")
    return Identity(files, first.public_bytes(Encoding.DER), pem)


def _require_whole(files: Certificate) -> None:
    for path in (files.key, files.chain):
        if not path.exists():
            raise Misuse(
                f"{path} is missing, and its other half is there. Bring it back from a backup; or"
                f" remove {path.parent}/hub.* and pair every device anew."
            )


def _require_secret(files: Certificate, own: bool) -> None:
    """A site's own key may belong to a group, as Debian's ``ssl-cert`` has it."""
    mode = stat.S_IMODE(files.key.stat().st_mode)
    if mode & (_OTHERS if own else stat.S_IRWXO):
        anew = f"remove {files.key.parent}/hub.*" if own else "put another one in its place"
        raise Misuse(
            f"{files.key} may be read by others (mode {mode:o}): whoever has it can play this hub."
            f" 'chmod 600 {files.key}' closes it. If somebody may have copied it, {anew} and pair"
            " every device anew."
        )


# Made once --------------------------------------------------------------------------------------


def _make(files: Certificate, hub: str) -> None:
    """Where there is neither of the two."""
    if files.key.exists() or files.chain.exists():
        return
    files.key.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_secret(files.key, secret)
    write_secret(files.chain, _certificate(key, hub).public_bytes(Encoding.PEM))


def _certificate(key: ec.EllipticCurvePrivateKey, hub: str) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hub)])
    public = key.public_key()
    known = x509.SubjectKeyIdentifier.from_public_key(public)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(secrets.randbits(159) | 1)
        .not_valid_before(_FIRST)
        .not_valid_after(_LAST)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_names(hub), critical=False)
        .add_extension(known, critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(known), critical=False
        )
        .sign(key, SHA256())
    )


def _names(hub: str) -> x509.SubjectAlternativeName:
    """For programs on this machine that ask for a name, such as curl with ``--cacert``."""
    own = [x509.IPAddress(ip_address(one)) for one in ("127.0.0.1", "::1")]
    return x509.SubjectAlternativeName([x509.DNSName(hub), x509.DNSName("localhost"), *own])


def _usage() -> x509.KeyUsage:
    """It signs itself, and each line's beginning."""
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
