"""What the sandbox tells of a person, scope by scope."""

from collections.abc import Sequence
from typing import Any

from sandbox.people import ORGANISATIONS, PEOPLE, STAFF, Organisation, SandboxPerson


def person_facts(person: SandboxPerson, scopes: Sequence[str]) -> dict[str, Any]:
    """Return a person's own facts, as far as the scopes go."""
    found: dict[str, Any] = {"status": "REGISTERED", "trusted": person.is_confirmed, "eTag": f"E{person.oid}"}
    if "fullname" in scopes:
        found |= {"firstName": person.name, "lastName": person.surname}
        found |= {"middleName": person.patronymic} if person.patronymic else {}
    if "birthdate" in scopes and person.born:
        found["birthDate"] = person.born
    if "gender" in scopes:
        found["gender"] = person.gender
    if "snils" in scopes and person.snils:
        found["snils"] = person.snils
    return found


def documents(person: SandboxPerson) -> list[dict[str, Any]]:
    """Return a person's documents: without numbers, for nobody here needs one."""
    if not person.checked or person.level == "KD":
        return []
    return [{"id": int(person.oid) + 500, "type": "RF_PASSPORT", "vrfStu": "VERIFIED"}]


def contacts(person: SandboxPerson) -> list[dict[str, Any]]:
    """Return a person's e-mail address or telephone."""
    kind = "MBT" if person.login.startswith("+") else "EML"
    return [{"id": int(person.oid) + 700, "type": kind, "vrfStu": "VERIFIED", "value": person.login}]


def kids(person: SandboxPerson) -> list[dict[str, Any]]:
    """Return a person's children."""
    found = [PEOPLE[oid] for oid in person.kids]
    return [
        {
            "oid": kid.oid,
            "firstName": kid.name,
            "lastName": kid.surname,
            "middleName": kid.patronymic,
            "birthDate": kid.born,
        }
        for kid in found
    ]


def roles(person: SandboxPerson) -> list[dict[str, Any]]:
    """Return the organisations that a person works for."""
    return [
        {
            "oid": int(each.oid),
            "ogrn": each.ogrn,
            "shortName": each.short_name,
            "fullName": each.full_name,
            "chief": each.chief == person.oid,
            "admin": each.chief == person.oid,
            "active": True,
        }
        for each in _employers(person)
    ]


def organisations(person: SandboxPerson) -> list[dict[str, Any]]:
    """Return the same organisations as things of their own."""
    return [{"oid": int(each.oid), "ogrn": each.ogrn, "shortName": each.short_name} for each in _employers(person)]


def groups(person: SandboxPerson, organisation: str) -> list[dict[str, Any]]:
    """Return the groups of access that an organisation gave a person."""
    names = ORGANISATIONS[organisation].groups.get(person.oid, ()) if organisation in ORGANISATIONS else ()
    return [{"grp_id": name, "name": name, "system": False} for name in names]


def _employers(person: SandboxPerson) -> list[Organisation]:
    return [ORGANISATIONS[oid] for oid in STAFF.get(person.oid, ())]
