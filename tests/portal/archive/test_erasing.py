"""Past its term nothing of a year's journals is left in the portal: not in tables, log or file; ids answer for ever."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from sqlalchemy import Engine, Select, select, update
from sqlalchemy.exc import DBAPIError

from app.domain.classroom import Duty
from app.domain.disputes import HeldEntry
from app.domain.earlier_marks import EarlierMark, earlier_mark_id
from app.domain.parts import Part
from app.domain.records import NEVER, Mark, types_of
from app.ids import MarkId, OperationId, ProposalId, SubjectId
from app.operations import HeldDecide, MarkAdd, Operation
from app.planning import ProposalDecide
from app.wire.messages import NOWHERE, ExchangeAnswer
from app.wire.witnesses import LATER, Told, WitnessAnswer, WitnessAsk
from portal.__main__ import main
from portal.archive import erasing
from portal.archive.acts import Act, confirm, new_act, prepare, read_acts, read_parts
from portal.archive.commands import key_of, write_year
from portal.archive.destroying import carry_out
from portal.archive.erasing import Erasure, erase_done
from portal.archive.keeping_terms import JOURNALS
from portal.archive.verifying import verify
from portal.doctor import examine
from portal.errors import UndecidedError
from portal.exchange.office import decide_asked
from portal.keeping.backing_up import back_up, make_backup_key
from portal.keeping.commands import restore_portal
from portal.keeping.dumps import encoded, messages_of
from portal.store.dialects import is_server, reading, writing
from portal.store.tables import TABLES, effects, operations
from tests.access_requests import a_request
from tests.excuse_proposals import a_proposal
from tests.portal.archive.past_school import (
    NAMES,
    OLGA,
    PAST_ALGEBRA,
    PAST_LESSONS,
    PAST_PUPILS,
    REASON,
    YEAR,
    past_records,
)
from tests.portal.archive.reader import lines_of
from tests.portal.conftest import Portal
from tests.portal.office.control_office import ControlOffice, deputy_of
from tests.portal.pcs import Pc
from tests.portal_database import new_database, owned
from tests.small_school import ALGEBRA, BORIS, LESSONS, PUPILS

DUE = date(2031, 1, 1)
TOO_LATE = "5"
TOLD, ANSWERED = "Ветрянка до майских", "Справка не та"
TENTH, CORRECTED = "Школа-интернат № 31", "Лицей при посольстве"
CANARIES = (
    *("Тема 1 √2", "Молодец", REASON, "Разговаривал", "Пересдача", "Согласна", "Дроби", "Отклонено и не стёрто"),
    *(TOLD, ANSWERED, TENTH, CORRECTED),
)
"""Texts of the past year: topics, words to families, reasons, remarks, answers, works, of a refused operation, of
parents about an absence, and where marks of the tenth class are from that counted in it."""


def noon(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Moscow")).timestamp() * 1000) + 137


@dataclass
class Past:
    """A portal with a year that went through its log. olga: its teacher's PC. sent: what she had sent, by its bytes."""

    portal: Portal
    olga: Pc
    sent: list[bytes]
    outcomes: list[tuple[str, str]]

    def erase(self) -> list[Erasure]:
        return erase_done(self.portal.folder, self.portal.engine, self.portal.school, now_ms=self.portal.clock.ms)


