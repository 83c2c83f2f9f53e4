"""Marks of the tenth class: kept by the turn of the year, entered and corrected by hand, taken in as a list."""

from io import BytesIO

import pytest
import xlsxwriter
from msgspec.structs import replace

from app.domain.earlier_marks import EarlierMark
from app.domain.periods import YEAR
from app.domain.records import FinalMark, Membership
from portal.store.rows import write_records
from tests.portal.conftest import Portal
from tests.portal.office.people_office import ORIGIN, PeopleOffice, words
from tests.portal.office.test_people_lists import confirmed
from tests.portal.office.turn_office import MAY, SEPTEMBER, TurnOffice, on
from tests.portal.portal_school import SUBJECT_8A as PHYSICS
from tests.portal.tenth_school import MOVED, ORLOVA, PETROV, SENIOR, finals, tenth, tenth_school
from tests.small_school import PUPILS, SUBJECT

ALGEBRA_FIELD, PHYSICS_FIELD = f"s__{SUBJECT}", f"s__{PHYSICS}"
HEADINGS = "Класс\tФамилия\tИмя\tПредмет\t1 полугодие\t2 полугодие\tГод\tОткуда\n"


def marks(office: PeopleOffice, who: str = SENIOR) -> dict[tuple[str, str], str]:
    """Return a pupil's marks in force, by subject and period."""
    found = office.rows(EarlierMark, pupil=who)
    return {(each.subject, each.period): each.value for each in found if each.value}


def of_algebra(office: PeopleOffice, who: str = SENIOR) -> str:
    """Return a pupil's marks of algebra in their order."""
    found = marks(office, who)
    return " ".join(found.get((SUBJECT, period), "?") for period in ("1", "2", YEAR))


@pytest.fixture
def office(portal: Portal) -> PeopleOffice:
    portal.put(*tenth_school())
    return PeopleOffice(portal)


def test_a_table_of_marks_is_entered_at_once(office: PeopleOffice) -> None:
    before = office.get(f"/pupil/{SENIOR}")
    assert "Отметки за 10 класс" in before
    assert "Алгебра ? не внесена ? не внесена ? не внесена – Физика ? не внесена" in before
    assert "Пока по предмету внесены не все (стоит «?»), итоговая не предлагается." in before
    typed = {"source": "Школа № 3", ALGEBRA_FIELD: "3 3 3", PHYSICS_FIELD: "4, н/а ЗАЧ"}
    said = office.review(f"tenth/{SENIOR}", **typed)
    assert "Алгебра не внесены 3 3 3 Физика не внесены 4 н/а зач" in said
    assert marks(office) == {}
    done = office.save(f"tenth/{SENIOR}", **typed)
    assert "Алгебра 3 3 3 Школа № 3 Физика 4 н/а зач Школа № 3" in done
    assert "итоговая не предлагается" not in done
    assert {each.year for each in office.rows(EarlierMark)} == {2025}
    assert of_algebra(office) == "3 3 3"


def test_a_correction_changes_what_is_different_and_can_be_taken_back(office: PeopleOffice) -> None:
    office.save(f"tenth/{SENIOR}", **{"source": "Школа № 3", ALGEBRA_FIELD: "3 3 3"})
    form = office.portal.client.get(f"{office.home}/people/tenth/{SENIOR}").text
    assert 'value="3 3 3"' in form
    assert 'value="Школа № 3"' in form
    before = {each.period: each.token for each in office.rows(EarlierMark)}
    said = office.review(f"tenth/{SENIOR}", **{"source": "Школа № 3", ALGEBRA_FIELD: "3 4 3"})
    assert "3 3 3 3 4 3" in said
    office.save(f"tenth/{SENIOR}", **{"source": "Школа № 3", ALGEBRA_FIELD: "3 4 3"})
    after = {each.period: each.token for each in office.rows(EarlierMark)}
    assert [period for period in after if after[period] != before[period]] == ["2"]
    assert office.undo(2).status_code == 303
    assert of_algebra(office) == "3 3 3"
    assert office.undo(1).status_code == 303
    assert marks(office) == {}
    assert 'value="3 3 3"' not in office.portal.client.get(f"{office.home}/people/tenth/{SENIOR}").text


def test_saying_the_same_again_changes_nothing(office: PeopleOffice) -> None:
    typed = {"source": "Школа № 3", ALGEBRA_FIELD: "3 3 3"}
    office.save(f"tenth/{SENIOR}", **typed)
    assert "сохранять нечего" in office.review(f"tenth/{SENIOR}", **typed)


