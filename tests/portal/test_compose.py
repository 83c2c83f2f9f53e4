"""The file of a school's containers: what it names is there, and its script makes the database that a portal needs."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml  # type: ignore[import-untyped]  # it has no types of its own
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from portal.commands import make_portal, server_at
from portal.doctor import examine
from portal.errors import NoPasswordError
from portal.settings import DataFolder
from portal.store.opening import connect_engine
from tests.portal_database import OWNER, Cluster, running_cluster

ROOT = Path(__file__).parents[2]
TOLD: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = TOLD["services"]
SCRIPT = ROOT / "resources" / "serving" / "database.sh"
ROLES = {"owner": "peremena_owner", "portal": "peremena"}
PASSWORDS = {"owner": "o'wn \"er", "portal": "p$ortal"}


def test_what_is_mounted_from_the_program_is_there() -> None:
    mounted = [each.split(":")[0] for service in SERVICES.values() for each in service["volumes"]]
    files = [each for each in mounted if each.startswith(".")]
    assert files == ["./resources/serving/database.sh"]
    assert all((ROOT / each).is_file() for each in files)
    assert {each for each in mounted if not each.startswith(".")} == TOLD["volumes"].keys()


def test_the_portal_never_has_the_owners_password() -> None:
    given = {name: set(service["secrets"]) for name, service in SERVICES.items()}
    assert given["portal"] == {"portal"}
    assert set.union(*given.values()) == TOLD["secrets"].keys()
    assert SERVICES["owner"]["profiles"]


def test_the_portal_believes_its_own_machine_alone_who_is_calling() -> None:
    (net,) = TOLD["networks"]["default"]["ipam"]["config"]
    assert SERVICES["portal"]["environment"]["FORWARDED_ALLOW_IPS"] == net["gateway"]
    assert SERVICES["portal"]["ports"] == ["127.0.0.1:8470:8470"]


def test_no_secret_gets_into_a_repository_or_an_image() -> None:
    ignored = [(ROOT / name).read_text(encoding="utf-8").split() for name in (".gitignore", ".dockerignore")]
    assert {each["file"] for each in TOLD["secrets"].values()} == {f"./secrets/{name}" for name in TOLD["secrets"]}
    assert all({"/secrets/", "secrets"} & set(lines) for lines in ignored)


def test_docs_say_the_same_addresses() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for name, role in ROLES.items():
        assert f"postgresql+psycopg://{role}@database/peremena?password_file=/run/secrets/{name}" in text
    assert set(re.findall(r"for each in ([a-z ]+); do", text)) == {" ".join(TOLD["secrets"])}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cluster, Path]]:
    """A server that asks both roles for a password, after the container's script, and the folder of the secrets."""
    secrets = tmp_path_factory.mktemp("secrets")
    for name, password in PASSWORDS.items():
        (secrets / name).write_text(f"{password}\n", encoding="utf-8")
    with running_cluster() as cluster:
        access = cluster.folder / "data" / "pg_hba.conf"
        asked = [f"local all {role} scram-sha-256" for role in ROLES.values()]
        access.write_text("\n".join([*asked, access.read_text(encoding="utf-8")]), encoding="utf-8")
        with psycopg.connect(f"host={cluster.folder} user={OWNER} dbname=postgres") as connection:
            connection.execute("SELECT pg_reload_conf()")
        environment = {"POSTGRES_USER": OWNER, "PGHOST": str(cluster.folder), "SECRETS": str(secrets)}
        path = subprocess.run(["pg_config", "--bindir"], check=True, capture_output=True, text=True).stdout.strip()
        subprocess.run(["sh", SCRIPT], check=True, env={**environment, "PATH": f"{path}:/usr/bin:/bin"})
        yield cluster, secrets


def address(cluster: Cluster, role: str, password: Path) -> str:
    return f"postgresql+psycopg://{role}@/peremena?host={cluster.folder}&password_file={password}"


def test_the_databases_script_and_two_files_of_passwords_are_enough_for_a_portal(
    made: tuple[Cluster, Path], tmp_path: Path
) -> None:
    cluster, secrets = made
    portal, owner = (address(cluster, ROLES[name], secrets / name) for name in ("portal", "owner"))
    make_portal(tmp_path / "data", "Школа № 7", year=2026, zone="Europe/Moscow", server=server_at(portal, owner))
    kept = DataFolder(tmp_path / "data").address.read_text(encoding="utf-8")
    assert PASSWORDS["portal"] not in kept
    assert make_url(kept.strip()) == make_url(portal)
    assert [each.text for each in examine(DataFolder(tmp_path / "data")) if not each.good] == []
    swapped = connect_engine(address(cluster, ROLES["owner"], secrets / "portal"))
    with pytest.raises(OperationalError, match="password authentication failed"):
        swapped.connect()
    swapped.dispose()


def test_a_file_of_a_password_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "none"
    with pytest.raises(NoPasswordError, match=str(missing)):
        connect_engine(f"postgresql+psycopg://peremena@/peremena?password_file={missing}")