@pytest.fixture
def logged(portal: Portal) -> Past:
    """The past year as it came about: the office's lists, a teacher's late mark that was accepted, a refused one."""
    portal.put(*past_records(), Duty("duty", NEVER, BORIS, "deputy_head", date(2024, 9, 1), None))
    olga = portal.pc("olga")
    given = Operation(MarkAdd(PAST_LESSONS[5], PAST_PUPILS[0], None, TOO_LATE, "Отклонено и не стёрто"))
    sent = [
        olga.write(given),
        olga.write(Operation(MarkAdd(LESSONS[0], PUPILS[0], None, "0", "Отклонено и не стёрто"))),
    ]
    answer = olga.ask("exchange", olga.batch(sent)).body(ExchangeAnswer)
    outcomes = [(each.outcome, each.reason) for each in answer.outcomes]
    assert [outcome for outcome, _ in outcomes] == ["held", "rejected"]
    portal.pc("boris").push(Operation(HeldDecide(True, "Согласна"), ent=olga.ids[0]))
    told = replace(a_proposal("told", PAST_PUPILS[0]), first=date(2025, 5, 29), last=date(2025, 8, 31), document=TOLD)
    portal.put(told)
    portal.put(replace(a_request("of-access", PAST_PUPILS[0]), decision="granted"))
    portal.put(replace(told, id=ProposalId("later"), last=date(2025, 9, 1), document="Осталось"))
    for year, source in ((YEAR - 1, TENTH), (YEAR - 1, CORRECTED), (YEAR, "Осталось")):
        subject = SubjectId(f"of-{year}")
        key = earlier_mark_id(PAST_PUPILS[0], subject, "year")
        portal.put(EarlierMark(key, NEVER, PAST_PUPILS[0], subject, year, "year", "4", source))
    declined = Operation(ProposalDecide("declined", ANSWERED), ent="told", base=NEVER)
    with portal.engine.begin() as connection:
        decide_asked(connection, portal.school, declined, received_ms=portal.clock.ms)
    # no portal's clock goes back so far: what it says of these is put where it would have been
    mine = update(operations).where(operations.c.author == OLGA)
    with portal.engine.begin() as connection:
        connection.execute(mine.values(received=noon(date(2025, 3, 3))))
    return Past(portal, olga, sent, outcomes)


@pytest.fixture
def confirmed(logged: Past) -> Past:
    """The same once its papers were archived and kept for their term, with an act that was confirmed."""
    portal = logged.portal
    portal.clock.ms = noon(date(2026, 11, 24))
    write_year(portal.folder, portal.serving, portal.school, YEAR)
    portal.clock.ms = noon(DUE)
    with writing(portal.serving, portal.school).begin() as connection:
        part = next(each for each in read_parts(connection, portal.school) if each.content == JOURNALS)
        act = new_act(part, "Решение педсовета № 3", "clerk", portal.clock.ms)
        prepare(connection, portal.school, part, act, today=DUE)
        confirm(connection, portal.school, act.id, ("boris", ""), now_ms=portal.clock.ms)
    return logged


@pytest.fixture
def destroyed(confirmed: Past) -> Past:
    """The same once the act was carried out."""
    portal = confirmed.portal
    carry_out(portal.folder, portal.serving, portal.school, acts(portal), now_ms=portal.clock.ms)
    return confirmed


def acts(portal: Portal) -> list[Act]:
    with reading(portal.serving, portal.school).connect() as connection:
        return read_acts(connection, portal.school)


def canaries_in(content: bytes) -> set[str]:
    return {text for text in CANARIES if text.encode() in content}


def everything(engine: Engine) -> bytes:
    return b"".join(encoded(message) for message in messages_of(engine, key=b"", made=""))


def rows(portal: Portal, query: Select[tuple[object, ...]]) -> list[tuple[object, ...]]:
    with portal.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query)]


def of_log(portal: Portal) -> list[tuple[object, ...]]:
    columns = (operations.c.seq, operations.c.id, operations.c.outcome, operations.c.reason, operations.c.chain)
    return rows(portal, select(*columns).order_by(operations.c.seq))


def of_present(portal: Portal) -> Iterator[tuple[object, ...]]:
    """Yield what belongs to the present year's journals, with the operations that wrote it."""
    left = rows(portal, select(effects).where(effects.c.part != PAST_ALGEBRA).order_by(effects.c.seq, effects.c.part))
    # what parents told of the past year stands under their class
    yield from (row for row in left if TOLD not in str(row[-1], "utf-8"))  # type: ignore[call-overload]  # bytes
    mine = select(effects.c.seq).where(effects.c.part == ALGEBRA)
    yield from rows(portal, select(operations).where(operations.c.seq.in_(mine)).order_by(operations.c.seq))
    for kind in types_of(Part.JOURNAL):
        table = TABLES[kind]
        yield from rows(portal, select(table).where(table.c.journal != PAST_ALGEBRA).order_by(table.c.id))


