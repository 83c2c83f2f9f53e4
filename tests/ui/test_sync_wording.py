"""What the indicator says, in a teacher's words, for every state and every failure."""

from dataclasses import replace
from datetime import datetime

import pytest

from app.errors import OfflineError, PortalSilentError, PortalTooNewError, SignedOutError, SyncError
from app.services.removing import RIGHT, Removal
from sync.rounds import Progress
from tests.ui.test_error_texts import LEAVES, an
from ui.error_texts import sentence
from ui.sync_panel.status import SyncStatus
from ui.sync_panel.wording import explanation, headline, icon_name, last_text, progress_text

QUIET = SyncStatus(last=datetime(2026, 11, 24, 10, 42).astimezone())
FAILURES = [kind for kind in LEAVES if issubclass(kind, SyncError)]


@pytest.mark.parametrize(
    ("status", "text", "icon"),
    [
        (SyncStatus(), "Ещё не синхронизировано", "waiting"),
        (QUIET, "Всё отправлено в 10:42", "sent"),
        (replace(QUIET, waiting=3), "Ждут отправки: 3", "waiting"),
        (replace(QUIET, waiting=3, running=True), "Отправляем…", "sending"),
        (SyncStatus(running=True), "Синхронизируем…", "waiting"),
        (replace(QUIET, waiting=3, error=OfflineError()), "Нет сети · ждут отправки: 3", "offline"),
        (replace(QUIET, error=PortalSilentError()), "Нет связи с порталом", "offline"),
        (replace(QUIET, attention=2), "Требуют внимания: 2", "attention"),
        (replace(QUIET, waiting=1, attention=2), "Ждут отправки: 1 · требуют внимания: 2", "attention"),
    ],
)
def test_the_indicator_is_one_short_line(status: SyncStatus, text: str, icon: str) -> None:
    assert headline(status) == text
    assert icon_name(status) == icon


@pytest.mark.parametrize("kind", FAILURES, ids=lambda kind: kind.__name__)
def test_every_failure_is_explained_and_what_waits_is_said_to_be_safe(kind: type[SyncError]) -> None:
    status = replace(QUIET, error=an(kind), waiting=5)
    assert explanation(status).splitlines()[:2] == [
        sentence(an(kind)),
        "5 записей ждут отправки. Они надёжно хранятся на этом компьютере.",
    ]
    assert "ждут отправки: 5" in headline(status)
    assert icon_name(status) == "offline"


def test_what_a_newer_portal_keeps_is_said_besides() -> None:
    """I17."""
    lines = explanation(replace(QUIET, error=PortalTooNewError(parked=3), waiting=5)).splitlines()
    assert len(lines) == 3
    assert "3" in lines[2]
    assert len(explanation(replace(QUIET, error=PortalTooNewError(), waiting=5)).splitlines()) == 2


def test_a_question_about_removing_is_told_until_it_is_put_off() -> None:
    asked = Removal("algebra-7b", "7Б · Алгебра", 620, RIGHT, kept=False)
    assert headline(replace(QUIET, removals=(asked,))) != headline(QUIET)
    assert icon_name(replace(QUIET, removals=(asked,))) == "attention"
    assert headline(replace(QUIET, removals=(replace(asked, kept=True),))) == headline(QUIET)


def test_a_quiet_state_says_that_the_network_is_not_needed() -> None:
    assert explanation(QUIET) == "Всё отправлено. Журнал работает и без сети."
    assert last_text(QUIET) == "Последняя синхронизация: 10:42"
    assert last_text(SyncStatus()) == "С начала работы синхронизации не было."


def test_what_needs_attention_is_said_to_be_in_the_journals() -> None:
    assert explanation(replace(QUIET, attention=1)) == "1 запись требует внимания. Она отмечена в журнале."


def test_progress_is_told_in_words_and_numbers() -> None:
    assert progress_text(Progress("snapshot", 1200, 30000)) == "Загружаются журналы: 1\u00a0200 из 30\u00a0000"
    assert progress_text(Progress("sending", 0, 0)) == "Отправляем"


def test_a_portal_that_signed_the_computer_out_says_what_to_do() -> None:
    assert "Войдите снова" in explanation(replace(QUIET, error=SignedOutError()))
