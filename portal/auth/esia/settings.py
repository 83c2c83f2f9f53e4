"""What the portal knows of ESIA and of itself there: a file of the operator's in the portal's folder."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from portal.auth.esia import names
from portal.auth.esia.signing import CmsSigner, RawSigner, Signer
from portal.errors import BadEsiaSettingsError

FILE = "esia.toml"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
OFFICE = "office"
"""The role that a group of access may give."""


@dataclass(frozen=True, slots=True)
class EsiaSettings:
    """A file's contents. key, certificate: of this system, PEM. token_key: ESIA's public RSA key, PEM.

    version: "current" or "first". groups: mnemonics of groups of access, and the role here that each gives.
    ogrn: of the organisation whose groups count. scope_org: of the groups. authority: a file of root certificates, None
    for the usual ones.
    """

    host: str
    client_id: str
    redirect_uri: str
    key: Path
    certificate: Path
    token_key: Path
    issuer: str = names.ISSUER
    version: str = "current"
    scope: str = "openid fullname birthdate snils"
    scope_org: str = ""
    ogrn: str = ""
    groups: dict[str, str] = field(default_factory=dict)
    authority: Path | None = None

    @property
    def protocol(self) -> names.Version:
        """The version of the protocol."""
        return names.VERSIONS[self.version]

    @property
    def signer(self) -> Signer:
        """Who signs for this version."""
        return RawSigner(self.key) if self.version == "current" else CmsSigner(self.key, self.certificate)

    def roles_of(self, groups: frozenset[str]) -> frozenset[str]:
        """Return the roles here that groups of access give."""
        return frozenset(self.groups[name] for name in groups if name in self.groups)


def read_settings(folder: Path) -> EsiaSettings | None:
    """Return the settings in a portal's folder, None where it works without ESIA.

    Raises:
        BadEsiaSettingsError: the file cannot be used.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        return _checked(EsiaSettings(**_typed(found, folder)))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BadEsiaSettingsError(str(path)) from error


def _typed(found: dict[str, Any], folder: Path) -> dict[str, Any]:
    paths: dict[str, Any] = {
        name: folder / found[name] for name in ("key", "certificate", "token_key", "authority") if name in found
    }
    return {**found, **paths}


def _checked(settings: EsiaSettings) -> EsiaSettings:
    texts = (settings.host, settings.client_id, settings.redirect_uri, settings.issuer, settings.scope)
    files = (settings.key, settings.certificate, settings.token_key)
    good = (
        all(texts),
        all(file.is_file() for file in files),
        settings.version in names.VERSIONS,
        set(settings.groups.values()) <= {OFFICE},
        _is_safe(settings.host) and _is_safe(settings.redirect_uri),
    )
    if not all(good):
        raise ValueError
    return settings


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