def test_nothing_of_the_year_is_left_in_any_table(destroyed: Past) -> None:
    portal = destroyed.portal
    assert canaries_in(everything(portal.engine)) == set(CANARIES)
    (said,) = destroyed.erase()
    assert canaries_in(everything(portal.engine)) == set()
    assert said.records["mark"] == len([each for each in past_records() if isinstance(each, Mark)]) + 1
    assert (said.journals, said.refused, said.records["excuse_proposal"]) == (1, 1, 1)
    assert said.records["earlier_mark"] == 1
    assert rows(portal, select(TABLES[EarlierMark].c.year)) == [(YEAR,)], "counts in the year after"
    assert any(f"of-{YEAR}".encode() in body for (body,) in rows(portal, select(operations.c.body)))  # type: ignore[operator]  # bytes
    for kept in ("Осталось", "Иванова Мария Петровна"):
        assert everything(portal.engine).count(kept.encode()) >= 3, "row, log and feed"
    assert [each.erased for each in acts(portal)] == [portal.clock.ms]
    assert destroyed.erase() == []


def test_nothing_of_it_is_left_in_the_file_either(destroyed: Past) -> None:
    database = destroyed.portal.folder.database
    if is_server(destroyed.portal.engine):
        pytest.skip("a server's files are the server's: it vacuums them")
    destroyed.erase()
    files = [path for path in database.parent.glob("portal.db*") if path.suffix != ".db-shm"]
    assert canaries_in(b"".join(path.read_bytes() for path in files)) == set()


def test_ids_outcomes_and_the_chain_answer_for_ever(destroyed: Past) -> None:
    """I3: what comes back from an old disk gets its old outcome and brings nothing."""
    portal, olga = destroyed.portal, destroyed.olga
    before = of_log(portal)
    destroyed.erase()
    assert of_log(portal) == before
    assert [finding.text for finding in examine(portal.folder) if not finding.good] == []
    again = replace(olga.batch(destroyed.sent), first_n=1)
    outcomes = olga.ask("exchange", again).body(ExchangeAnswer).outcomes
    assert [(each.outcome, each.reason) for each in outcomes] == destroyed.outcomes
    assert of_log(portal) == before
    assert canaries_in(everything(portal.engine)) == set()


def test_the_present_year_is_as_it_was_and_new_pcs_read_it(destroyed: Past) -> None:
    portal = destroyed.portal
    portal.pc("anna").push(Operation(MarkAdd(LESSONS[0], PUPILS[0], None, "5")))
    before = list(of_present(portal))
    destroyed.erase()
    assert list(of_present(portal)) == before
    anna = portal.pc("anna")
    assert [row.value for row in anna.rows(ALGEBRA) if isinstance(row, Mark)] == ["5"]
    answer = anna.ask("exchange", replace(anna.batch(()), cursor=NOWHERE)).body(ExchangeAnswer)
    assert PAST_LESSONS[0].encode() not in msgspec.json.encode(answer)


def test_what_somebody_has_seen_of_it_does_not_bring_it_back(destroyed: Past) -> None:
    destroyed.erase()
    deputy = destroyed.portal.pc("boris")
    seen = Mark(MarkId("x"), OperationId("L" * 22), PAST_ALGEBRA, PAST_LESSONS[0], PAST_PUPILS[0], None, "5", OLGA)
    assert deputy.ask("witness", WitnessAsk((Told("value", seen),))).body(WitnessAnswer).words == (LATER,)
    assert deputy.verdicts(Operation(HeldDecide(True, ""), ent=destroyed.olga.ids[0])) == [("rejected", "no_held")]
    late = Operation(MarkAdd(PAST_LESSONS[5], PAST_PUPILS[0], None, "4"))
    assert destroyed.olga.verdicts(late) == [("rejected", "no_lesson")]
    assert (
        rows(destroyed.portal, select(TABLES[HeldEntry].c.id).where(TABLES[HeldEntry].c.journal == PAST_ALGEBRA)) == []
    )


def test_while_something_waits_for_a_decision_nothing_is_erased(destroyed: Past) -> None:
    portal = destroyed.portal
    assert destroyed.olga.verdicts(Operation(MarkAdd(PAST_LESSONS[6], PAST_PUPILS[0], None, "4")))[0][0] == "held"
    with pytest.raises(UndecidedError, match="2024/25"):
        destroyed.erase()
    assert canaries_in(everything(portal.engine)) == set(CANARIES)
    assert not list(portal.folder.archives.rglob("*.erasure"))


