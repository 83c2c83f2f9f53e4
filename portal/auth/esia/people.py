"""Whom ESIA vouches for: a person, how far their account was checked, what their organisations let them do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from portal.auth.esia import names


class Standing(StrEnum):
    """Kinds of accounts, by how far the person was checked."""

    SIMPLIFIED = "simplified"
    """Упрощённая: a name and a telephone."""
    VERIFIED = "verified"
    """Стандартная: documents were looked up, nobody has seen the person."""
    CONFIRMED = "confirmed"
    """Подтверждённая: the person was seen, or has proved themselves as if."""
    CHILD = "child"
    """Детская: made by a parent."""


@dataclass(frozen=True, slots=True)
class Employment:
    """An organisation that a person works for. groups: mnemonics of the groups of access that it gave them."""

    oid: str
    ogrn: str
    name: str
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class VerifiedPerson:
    """Somebody whom ESIA has signed in. oid: which of all people, for ever."""

    oid: str
    standing: Standing
    surname: str = field(repr=False)
    name: str = field(repr=False)
    patronymic: str = field(repr=False)
    born: date | None = field(repr=False)
    employments: tuple[Employment, ...] = ()


def standing_of(
    subject: Mapping[str, Any], facts: Mapping[str, Any], documents: Sequence[Mapping[str, Any]]
) -> Standing:
    """Return the kind of an account. subject: of the identity token. Where its signs disagree the lower kind counts."""
    level = subject.get(names.LEVEL)
    if level == names.CHILD_LEVEL:
        return Standing.CHILD
    # of an account that is not confirmed the key is absent, never false
    if subject.get(names.TRUSTED) is True and level == names.CONFIRMED_LEVEL and facts.get("trusted") is True:
        return Standing.CONFIRMED
    is_checked = any(document.get("vrfStu") == names.CHECKED for document in documents)
    return Standing.VERIFIED if facts.get("snils") and is_checked else Standing.SIMPLIFIED


def employment_of(role: Mapping[str, Any]) -> Employment:
    """Return an organisation from the list of a person's roles."""
    return Employment(
        str(role.get("oid", "")), _text(role, "ogrn"), _text(role, "shortName") or _text(role, "fullName")
    )


def person_of(
    oid: str, standing: Standing, facts: Mapping[str, Any], employments: Sequence[Employment]
) -> VerifiedPerson:
    """Return a person by what ESIA tells of them."""
    names_of = (_text(facts, "lastName"), _text(facts, "firstName"), _text(facts, "middleName"))
    return VerifiedPerson(oid, standing, *names_of, _day(_text(facts, "birthDate")), tuple(employments))


def _text(facts: Mapping[str, Any], name: str) -> str:
    found = facts.get(name)
    return found.strip() if isinstance(found, str) else ""


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007 (a birth date has no zone)
    except ValueError:
        return None
