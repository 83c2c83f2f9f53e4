"""The whole story of what must survive: weeks offline, the same cells, a closed term, a cloned PC, yesterday's portal.

At the end nothing is missing, and every collision and every held entry is shown to the people whom it concerns. Where
PEREMENA_STORY names a folder the windows that show it are drawn there.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.operations import Operation, TermClose
from app.services.attention import read_attention
from app.services.deciding import read_held
from app.store.tables import outbox
from portal.commands import make_deputy
from portal.keeping.commands import back_up_portal, new_backup_key, restore_portal
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.tables import operations
from sync.courier import hand_in_lost
from sync.covering import keep_what_no_backup_holds
from sync.resuming import note_regained
from sync.rounds import run_round
from tests.portal_process import PortalProcess
from tests.small_school import CLASS, PUPILS, WHOLE_YEAR
from tests.sync.desktops import Desktop, a_copy_of, a_desktop, started_from
from tests.ui.screenshots import quiet_round
from tests.ui.shown_school import NOW
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.synchroniser import Synchroniser
from ui.theme_switch import ThemeSwitch
from ui.translation import install_translation


def synchronise(*desktops: Desktop) -> None:
    """Let each have a round as the window runs it."""
    for each in desktops:
        portal, spool = each.portal(), each.spool
        run_round(
            each.store,
            portal,
            author_seed=each.profile.author_seed,
            progress=each.told.append,
            stop=each.stop,
            fill_gap=partial(hand_in_lost, each.store, spool, portal),
        )
        note_regained(each.store, spool, portal)
        keep_what_no_backup_holds(each.store, portal)
        spool.keep_up(each.store)


def written(*desktops: Desktop) -> set[str]:
    """Return the ids of everything that was entered."""
    found: set[str] = set()
    for each in desktops:
        with each.store.reading() as unit:
            found.update(unit.connection.execute(select(outbox.c.id)).scalars())
    return found


def in_the_log(portal: PortalProcess) -> set[str]:
    engine = open_engine(DataFolder(portal.data).url)
    with engine.connect() as connection:
        found = set(connection.execute(select(operations.c.id)).scalars())
    engine.dispose()
    return found


def shown(desktop: Desktop) -> set[tuple[str, str]]:
    """Return what the list of things that need attention says: what stands, and the other value."""
    with desktop.store.reading() as unit:
        return {(item.shown, item.other) for item in read_attention(unit)}


def to_decide(desktop: Desktop) -> set[tuple[str, str]]:
    """Return what a deputy head finds to be decided, in the same way."""
    with desktop.store.reading() as unit:
        return {(item.shown, item.other) for item in read_held(unit)}


@pytest.fixture
def teachers(portal_process: PortalProcess, tmp_path: Path) -> Iterator[tuple[Desktop, Desktop]]:
    """Anna, and Boris, who is the deputy head; both have a mark, and a later one that yesterday's backup has not."""
    new_backup_key(portal_process.data, tmp_path / "operator.key")
    make_deputy(portal_process.data, "boris", date(2026, 9, 1), None)
    with ExitStack() as stack:
        anna, boris = (
            stack.enter_context(a_desktop(tmp_path / name, portal_process, name)) for name in ("anna", "boris")
        )
        anna.round()
        anna.put("4")
        synchronise(anna, boris)
        back_up_portal(portal_process.data, tmp_path / "yesterday")
        anna.put("5", PUPILS[1])
        synchronise(anna, boris)
        yield anna, boris


@pytest.fixture
def everybody(teachers: tuple[Desktop, Desktop], tmp_path: Path) -> Iterator[tuple[Desktop, Desktop, Desktop]]:
    """Weeks without a network: the same cell on both PCs, and Anna's disk is copied to another one; then they meet.

    The term is closed between the two copies.
    """
    anna, boris = teachers
    anna.put("3")
    boris.put("2")
    with started_from(anna, a_copy_of(anna, tmp_path / "clone")) as clone:
        anna.put("5", PUPILS[2])
        clone.put("4", PUPILS[3])
        for each in (anna, boris, clone):
            each.spool.keep_up(each.store)
        synchronise(anna, boris)
        with boris.store.unit() as unit:
            unit.record(Operation(TermClose(WHOLE_YEAR, CLASS, closed=True, reason="")))
        synchronise(boris, clone)
        yield anna, boris, clone


def put_back_to_yesterday(portal: PortalProcess, beside: Path) -> None:
    """Let the portal's disk break, and restore its backup."""
    portal.kill()
    shutil.rmtree(portal.data)
    restore_portal(portal.data, beside / "yesterday", beside / "operator.key")
    portal.start()


@pytest.mark.timeout(180)
def test_after_weeks_offline_nothing_is_missing_and_everybody_is_told(
    everybody: tuple[Desktop, Desktop, Desktop],
    portal_process: PortalProcess,
    tmp_path: Path,
    qtbot: QtBot,
    qapp: QApplication,
) -> None:
    """I2, I8, I10, I15, I16."""
    acknowledged = written(*everybody)
    assert acknowledged <= in_the_log(portal_process)
    put_back_to_yesterday(portal_process, tmp_path)
    assert not acknowledged <= in_the_log(portal_process)
    for _ in range(3):
        synchronise(*everybody)
    assert acknowledged <= in_the_log(portal_process)
    assert [each.waiting() for each in everybody] == [0, 0, 0]
    assert len({each.dump() for each in everybody}) == 1
    anna, boris, _ = everybody
    assert [[mark.value for mark in boris.cell(pupil).marks] for pupil in PUPILS[:3]] == [["3"], ["5"], ["5"]]
    collision, late = ("3", "2"), ("", "4")
    assert [shown(each) for each in everybody] == [{collision, late}, {collision}, {collision, late}]
    assert to_decide(boris) == {late}
    for name, each in (("anna", anna), ("boris", boris)):
        draw(each, name, tmp_path, qtbot, qapp)


def draw(desktop: Desktop, name: str, folder: Path, qtbot: QtBot, app: QApplication) -> None:
    """Open the window on a PC, and its list of what needs attention; draw it where it is wanted."""
    place = os.environ.get("PEREMENA_STORY")
    if place and not app.findChildren(QTranslator):
        install_translation(app)
    settings = Settings(folder / f"settings-{name}")
    desk = Desk(desktop.store)
    window = MainWindow(desk, Synchroniser(desk, quiet_round), ThemeSwitch(app, settings), settings, lambda: NOW)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.workspace.open_attention()
    (listed,) = window.findChildren(QListView, "attention_list")
    assert listed.model().rowCount() == len(shown(desktop))
    if place:
        app.processEvents()
        assert window.grab().save(str(Path(place) / f"story-{name}.png"))
    window.close()
