"""A pupil's own data, and releases from subjects «Освобождение»."""

from msgspec.structs import replace

from app.domain.classroom import Release
from app.domain.movement import check_release, taken_back
from app.domain.records import NEVER, Pupil
from app.ids import derived
from portal.office.people_deeds import (
    DeedPage,
    Drawn,
    Field,
    Planned,
    Typed,
    known,
    read_choice,
    read_day,
    read_name,
)
from portal.office.people_movement import SEXES, pupil_fields, read_pupil
from portal.office.people_reading import People, full_name, namesakes
from portal.office.people_wording import dotted, flaw_words, span_words, subject_words
from portal.office.rule_form import Change

TITLES = {"surname": "Фамилия", "name": "Имя", "patronymic": "Отчество"}


def _edit_form(people: People, key: str, typed: Typed) -> Drawn:
    pupil: Pupil = known(people.pupils, key)
    return Drawn(full_name(pupil), f"pupil/{key}", pupil_fields(pupil, typed))


def _edit(people: People, key: str, typed: Typed) -> Planned:
    pupil: Pupil = known(people.pupils, key)
    errors: dict[str, str] = {}
    wanted = read_pupil(people, typed, pupil.id, errors)
    if wanted is None or errors:
        return Planned(errors=errors)
    wanted = replace(wanted, token=pupil.token)
    if wanted == pupil:
        return Planned()
    changes = [
        Change(title, getattr(pupil, name), getattr(wanted, name) or "–")
        for name, title in TITLES.items()
        if getattr(pupil, name) != getattr(wanted, name)
    ]
    if wanted.born != pupil.born:
        changes.append(Change("Дата рождения", dotted(pupil.born), dotted(wanted.born)))
    if wanted.sex != pupil.sex:
        changes.append(Change("Пол", dict(SEXES)[pupil.sex], dict(SEXES)[wanted.sex]))
    same = [f"Однофамилец: {full_name(each)}, род. {dotted(each.born)}." for each in namesakes(people, wanted)]
    return Planned(f"Данные ученика: {full_name(wanted)}", f"pupil/{key}", (wanted,), tuple(changes), tuple(same))


def _release_form(people: People, key: str, _typed: Typed) -> Drawn:
    pupil: Pupil = known(people.pupils, key)
    facts = tuple(_release_words(people, each) for each in people.releases(key))
    subjects = (("", "все предметы"), *((each.id, each.name) for each in people.subjects.values()))
    fields = (
        Field("subject", "От чего", "", "select", subjects),
        Field("first", "С", "", "date", value=str(people.today)),
        Field("last", "По", "Пусто, если срок не известен.", "date"),
        Field("document", "Документ", "Номер приказа или справки."),
    )
    return Drawn(f"Освобождение: {full_name(pupil)}", f"pupil/{key}", fields, facts)


def _release(people: People, key: str, typed: Typed) -> Planned:
    pupil: Pupil = known(people.pupils, key)
    errors: dict[str, str] = {}
    options = (("", ""), *((each, "") for each in people.subjects))
    subject = read_choice({"subject": "", **typed}, "subject", options, errors)
    first = read_day(people, typed, "first", errors)
    last = read_day(people, typed, "last", errors, may_lack=True)
    document = read_name(typed, "document", errors)
    if first is None or errors:
        return Planned(errors=errors)
    row = derived("release", key, subject, first.isoformat())
    wanted = Release(row, NEVER, pupil.id, subject, first, last, document)
    if flaw := check_release(wanted, people.releases(key), people.year):
        return Planned(errors={"last": flaw_words(people, flaw)})
    words = _release_words(people, wanted)
    title = f"Освобождение: {full_name(pupil)}, {words}"
    note = "Уроки этих дней не считаются пропущенными. Поставленные отметки остаются."
    return Planned(title, f"pupil/{key}", (wanted,), (Change("Освобождение", "", words),), (note,))


def _end_form(people: People, key: str, _typed: Typed) -> Drawn:
    release, pupil = _found(people, key)
    fields = (
        Field("last", "Последний день", "Пусто, если срок не известен.", "date", value=str(release.last or "")),
        Field("never", "Снять совсем, будто его не было", "", "tick"),
    )
    return Drawn(f"Освобождение: {full_name(pupil)}", f"pupil/{pupil.id}", fields, (_release_words(people, release),))


def _end(people: People, key: str, typed: Typed) -> Planned:
    release, pupil = _found(people, key)
    errors: dict[str, str] = {}
    last = read_day(people, typed, "last", errors, may_lack=True)
    if errors:
        return Planned(errors=errors)
    never = typed.get("never") == "1"
    wanted = replace(release, last=taken_back(release.first) if never else last)
    others = [each for each in people.releases(pupil.id) if each.id != key]
    if not never and (flaw := check_release(wanted, others, people.year)):
        return Planned(errors={"last": flaw_words(people, flaw)})
    if wanted == release:
        return Planned()
    after = "снято" if never else _release_words(people, wanted)
    change = Change("Освобождение", _release_words(people, release), after)
    return Planned(f"Освобождение: {full_name(pupil)}, {after}", f"pupil/{pupil.id}", (wanted,), (change,))


def _found(people: People, key: str) -> tuple[Release, Pupil]:
    release: Release = known({each.id: each for each in people.all(Release)}, key)
    return release, known(people.pupils, release.pupil)


def _release_words(people: People, release: Release) -> str:
    document = f", {release.document}" if release.document else ""
    return f"{subject_words(people, release.subject)}, {span_words(release)}{document}"


PUPIL_DEEDS = {
    "edit-pupil": DeedPage(_edit_form, _edit),
    "release": DeedPage(_release_form, _release),
    "end-release": DeedPage(_end_form, _end),
}
"""By the word in the address."""
