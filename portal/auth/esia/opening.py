"""Opens the ways to ESIA for a portal whose operator has set them up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine

from app.ids import SchoolId
from portal.admin.schools import ListedSchool, find_schools, list_schools
from portal.auth.esia.connector import Connector
from portal.auth.esia.errors import SignerError
from portal.auth.esia.people import VerifiedPerson
from portal.auth.esia.settings import FILE, ONLY, EsiaSettings, OfficeGroups, read_settings
from portal.errors import BadEsiaSettingsError

T = TypeVar("T")

COMMON = SchoolId("")
"""Stands for the system of all schools that have none of their own."""


@dataclass(frozen=True, slots=True)
class System:
    """An information system that the portal is for ESIA. owner: the school whose own it is, COMMON for many schools'.

    offices: of its schools, as groups of access open them.
    """

    owner: SchoolId
    connector: Connector
    offices: Mapping[SchoolId, OfficeGroups]

    def offices_of(self, person: VerifiedPerson) -> frozenset[SchoolId]:
        """Return the schools whose heads have let somebody into the office."""
        return frozenset(school for school, office in self.offices.items() if office.lets_in(person.employments))


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
    def choices(self) -> Sequence[ListedSchool]:
        """The schools for which people can sign in."""
        return [each for each in self.schools if self.system_of(each.id)]

    def system_of(self, school: SchoolId) -> System | None:
        """Return the system by which people sign in for a school, None where they cannot."""
        return self.systems.get(school) or self.systems.get(COMMON)

    def opens_office(self, school: SchoolId) -> bool:
        """Return whether a group of access opens a school's office."""
        system = self.system_of(school)
        return system is not None and school in system.offices


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
    named = {name: office for name, office in settings.offices.items() if name != ONLY or len(found) == 1}
    offices = {school: office for school, office in _by_school(found, named).items() if office.opens}
    return System(owner, Connector(settings), offices)


def _by_school(found: Sequence[ListedSchool], named: Mapping[str, T]) -> dict[SchoolId, T]:
    """Return by schools what is said of them by names. A name that is no school's, or twice one's, is a ValueError."""
    meant = {name: [each.id for each in find_schools(found, name)] for name in named}
    schools = {ids[0]: named[name] for name, ids in meant.items() if len(ids) == 1}
    if len(schools) != len(named):
        raise ValueError
    return schools
