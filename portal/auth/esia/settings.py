"""What the portal knows of ESIA and of itself there: a file of the operator's in the portal's folder."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from portal.auth.esia import names
from portal.auth.esia.people import Employment
from portal.auth.esia.signing import CmsSigner, RawSigner, Signer
from portal.errors import BadEsiaSettingsError

FILE = "esia.toml"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
OFFICE = "office"
"""The role that a group of access may give."""


ONLY = ""
"""Stands for the school of a portal that has one, where the file names none."""

OF_OFFICE = frozenset({"ogrn", "groups"})
OF_SYSTEM = frozenset({"client_id", "key", "certificate", "scope", "scope_org"})
"""What a school may have of its own; the host and its key are the portal's, so that an id is one person everywhere."""


@dataclass(frozen=True, slots=True)
class OfficeGroups:
    """Who opens a school's office. ogrn: of the organisation whose groups count, empty for none.

    groups: mnemonics of groups of access, and the role here that each gives.
    """

    ogrn: str
    groups: Mapping[str, str]

    @property
    def opens(self) -> bool:
        """Whether anybody can have such a group."""
        return bool(self.ogrn and self.groups)

    def lets_in(self, employments: Iterable[Employment]) -> bool:
        """Return whether somebody who works there is of the office."""
        ours = (each.groups for each in employments if self.opens and each.ogrn == self.ogrn)
        return OFFICE in {self.groups.get(group) for groups in ours for group in groups}


@dataclass(frozen=True, slots=True)
class EsiaSettings:
    """An information system at ESIA. key, certificate: of this system, PEM. token_key: ESIA's public RSA key, PEM.

    version: "current" or "first". offices: of the system's schools, as the file calls them. scope_org: of the groups.
    authority: a file of root certificates, None for the usual ones.
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
    offices: Mapping[str, OfficeGroups] = field(default_factory=dict)
    authority: Path | None = None

    @property
    def protocol(self) -> names.Version:
        """The version of the protocol."""
        return names.VERSIONS[self.version]

    @property
    def signer(self) -> Signer:
        """Who signs for this version."""
        return RawSigner(self.key) if self.version == "current" else CmsSigner(self.key, self.certificate)

    @property
    def organisations(self) -> frozenset[str]:
        """The numbers «ОГРН» of the organisations whose groups count."""
        return frozenset(each.ogrn for each in self.offices.values() if each.opens)


@dataclass(frozen=True, slots=True)
class PortalSettings:
    """A file's contents. common: the system of all schools that have none of their own, None where there is none.

    own: the systems of single schools, each by its school as the file calls it.
    """

    common: EsiaSettings | None
    own: Mapping[str, EsiaSettings]


def read_settings(folder: Path) -> PortalSettings | None:
    """Return the settings in a portal's folder, None where it works without ESIA.

    Raises:
        BadEsiaSettingsError: the file cannot be used.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        return _settings_of(tomllib.loads(path.read_text(encoding="utf-8")), folder)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BadEsiaSettingsError(str(path)) from error


def _settings_of(found: dict[str, Any], folder: Path) -> PortalSettings:
    tables = found.pop("schools", {})
    usual = {name: found.pop(name) for name in OF_OFFICE if name in found}
    own = {name: table for name, table in tables.items() if "client_id" in table}
    if any(set(table) - OF_OFFICE - (OF_SYSTEM if name in own else set()) for name, table in tables.items()):
        raise ValueError
    offices = {name: _office(usual | table) for name, table in (tables or {ONLY: {}}).items()}
    _check_apart(offices.values())
    shared = {name: office for name, office in offices.items() if name not in own}
    systems = {
        name: _system({**found, **_without(table, OF_OFFICE)}, folder, {name: offices[name]})
        for name, table in own.items()
    }
    common = _system(found, folder, shared) if "client_id" in found or shared else None
    return PortalSettings(common, systems)


def _office(told: Mapping[str, Any]) -> OfficeGroups:
    office = OfficeGroups(str(told.get("ogrn", "")), told.get("groups", {}))
    if not set(office.groups.values()) <= {OFFICE}:
        raise ValueError
    return office


def _check_apart(offices: Iterable[OfficeGroups]) -> None:
    """Refuse a group of access that would open two schools: who copies a line has not meant it."""
    opening = [(each.ogrn, group) for each in offices if each.opens for group in each.groups]
    if len(opening) != len(set(opening)):
        raise ValueError


def _system(found: Mapping[str, Any], folder: Path, offices: Mapping[str, OfficeGroups]) -> EsiaSettings:
    paths: dict[str, Any] = {
        name: folder / found[name] for name in ("key", "certificate", "token_key", "authority") if name in found
    }
    return _checked(EsiaSettings(**{**found, **paths}, offices=offices))


def _without(table: Mapping[str, Any], names_of: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name not in names_of}


def _checked(settings: EsiaSettings) -> EsiaSettings:
    texts = (settings.host, settings.client_id, settings.redirect_uri, settings.issuer, settings.scope)
    files = (settings.key, settings.certificate, settings.token_key)
    good = (
        all(texts),
        all(file.is_file() for file in files),
        settings.version in names.VERSIONS,
        _is_safe(settings.host) and _is_safe(settings.redirect_uri),
    )
    if not all(good):
        raise ValueError
    return settings


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