def test_before_the_act_was_carried_out_nothing_is_erased(confirmed: Past) -> None:
    assert confirmed.erase() == []
    assert canaries_in(everything(confirmed.portal.engine)) == set(CANARIES)


class KilledError(Exception):
    """Stands for whatever ends the command in the middle."""


@pytest.mark.parametrize("at", ["_FORGET_EFFECTS", "_EMPTY_REFUSED", "settle_erased"])
def test_a_kill_in_the_middle_is_made_good(destroyed: Past, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    def killed(*_: object) -> None:
        raise KilledError

    class Killing:
        values = killed
        __getattr__ = killed

    with monkeypatch.context() as patched:
        patched.setattr(erasing, at, killed if at == "settle_erased" else Killing())
        with pytest.raises(Exception):  # noqa: B017, PT011 (what SQLAlchemy makes of it)
            destroyed.erase()
    (paper,) = destroyed.portal.folder.archives.rglob("*.erasure")
    before = (paper / "act.pdf").read_bytes()
    assert [each.erased for each in acts(destroyed.portal)] == [None]
    destroyed.erase()
    assert (paper / "act.pdf").read_bytes() == before
    assert canaries_in(everything(destroyed.portal.engine)) == set()


def test_its_paper_is_sealed_counts_and_names_no_pupil(destroyed: Past) -> None:
    portal = destroyed.portal
    (said,) = destroyed.erase()
    (paper,) = portal.folder.archives.rglob("*.erasure")
    words, flaws = verify(paper.parents[1], key_of(portal.folder))
    assert flaws == []
    assert any("Протокол удаления записей из базы" in each for each in words)
    (line,) = lines_of(paper / "act.zip")
    assert (line["kind"], line["id"], line["records"]) == ("erasure", acts(portal)[0].id, said.records)
    text = "".join(page.extract_text() for page in PdfReader(paper / "act.pdf").pages)
    assert str(said.operations) in text
    assert not [name for names in NAMES for name in names if name in text + str(line) and name.isalpha()]


def test_a_backup_made_afterwards_holds_nothing_of_it(destroyed: Past, tmp_path: Path) -> None:
    portal = destroyed.portal
    destroyed.erase()
    make_backup_key(portal.folder, tmp_path / "key")
    back_up(portal.folder, portal.engine, tmp_path / "backup", made="2031-01-02T12:00:00+03:00")
    restore_portal(tmp_path / "restored", tmp_path / "backup", tmp_path / "key", server=new_database())
    engine = owned(tmp_path / "restored")
    assert canaries_in(everything(engine)) == set()
    engine.dispose()


def test_at_the_keyboard_and_on_the_pages(destroyed: Past, capsys: pytest.CaptureFixture[str]) -> None:
    portal = destroyed.portal
    data, owner = str(portal.folder.path), portal.engine.url.render_as_string(hide_password=False)
    office = ControlOffice(portal, teacher="")
    assert "retention erase" in office.said("/retention")
    assert "2024/25" in office.said("/figures")
    assert main(["retention", "list", "--data", data]) == 0
    assert "записи ещё в базе" in capsys.readouterr().out
    assert main(["doctor", "--data", data]) == 1
    assert "Журналы 2024/25 уничтожены по акту, а записи ещё в базе" in capsys.readouterr().out
    if is_server(portal.engine):
        assert main(["retention", "erase", "--data", data]) == 1
        assert "--owner" in capsys.readouterr().err
    words = ["--owner", owner] if is_server(portal.engine) else []
    assert main(["retention", "erase", "--data", data, *words]) == 0
    assert "2024/25: журналов 1" in capsys.readouterr().out
    assert main(["retention", "erase", "--data", data, *words]) == 0
    assert "Удалять нечего" in capsys.readouterr().out
    assert main(["doctor", "--data", data]) == 0
    assert "удалены и из базы" in deputy_of(portal).said("/retention")
    assert "2024/25" not in office.said("/figures")


def test_the_portal_itself_cannot_erase_on_a_server(destroyed: Past) -> None:
    portal = destroyed.portal
    if not is_server(portal.engine):
        pytest.skip("a file has one owner")
    with pytest.raises(DBAPIError, match="permission denied"):
        erase_done(portal.folder, portal.serving, portal.school, now_ms=portal.clock.ms)
    assert canaries_in(everything(portal.engine)) == set(CANARIES)
