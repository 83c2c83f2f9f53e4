"""A damaged journal that is put back from its own copy: what was entered since comes back (P5, P6, I2, I15)."""

import shutil
from pathlib import Path

from app.clock import Clock
from app.store.backups import make_copy, put_back
from sync.courier import hand_in_lost
from sync.covering import keep_what_no_backup_holds
from sync.http_portal import HttpPortal
from sync.resuming import note_regained
from sync.rounds import run_round
from tests.faults.test_damage import flip
from tests.portal_process import PortalProcess
from tests.small_school import PUPILS
from tests.sync.desktops import Desktop, started_from


def values(desktop: Desktop) -> list[list[str]]:
    return [[mark.value for mark in desktop.cell(pupil).marks] for pupil in PUPILS[:3]]


def whole_round(desktop: Desktop, portal: HttpPortal | None = None) -> None:
    """Run a round as the window does: what the journal has lost goes first."""
    portal, spool = portal or desktop.portal(), desktop.spool
    run_round(
        desktop.store,
        portal,
        author_seed=desktop.profile.author_seed,
        progress=desktop.told.append,
        stop=desktop.stop,
        fill_gap=lambda: hand_in_lost(desktop.store, spool, portal),
    )
    note_regained(desktop.store, spool, portal)
    keep_what_no_backup_holds(desktop.store, portal)
    spool.keep_up(desktop.store)


def damaged_and_put_back(desktop: Desktop, folder: Path) -> None:
    """Damage the journal of a stopped PC, and put its copy back; everything is in *folder* then."""
    desktop.store.close()
    shutil.copytree(desktop.folder, folder)
    flip(folder / "journal.db", 100)
    put_back(folder / "journal.db", desktop.key, Clock())


def test_what_was_entered_since_the_copy_comes_back(anna: Desktop, boris: Desktop, tmp_path: Path) -> None:
    """One entry since was answered, another still waits."""
    anna.put("5")
    whole_round(anna)
    assert make_copy(anna.store, anna.folder)
    anna.put("4", PUPILS[1])
    whole_round(anna)
    anna.put("3", PUPILS[2])
    anna.spool.keep_up(anna.store)
    damaged_and_put_back(anna, tmp_path / "back")
    with started_from(anna, tmp_path / "back") as back:
        back.spool.reserve_numbers(back.store)
        whole_round(back)
        whole_round(back)
        boris.round()
        assert values(back) == values(boris) == [["5"], ["4"], ["3"]]
        assert (back.waiting(), back.attention()) == (0, 0)


def test_it_comes_back_even_where_the_portal_is_put_back_as_well(
    anna: Desktop, boris: Desktop, portal_process: PortalProcess, tmp_path: Path
) -> None:
    """The portal had answered both entries, and no backup of it held them: only the sealed copies do (I15)."""
    portal_process.stop()
    shutil.copytree(portal_process.data, tmp_path / "yesterday")
    portal_process.start()
    assert make_copy(anna.store, anna.folder)
    anna.put("5")
    anna.put("4", PUPILS[1])
    whole_round(anna)
    damaged_and_put_back(anna, tmp_path / "back")
    portal_process.stop()
    shutil.rmtree(portal_process.data)
    shutil.copytree(tmp_path / "yesterday", portal_process.data)
    portal_process.start()
    with started_from(anna, tmp_path / "back") as back:
        back.spool.reserve_numbers(back.store)
        whole_round(back)
        whole_round(back)
        boris.round()
        assert values(back)[:2] == values(boris)[:2] == [["5"], ["4"]]
