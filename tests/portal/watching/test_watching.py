"""What a balancer and Prometheus are told of a portal: how it is, and nothing about anybody."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import create_engine

from app.domain.disputes import HeldEntry
from app.ids import OperationId, ReplicaId
from app.operations import MarkAdd, Operation
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.watching.collecting import PortalCollector
from portal.watching.health import is_there
from portal.watching.metrics import counting
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import PUPIL
from tests.portal_process import PortalTemplate
from tests.small_school import ALGEBRA, ANNA, LESSONS

WAIT_S = 20
Figures = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def read(text: str) -> Figures:
    """Return each figure by its name and labels."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def of(figures: Figures, name: str, **labels: str) -> float:
    """Return the sum of the figures of a name that have these labels."""
    wanted = set(labels.items())
    found = [value for (each, having), value in figures.items() if each == name and wanted <= set(having)]
    assert found, name
    return sum(found)


def held(key: str, decision: str) -> HeldEntry:
    """Return an entry of a closed term."""
    entry, token = OperationId(key), OperationId(f"{key}-token")
    about = ALGEBRA, "some-mark", LESSONS[0], PUPIL, "", "mark.set", "value", "4", "5", "term_closed", "a slip"
    return HeldEntry(entry, token, *about, ANNA, ReplicaId("r"), "2026-09-01T08:00:00+03:00", decision)


def collected(folder: DataFolder) -> Figures:
    registry, engine = CollectorRegistry(), open_engine(folder.url)
    registry.register(PortalCollector(folder, engine))
    try:
        return read(generate_latest(registry).decode())
    finally:
        engine.dispose()


@contextmanager
def told(data: Path, workers: int) -> Iterator[tuple[str, str]]:
    """Serve a folder and give the portal's address and that of its figures."""
    command = [sys.executable, "-m", "portal", "serve", "--data", str(data), "--port", "0"]
    command += ["--workers", str(workers), "--metrics", "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            figures = process.stderr.readline().removeprefix("figures at ").strip()
            yield process.stdout.readline().removeprefix("listening on ").strip(), figures
            process.terminate()
            assert process.wait(WAIT_S) == 0
        finally:
            process.kill()


def test_a_portal_that_can_answer_says_so_and_no_more(portal: Portal) -> None:
    answer = portal.client.get("/health")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["cache-control"] == "no-store"


def test_a_database_that_does_not_answer_is_told(portal: Portal, tmp_path: Path) -> None:
    assert is_there(portal.serving)
    away = create_engine(f"sqlite:///{tmp_path / 'nowhere' / 'portal.db'}")
    assert not is_there(away)
    registry = CollectorRegistry()
    registry.register(PortalCollector(portal.folder, away))
    figures = read(generate_latest(registry).decode())
    assert of(figures, "peremena_database_up") == 0
    assert of(figures, "peremena_disk_free_bytes") > 0
    assert not [name for name, _ in figures if name.startswith("peremena_entries")]


def test_the_figures_follow_what_lies_in_the_database(portal: Portal, anna: Pc) -> None:
    before = collected(portal.folder)
    anna.push(Operation(MarkAdd(LESSONS[0], PUPIL, None, "5")), Operation(MarkAdd(LESSONS[1], PUPIL, None, "4")))
    after = collected(portal.folder)
    school = str(portal.school)
    assert of(after, "peremena_database_up") == 1
    assert of(after, "peremena_entries", school=school) - of(before, "peremena_entries", school=school) == 2
    assert of(after, "peremena_entries_held", school=school) == of(after, "peremena_entries_parked", school=school) == 0
    assert of(after, "peremena_entries_backed_up", school=school) == 0


@pytest.mark.parametrize(
    "workers", [pytest.param(1, marks=pytest.mark.on_file), pytest.param(2, marks=pytest.mark.on_server)]
)
def test_every_answer_of_every_worker_is_counted_under_no_name_and_no_secret(
    portal_template: PortalTemplate, tmp_path: Path, workers: int
) -> None:
    data = portal_template.copy(tmp_path / "data")
    with told(data, workers) as (portal, figures_at):
        for _ in range(6):
            assert requests.get(f"{portal}/health", timeout=WAIT_S).status_code == 200
        requests.get(f"{portal}/diary/Secret-code-0001", timeout=WAIT_S)
        requests.get(f"{portal}/somebody-07", timeout=WAIT_S)
        text = requests.get(figures_at, timeout=WAIT_S).text
    figures = read(text)
    assert of(figures, "peremena_requests_total", path="/health", status_code="200") == 6
    assert of(figures, "peremena_request_duration_seconds_count", path="/health") == 6
    assert of(figures, "peremena_database_up") == 1
    assert not re.search(r"Secret-code|somebody|[А-Яа-я]", text)
    with pytest.raises(requests.ConnectionError):
        requests.get(figures_at, timeout=1)


def test_figures_are_neither_counted_nor_told_unless_asked_for(portal: Portal) -> None:
    assert counting() == []
    assert portal.client.get("/metrics").status_code == 404


def test_only_what_nobody_has_decided_waits_for_the_deputy_head(portal: Portal) -> None:
    portal.put(
        *(held(f"held-{n}", decision) for n, decision in enumerate(("", "", "accepted", "refused", "withdrawn")))
    )
    assert of(collected(portal.folder), "peremena_entries_held", school=str(portal.school)) == 2
