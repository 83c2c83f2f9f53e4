"""The sealed outbox beside real journals: nothing is missing from it, and what a journal loses comes back (I2, I21)."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import func, select

from app.clock import Clock
from app.store.opening import open_store
from app.store.spool import SPOOL, read_spool, write_records
from app.store.tables import outbox
from sync.courier import Neighbours, carry, hand_in_lost
from tests.small_school import PUPILS
from tests.sync.desktops import Desktop


def numbers(desktop: Desktop) -> list[int]:
    return [each.n for each in desktop.spool.read()]


def test_the_spool_holds_what_waits_and_lets_go_of_what_was_answered(anna: Desktop) -> None:
    """I2."""
    anna.put("5")
    anna.put("4", PUPILS[1])
    anna.spool.keep_up(anna.store)
    assert numbers(anna) == [1, 2]
    anna.put("3", PUPILS[2])
    anna.spool.keep_up(anna.store)
    assert numbers(anna) == [1, 2, 3]
    anna.round()
    anna.put("2", PUPILS[3])
    anna.spool.keep_up(anna.store)
    assert numbers(anna) == [4]


def test_nothing_in_it_is_readable(anna: Desktop) -> None:
    """I21."""
    anna.put("5")
    anna.spool.keep_up(anna.store)
    content = (anna.folder / SPOOL).read_bytes()
    assert b"mark.add" not in content
    assert PUPILS[0].encode() not in content
    assert anna.profile.teacher.encode() not in content


def test_another_teachers_pc_hands_in_what_a_stick_holds(anna: Desktop, boris: Desktop, tmp_path: Path) -> None:
    """A school without a network: Anna's entries travel on a stick to a PC of Boris'."""
    stick = tmp_path / "stick.spool"
    anna.put("5")
    anna.put("4", PUPILS[1])
    anna.spool.keep_up(anna.store)
    write_records(stick, anna.spool.read())
    delivery = carry(boris.portal(), read_spool(stick))
    assert (delivery.upto, delivery.refused) == ({anna.profile.replica: 2}, 0)
    boris.round()
    assert [boris.cell(pupil).marks[0].value for pupil in PUPILS[:2]] == ["5", "4"]
    assert anna.waiting() == 2
    anna.round()
    assert (anna.waiting(), anna.attention()) == (0, 0)
    assert anna.dump() == boris.dump()


def test_what_the_journal_has_lost_comes_back_from_the_spool(anna: Desktop, boris: Desktop) -> None:
    """I2: the journal is put back to what it was before two entries, as after a damaged disk."""
    before = anna.folder / "before.db"
    anna.store.fold_log()
    with anna.store.reading() as unit:
        unit.connection.exec_driver_sql(f"ATTACH DATABASE '{before}' AS copy KEY \"x'{'00' * 32}'\"")
        unit.connection.exec_driver_sql("SELECT sqlcipher_export('copy')")
    anna.put("5")
    anna.put("4", PUPILS[1])
    anna.spool.keep_up(anna.store)
    with closing(open_store(before, bytes(32), Clock())) as restored:
        older = Desktop(restored, anna.profile, anna.clock, anna.session, anna.folder)
        assert older.waiting() == 0
        older.spool.reserve_numbers(restored)
        older.put("3", PUPILS[2])
        older.spool.keep_up(restored)
        assert numbers(older) == [1, 2, 3]
        assert len(hand_in_lost(restored, older.spool, older.portal())) == 2
        older.round()
        older.spool.keep_up(restored)
        assert numbers(older) == [1, 2]
        boris.round()
        assert [older.cell(pupil).marks[0].value for pupil in PUPILS[:3]] == ["5", "4", "3"]
        assert older.dump() == boris.dump()
        # a portal that is put back to an earlier state gets them again
        assert len(hand_in_lost(restored, older.spool, older.portal())) == 2
        assert older.dump() == boris.dump()


def test_without_reserving_numbers_the_lost_ones_would_be_used_again(anna: Desktop) -> None:
    anna.put("5")
    with anna.store.reading() as unit:
        assert unit.connection.execute(select(func.max(outbox.c.n))).scalar() == 1
    spool = anna.spool
    spool.keep_up(anna.store)
    spool.reserve_numbers(anna.store)
    anna.put("4", PUPILS[1])
    with anna.store.reading() as unit:
        assert unit.connection.execute(select(func.max(outbox.c.n))).scalar() == 2


def test_a_teachers_round_hands_in_what_other_profiles_of_the_pc_have_waiting(anna: Desktop, boris: Desktop) -> None:
    """I2: Anna went home before her entries were sent; Boris signs in on the same PC."""
    anna.put("5")
    anna.spool.keep_up(anna.store)
    neighbours = Neighbours(boris.spool)
    assert neighbours.hand_in(boris.portal()) == 1
    assert neighbours.hand_in(boris.portal()) == 0
    boris.round()
    assert boris.cell().marks[0].value == "5"
    assert numbers(anna) == [1]
    anna.round()
    anna.spool.keep_up(anna.store)
    assert numbers(anna) == []