def test_an_empty_line_takes_the_marks_of_a_subject_back(office: PeopleOffice) -> None:
    office.save(f"tenth/{SENIOR}", **{"source": "Школа № 3", ALGEBRA_FIELD: "3 3 3", PHYSICS_FIELD: "5 5 5"})
    said = office.review(f"tenth/{SENIOR}", **{"source": "Школа № 3", ALGEBRA_FIELD: "", PHYSICS_FIELD: "5 5 5"})
    assert "не внесены" in said
    office.save(f"tenth/{SENIOR}", **{"source": "Школа № 3", ALGEBRA_FIELD: "", PHYSICS_FIELD: "5 5 5"})
    assert set(marks(office)) == {(PHYSICS, period) for period in ("1", "2", YEAR)}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("-", "– – –"),
        ("— 5 5", "– 5 5"),
        ("осв. осв осв", "осв осв осв"),
        ("? ? 4", "? ? 4"),
        ("Н/А 4 4", "н/а 4 4"),
    ],
)
def test_words_dashes_and_what_is_not_known_are_read(office: PeopleOffice, typed: str, kept: str) -> None:
    office.save(f"tenth/{SENIOR}", **{"source": "Школа № 3", ALGEBRA_FIELD: typed})
    assert of_algebra(office) == kept


