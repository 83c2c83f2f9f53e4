"""Opens the ways to ESIA for a portal whose operator has set them up, anew whenever what they are made of changes."""

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine, select

from app.ids import SchoolId
from portal.admin.schools import ListedSchool, find_schools, list_schools
from portal.auth.esia.connector import Connector
from portal.auth.esia.errors import SignerError
from portal.auth.esia.people import VerifiedPerson
from portal.auth.esia.settings import FILE, OFFICE, ONLY, AccessGroups, EsiaSettings, read_settings
from portal.errors import BadEsiaSettingsError
from portal.store.dialects import listing
from portal.store.tables import schools

T = TypeVar("T")

_logger = logging.getLogger("portal")

Sign = tuple[object, ...]
"""What a way to ESIA is made of; it changes with that."""

COMMON = SchoolId("")
"""Stands for the system of all schools that have none of their own."""


@dataclass(frozen=True, slots=True)
class System:
    """An information system that the portal is for ESIA. owner: the school whose own it is, COMMON for many schools'.

    groups: of access, of those of its schools whose heads let people in by them.
    """

    owner: SchoolId
    connector: Connector
    groups: Mapping[SchoolId, AccessGroups]

    def roles_of(self, person: VerifiedPerson, school: SchoolId) -> frozenset[str]:
        """Return what a school's head lets somebody be."""
        groups = self.groups.get(school)
        return groups.roles_of(person.employments) if groups else frozenset()

    def says(self, role: str) -> frozenset[SchoolId]:
        """Return the schools whose heads say by groups who has a role."""
        return frozenset(school for school, groups in self.groups.items() if groups.says(role))


@dataclass(frozen=True, slots=True)
class EsiaGate:
    """ESIA as a portal uses it. systems: by their owners. schools: of the portal, by name."""

    systems: Mapping[SchoolId, System]
    schools: Sequence[ListedSchool]

    @property
    def only(self) -> System | None:
        """The system where there is one, None where somebody has to say for which school they sign in."""
        return next(iter(self.systems.values())) if len(self.systems) == 1 else None

    @property
    def files(self) -> Sequence[Path]:
        """The files that the settings name."""
        found = (each.connector.settings for each in self.systems.values())
        named = (file for each in found for file in (each.key, each.certificate, each.token_key, each.authority))
        return [file for file in named if file is not None]

    @property
    def choices(self) -> Sequence[ListedSchool]:
        """The schools for which people can sign in."""
        return [each for each in self.schools if self.system_of(each.id)]

    def system_of(self, school: SchoolId) -> System | None:
        """Return the system by which people sign in for a school, None where they cannot."""
        return self.systems.get(school) or self.systems.get(COMMON)

    def opens_office(self, school: SchoolId) -> bool:
        """Return whether a group of access opens a school's office."""
        system = self.system_of(school)
        return system is not None and school in system.says(OFFICE)


def no_gate() -> None:
    """Return the way to ESIA of a portal that works without."""


class LiveGate:
    """The way to ESIA as the settings, the files that they name and the portal's schools are now; threads may ask."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        """Open it.

        Raises:
            BadEsiaSettingsError: as of open_gate().
        """
        self._folder, self._engine, self._lock = folder, engine, threading.Lock()
        self._files: tuple[Path, ...] = (folder / FILE,)
        self._gate, self._sign = self._opened()

    def read(self) -> EsiaGate | None:
        """Return the way to ESIA, None where the portal works without. What cannot be used leaves it as it was."""
        if self._look() != self._sign:
            with self._lock:
                if (sign := self._look()) != self._sign:
                    self._open_anew(sign)
        return self._gate

    def _open_anew(self, sign: Sign) -> None:
        try:
            self._gate, self._sign = self._opened()
        except BadEsiaSettingsError:
            self._sign = sign
            _logger.error("%s cannot be used as it is now: sign-ins go on as it was before", FILE)  # noqa: TRY400 (the operator's file is wrong, not our code)
        else:
            _logger.warning("%s was read anew", FILE)

    def _opened(self) -> tuple[EsiaGate | None, Sign]:
        """Return the way to ESIA, and what it was made of: nothing of that has changed meanwhile."""
        while True:
            sign = self._look()
            gate = open_gate(self._folder, self._engine)
            self._files = (self._folder / FILE, *(gate.files if gate else ()))
            if self._look() == sign:
                return gate, sign

    def _look(self) -> Sign:
        with listing(self._engine).connect() as connection:
            known = sorted(connection.execute(select(schools.c.school_id)).scalars())
        return (*known, *map(_stamp, self._files))


def _stamp(path: Path) -> tuple[str, int, int, int] | None:
    """Return what changes with a file, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return str(path), found.st_ino, found.st_mtime_ns, found.st_size


def open_gate(folder: Path, engine: Engine) -> EsiaGate | None:
    """Return the way to ESIA, None where the portal works without.

    Raises:
        BadEsiaSettingsError: the settings, a school, a key, the certificate or OpenSSL's engine cannot be used.
    """
    settings = read_settings(folder)
    if settings is None:
        return None
    found = list_schools(engine)
    try:
        systems = {each: _system(each, own, found) for each, own in _by_school(found, settings.own).items()}
        if settings.common is not None:
            systems[COMMON] = _system(COMMON, settings.common, found)
    except (SignerError, ValueError, OSError) as error:
        raise BadEsiaSettingsError(str(folder / FILE)) from error
    return EsiaGate(systems, found)


def _system(owner: SchoolId, settings: EsiaSettings, found: Sequence[ListedSchool]) -> System:
    # what is said of the only school is said of none where there are several
    named = {name: groups for name, groups in settings.groups.items() if name != ONLY or len(found) == 1}
    groups = {school: each for school, each in _by_school(found, named).items() if each.counts}
    return System(owner, Connector(settings), groups)


def _by_school(found: Sequence[ListedSchool], named: Mapping[str, T]) -> dict[SchoolId, T]:
    """Return by schools what is said of them by names. A name that is no school's, or twice one's, is a ValueError."""
    meant = {name: [each.id for each in find_schools(found, name)] for name in named}
    schools = {ids[0]: named[name] for name, ids in meant.items() if len(ids) == 1}
    if len(schools) != len(named):
        raise ValueError
    return schools
