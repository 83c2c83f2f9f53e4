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
from portal.rights import Role

FILE = "esia.toml"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
OFFICE, DEPUTY_HEAD, TEACHER = "office", Role.DEPUTY_HEAD.value, Role.TEACHER.value
ROLES = frozenset({OFFICE, DEPUTY_HEAD, TEACHER})
"""What a group of access may make of somebody. Of which class somebody is the class teacher, and whose parent, no group
says."""

ONLY = ""
"""Stands for the school of a portal that has one, where the file names none."""

OF_SCHOOL = frozenset({"ogrn", "groups"})
OF_SYSTEM = frozenset({"client_id", "key", "certificate", "scope", "scope_org"})
"""What a school may have of its own; the host and its key are the portal's, so that an id is one person everywhere."""


@dataclass(frozen=True, slots=True)
class AccessGroups:
    """What a school's head lets people be. ogrn: of the organisation whose groups count, empty for none.

    groups: mnemonics of groups of access, and the role here that each gives.
    """

    ogrn: str
    groups: Mapping[str, str]

    @property
    def counts(self) -> bool:
        """Whether anybody can have such a group."""
        return bool(self.ogrn and self.groups)

    def says(self, role: str) -> bool:
        """Return whether the head says by groups who has a role."""
        return self.counts and role in self.groups.values()

    def roles_of(self, employments: Iterable[Employment]) -> frozenset[str]:
        """Return what the head lets somebody be who works there."""
        ours = (each.groups for each in employments if self.counts and each.ogrn == self.ogrn)
        return frozenset(self.groups[group] for groups in ours for group in groups if group in self.groups)


@dataclass(frozen=True, slots=True)
class EsiaSettings:
    """An information system at ESIA. key, certificate: of this system, PEM. token_key: ESIA's public RSA key, PEM.

    version: "current" or "first". groups: of the system's schools, as the file calls them. scope_org: of the groups.
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
    groups: Mapping[str, AccessGroups] = field(default_factory=dict)
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
        return frozenset(each.ogrn for each in self.groups.values() if each.counts)


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
    usual = {name: found.pop(name) for name in OF_SCHOOL if name in found}
    own = {name: table for name, table in tables.items() if "client_id" in table}
    if any(set(table) - OF_SCHOOL - (OF_SYSTEM if name in own else set()) for name, table in tables.items()):
        raise ValueError
    groups = {name: _groups(usual | table) for name, table in (tables or {ONLY: {}}).items()}
    _check_apart(groups.values())
    shared = {name: each for name, each in groups.items() if name not in own}
    systems = {
        name: _system({**found, **_without(table, OF_SCHOOL)}, folder, {name: groups[name]})
        for name, table in own.items()
    }
    common = _system(found, folder, shared) if "client_id" in found or shared else None
    return PortalSettings(common, systems)


def _groups(told: Mapping[str, Any]) -> AccessGroups:
    groups = AccessGroups(str(told.get("ogrn", "")), told.get("groups", {}))
    if not set(groups.groups.values()) <= ROLES:
        raise ValueError
    return groups


def _check_apart(groups: Iterable[AccessGroups]) -> None:
    """Refuse a group of access that would open two schools: who copies a line has not meant it."""
    opening = [(each.ogrn, group) for each in groups if each.counts for group in each.groups]
    if len(opening) != len(set(opening)):
        raise ValueError


def _system(found: Mapping[str, Any], folder: Path, groups: Mapping[str, AccessGroups]) -> EsiaSettings:
    paths: dict[str, Any] = {
        name: folder / found[name] for name in ("key", "certificate", "token_key", "authority") if name in found
    }
    return _checked(EsiaSettings(**{**found, **paths}, groups=groups))


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