def test_another_school_may_have_had_more_terms(office: PeopleOffice) -> None:
    done = office.save(f"tenth/{SENIOR}", **{"source": "Школа № 3", ALGEBRA_FIELD: "3 4 5 4"})
    assert "I полугодие II полугодие 3-й период Год" in done
    assert "Алгебра 3 4 5 4 Школа № 3" in done
    assert marks(office)[SUBJECT, "3"] == "5"
    office.save(f"tenth/{SENIOR}", **{"source": "Школа № 3", ALGEBRA_FIELD: "3 4 4"})
    assert (SUBJECT, "3") not in marks(office)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({ALGEBRA_FIELD: "3 3"}, "Отметки за полугодия и за год через пробел"),
        ({ALGEBRA_FIELD: "3"}, "Отметки за полугодия и за год через пробел"),
        ({ALGEBRA_FIELD: "3 3 6"}, "Отметки за полугодия и за год через пробел"),
        ({ALGEBRA_FIELD: "3 3 4.5"}, "Отметки за полугодия и за год через пробел"),
        ({ALGEBRA_FIELD: "3 " * 8}, "Отметки за полугодия и за год через пробел"),
        ({ALGEBRA_FIELD: "3 3 3", "source": ""}, "Заполните это поле"),
        ({ALGEBRA_FIELD: "3 3 3", "source": "ш" * 61}, "Не длиннее 60 знаков"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(office: PeopleOffice, typed: dict[str, str], said: str) -> None:
    assert said in office.refusal(f"tenth/{SENIOR}", **{"source": "Школа № 3", **typed})
    assert marks(office) == {}


def test_only_pupils_of_an_eleventh_class_have_them(office: PeopleOffice) -> None:
    for who in (PETROV, PUPILS[0]):
        assert "Отметки за 10 класс" not in office.get(f"/pupil/{who}")
        assert office.portal.client.get(f"{office.home}/people/tenth/{who}").status_code == 404
        assert office.check(f"tenth/{who}", source="x", **{ALGEBRA_FIELD: "3 3 3"}).status_code == 404
    assert office.rows(EarlierMark) == []


def test_what_a_form_says_cannot_write_into_the_page(office: PeopleOffice) -> None:
    office.save(f"tenth/{SENIOR}", **{"source": "<script>", ALGEBRA_FIELD: "3 3 3"})
    text = office.portal.client.get(f"{office.home}/people/pupil/{SENIOR}").text
    assert "&lt;script&gt;" in text
    assert "<script>" not in text


def test_who_was_enrolled_with_such_marks_is_not_undone_before_them(office: PeopleOffice) -> None:
    names = {"surname": "Новикова", "name": "Анна", "patronymic": "", "born": "2010-02-01", "sex": "f"}
    office.save("new-pupil/c-11В", **names, first="2026-09-15", order="")
    key = next(each.pupil for each in office.rows(Membership) if each.group == "g-11В" and each.pupil != SENIOR)
    office.save(f"tenth/{key}", **{"source": "Школа № 3", ALGEBRA_FIELD: "3 3 –"})
    answer = office.undo(1)
    assert (answer.status_code, "3 отметки за 10 класс" in answer.text) == (409, True)
    assert office.undo(2).status_code == 303
    assert office.undo(1).status_code == 303


@pytest.fixture
def turning(portal: Portal) -> TurnOffice:
    """The last day of May; in 10А marks are set, and of who came in February in both classes."""
    portal.put(
        *tenth_school(),
        *finals("10А", PETROV, SUBJECT, "3", "3", "3"),
        *finals("10А", PETROV, PHYSICS, "5", "", "н/а"),
        *finals("10А", ORLOVA, SUBJECT, "4", "4", "4"),
        *finals("10Б", MOVED, SUBJECT, "5", "", ""),
        *finals("10А", MOVED, SUBJECT, "", "4", "4"),
        *finals("11В", SENIOR, SUBJECT, "2", "2", "2"),
    )
    return on(portal, MAY)


def test_the_turn_of_the_year_keeps_the_marks_of_who_goes_on_to_the_eleventh(turning: TurnOffice) -> None:
    turning.decide("/class/c-10А", to="11А", **{f"p__{ORLOVA}": "-"})
    assert "Отметки за 10 класс для аттестата: 8" in turning.said("/turn/review")
    turning.turn()
    assert of_algebra(turning, PETROV) == "3 3 3"
    assert marks(turning, PETROV)[PHYSICS, YEAR] == "н/а"
    assert (PHYSICS, "2") not in marks(turning, PETROV)
    assert of_algebra(turning, MOVED) == "5 4 4"
    assert marks(turning, ORLOVA) == marks(turning, SENIOR) == {}
    assert {(each.source, each.year) for each in turning.rows(EarlierMark)} == {("10А", 2026)}


def test_the_turn_is_taken_back_with_them(turning: TurnOffice) -> None:
    turning.turn()
    assert of_algebra(turning, PETROV) == "3 3 3"
    assert turning.undo(1).status_code == 303
    assert marks(turning, PETROV) == {}
    assert {each.value for each in turning.rows(FinalMark, pupil=PETROV)} == {"3", "5", "н/а"}
    turning.turn()
    assert of_algebra(turning, PETROV) == "3 3 3"


def test_who_corrects_one_afterwards_has_to_take_that_back_first(turning: TurnOffice) -> None:
    turning.turn()
    turning.save(f"tenth/{PETROV}", **{"source": "10А", ALGEBRA_FIELD: "3 4 3", PHYSICS_FIELD: "5 ? н/а"})
    assert turning.undo(1).status_code == 409
    assert of_algebra(turning, PETROV) == "3 4 3"


def test_after_the_turn_the_teachers_pc_has_them(turning: TurnOffice) -> None:
    """Gleb teaches these pupils physics, Vera algebra; both classes' marks are read as long as the year lasts."""
    turning.turn()
    portal = on(turning.portal, SEPTEMBER).portal
    found = {
        login: {row.subject for row in portal.pc(login).rows("roster") if isinstance(row, EarlierMark)}
        for login in ("vera", "gleb", "anna")
    }
    assert found == {"vera": {SUBJECT}, "gleb": {PHYSICS}, "anna": set()}


def test_after_the_turn_the_form_offers_what_the_journals_say(turning: TurnOffice) -> None:
    """A school may have turned its year before there were such marks: then nothing is kept, and the journals are."""
    turning.turn()
    later = on(turning.portal, SEPTEMBER)
    portal = later.portal
    portal.put(*(replace(each, value="") for each in later.rows(EarlierMark)))
    assert marks(later, PETROV) == {}
    form = portal.client.get(f"{later.home}/people/tenth/{PETROV}").text
    assert 'value="3 3 3"' in form
    assert 'value="5 ? н/а"' in form
    assert 'value="10А"' in form
    later.save(f"tenth/{PETROV}", **{"source": "10А", ALGEBRA_FIELD: "3 3 3", PHYSICS_FIELD: "5 ? н/а"})
    assert of_algebra(later, PETROV) == "3 3 3"


def test_what_the_journal_says_otherwise_by_now_is_said(turning: TurnOffice) -> None:
    turning.turn()
    later = on(turning.portal, SEPTEMBER)
    assert "сейчас другое" not in later.get(f"/tenth/{PETROV}")
    with later.portal.engine.begin() as connection:
        # as a deputy head's decision about a late entry leaves it
        write_records(connection, later.portal.school, list(finals("10А", PETROV, SUBJECT, "4", "3", "3")))
    assert "В журнале 10 класса сейчас другое: Алгебра 4 3 3." in later.get(f"/tenth/{PETROV}")
    assert of_algebra(later, PETROV) == "3 3 3"


LIST = HEADINGS + "11В\tSenior\tИмя\tАлгебра\t3\t–\t4\tШкола № 3\n11В\tSenior\tИмя\tФизика\t\t\tзач\tШкола № 3\n"


def test_a_list_is_looked_at_taken_in_and_taken_back(office: PeopleOffice) -> None:
    looked = office.send_list("check", text=LIST)
    said = words(looked.text)
    assert "Появится: 2 строки" in said
    assert "отметки за 10 класс: 4" in said
    assert marks(office) == {}
    assert confirmed(office, looked).status_code == 303
    assert of_algebra(office) == "3 – 4"
    assert marks(office)[PHYSICS, YEAR] == "зач"
    assert "Записывать нечего." in words(office.send_list("check", text=LIST).text)
    assert office.undo(1).status_code == 303
    assert marks(office) == {}


def test_a_workbook_corrects_what_is_there(office: PeopleOffice) -> None:
    office.save(f"tenth/{SENIOR}", **{"source": "Школа № 3", ALGEBRA_FIELD: "3 3 3"})
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("11В")
        for n, row in enumerate((HEADINGS, "11В\tSenior\tИмя\tАлгебра\t3\t5\t4\tШкола № 3\n")):
            sheet.write_row(n, 0, row.strip().split("\t"))
    data = {"token": office.token, "step": "check", "text": ""}
    files = {"file": ("10 класс.xlsx", content.getvalue())}
    looked = office.portal.client.post(f"{office.home}/people/import", data=data, files=files, headers=ORIGIN)
    assert "Изменится: 1 строка" in words(looked.text)
    assert confirmed(office, looked).status_code == 303
    assert of_algebra(office) == "3 5 4"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("10А\tPetrov\tИмя\tАлгебра\t3\t3\t3\tx", "A2: отметки за 10 класс вносят ученикам 11 класса — «10А»"),
        ("11Г\tSenior\tИмя\tАлгебра\t3\t3\t3\tx", "A2: такого класса нет"),
        ("11В\tСидоров\tИмя\tАлгебра\t3\t3\t3\tx", "B2: такого ученика в классе нет"),
        ("11В\tSenior\tИмя\tЛатынь\t3\t3\t3\tx", "D2: такого предмета нет в нагрузке"),
        ("11В\tSenior\tИмя\tАлгебра\t6\t3\t3\tx", "E2: такой отметки или знака нет — «6»"),
        ("11В\tSenior\tИмя\tАлгебра\t3\t3\tотл\tx", "G2: такой отметки или знака нет — «отл»"),
        ("11В\tSenior\tИмя\tАлгебра\t\t?\t\tx", "G2: нет значения"),
        ("11В\tSenior\tИмя\tАлгебра\t3\t3\t3\t", "H2: нет значения"),
    ],
)
def test_a_row_that_cannot_be_taken_in_is_said_with_its_cell(office: PeopleOffice, row: str, said: str) -> None:
    looked = words(office.send_list("check", text=f"{HEADINGS}{row}\n").text)
    assert "Не будет принято" in looked
    assert said in looked
    assert marks(office) == {}


def test_what_two_rows_say_of_one_subject_is_taken_once(office: PeopleOffice) -> None:
    twice = f"{HEADINGS}11В\tSenior\tИмя\tАлгебра\t3\t3\t3\tx\n11В\tSenior\tИмя\tАлгебра\t\t\t5\tx\n"
    looked = office.send_list("check", text=twice)
    assert "D3: уже есть в этих файлах" in words(looked.text)
    confirmed(office, looked)
    assert of_algebra(office) == "3 3 3"


def test_marks_that_are_there_are_marked_as_kept_for_a_table(office: PeopleOffice) -> None:
    office.portal.put(*tenth(SENIOR, SUBJECT, "3", "", "4"))
    assert "Алгебра 3 ? не внесена 4 10А" in office.get(f"/pupil/{SENIOR}")
