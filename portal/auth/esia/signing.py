"""Signs what the portal asks of ESIA: behind one protocol, so that certified means can take OpenSSL's place."""

import ssl
import subprocess
from pathlib import Path
from typing import Protocol

from portal.auth.esia.errors import SignerError

OPENSSL = "openssl"
ENGINE = ("-engine", "gost")
TIMEOUT_S = 10
"""A signature takes some 10 ms."""


class Signer(Protocol):
    """Signs with the key of the information system that the portal is for ESIA."""

    def sign(self, text: str) -> bytes:
        """Return the signature over the text's bytes in UTF-8.

        Raises:
            SignerError: it cannot be made.
        """
        ...


class RawSigner:
    """Makes raw signatures GOST R 34.10-2012 of 256 bits over Streebog-256: 64 bytes."""

    def __init__(self, key: Path) -> None:
        self._key = key

    def sign(self, text: str) -> bytes:
        """Return the signature; the second half of its bytes is r, the first is s, each with its high byte first."""
        return run_openssl("dgst", *ENGINE, "-md_gost12_256", "-sign", str(self._key), given=text.encode())


class CmsSigner:
    """Makes detached CMS signatures in DER, the certificate within, as the first version of the protocol wants."""

    def __init__(self, key: Path, certificate: Path) -> None:
        self._key, self._certificate = key, certificate

    def sign(self, text: str) -> bytes:
        """Return the signature."""
        words = ("cms", "-sign", *ENGINE, "-binary", "-md", "md_gost12_256", "-outform", "DER")
        own = ("-signer", str(self._certificate), "-inkey", str(self._key))
        return run_openssl(*words, *own, given=text.encode())


def certificate_hash(certificate: Path) -> str:
    """Return Streebog-256 over a certificate's DER form as 64 hexadecimal digits in capitals.

    Raises:
        SignerError: the file holds no certificate, or OpenSSL has no engine.
    """
    try:
        der = ssl.PEM_cert_to_DER_cert(certificate.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise SignerError from error
    return run_openssl("dgst", *ENGINE, "-md_gost12_256", "-binary", given=der).hex().upper()


def run_openssl(*words: str, given: bytes) -> bytes:
    """Run OpenSSL and return what it wrote; nothing but its arguments and standard input reaches it.

    Raises:
        SignerError: it failed; what it said is not passed on, for it may quote the key's file.
    """
    try:
        done = subprocess.run(  # noqa: S603 (fixed words and paths from the portal's settings)
            [OPENSSL, *words], input=given, capture_output=True, check=True, timeout=TIMEOUT_S
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise SignerError from error
    return done.stdout
