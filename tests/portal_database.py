"""The portal's databases of tests: files in folders, or a PostgreSQL cluster of this test session's own."""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import URL, Engine

from portal.commands import Server
from portal.settings import DataFolder
from portal.store.opening import connect_engine, open_engine, raise_database
from tests.scratch import place_in_memory

OWNER, PORTAL = "owner", "portal"
"""Roles of the cluster: who owns every database and stands above the walls, and who serves."""

SERVER_OPTIONS = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
NAME = "postgresql"


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL at a socket in a folder of its own; it forgets everything with the session."""

    folder: Path

    def new(self, template: str = "template0") -> Server:
        """Make a database, a copy of *template*, which nobody may be using."""
        name = f"d{uuid4().hex}"
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            connection.execute(
                f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY ENCODING 'UTF8' LOCALE 'C'"
            )
        return self.at(name)

    def drop(self, name: str) -> None:
        """Take a database away with whoever is still in it: some thousand of them, of 8 MB each, fill a disk."""
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def at(self, name: str) -> Server:
        """Return the addresses of a database."""
        return Server(self._url(PORTAL, name), self._url(OWNER, name))

    def _dsn(self, name: str) -> str:
        return f"host={self.folder} user={OWNER} dbname={name}"

    def _url(self, role: str, name: str) -> URL:
        return URL.create("postgresql+psycopg", role, database=name, query={"host": str(self.folder)})


class Session:
    """Where the portals of this test session keep their rows. server: chosen by the command line."""

    server = False

    @staticmethod
    @cache
    def cluster() -> Cluster:
        """Return the session's own cluster; it is started when it is first needed and ends with the process."""
        running = ExitStack()
        atexit.register(running.close)
        return running.enter_context(running_cluster())


def new_database() -> Server | None:
    """Return an empty database for a portal that is to be made; None for a file in its folder."""
    return Session.cluster().new() if Session.server else None


def new_engine(folder: Path) -> Engine:
    """Return a database with its tables and nothing in them, as its owner."""
    server = new_database()
    return raise_database(server.owner, PORTAL) if server else open_engine(f"sqlite:///{folder / 'portal.db'}")


def owned(data: Path) -> Engine:
    """Open a portal's database as its owner, whose transactions see every school."""
    url = DataFolder(data).url
    return connect_engine(url.set(username=OWNER)) if url.get_backend_name() == NAME else open_engine(url)


def copied(data: Path, copy: Path) -> Path:
    """Copy a portal's folder, with a database of its own."""
    shutil.copytree(data, copy)
    url = DataFolder(copy).url
    if url.get_backend_name() == NAME:
        cluster = Cluster(Path(str(url.query["host"])))
        DataFolder(copy).keep_address(cluster.new(url.database or "").portal)
    return copy


def drop(data: Path) -> None:
    """Take the database of a portal's folder away, where it is on a server; nobody needs it any more."""
    url = DataFolder(data).url
    if url.get_backend_name() == NAME:
        Session.cluster().drop(url.database or "")


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Run a cluster that nobody else can reach, until the context ends."""
    with _folder() as folder:
        _run("initdb", "-D", f"{folder}/data", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"{SERVER_OPTIONS} -c unix_socket_directories={folder} -c max_connections=200"
        _run("pg_ctl", "start", "-w", "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", options)
        try:
            cluster = Cluster(folder)
            with psycopg.connect(f"host={folder} user={OWNER} dbname=postgres", autocommit=True) as connection:
                connection.execute(f"CREATE ROLE {PORTAL} LOGIN")
            yield cluster
        finally:
            _run("pg_ctl", "stop", "-m", "immediate", "-D", f"{folder}/data")


@dataclass(frozen=True)
class Copy:
    """A server that follows a cluster, at a socket in a folder of its own."""

    folder: Path

    def at(self, url: URL) -> URL:
        """Return the address of a database of the cluster in the copy."""
        return url.set(query={"host": str(self.folder)})

    def start(self) -> None:
        options = f"{SERVER_OPTIONS} -c unix_socket_directories={self.folder} -c max_connections=200"
        _run("pg_ctl", "start", "-w", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-o", options)

    def stop(self) -> None:
        """End it at once, as a power cut of its machine would."""
        _run("pg_ctl", "stop", "-m", "immediate", "-D", f"{self.folder}/data")

    def promote(self) -> None:
        """Make it a server of its own, which follows nobody."""
        _run("pg_ctl", "promote", "-w", "-D", f"{self.folder}/data")

    def say(self, statement: str) -> None:
        """Tell the copy something as its superuser, such as to wait with what it has received."""
        with psycopg.connect(f"host={self.folder} user={OWNER} dbname=postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def following(cluster: Cluster) -> Iterator[Copy]:
    """Run a copy of a cluster that follows it, until the context ends; whoever stops it starts it again."""
    with _folder() as folder:
        _run("pg_basebackup", "-h", f"{cluster.folder}", "-U", OWNER, "-D", f"{folder}/data", "-R", "-c", "fast", "-N")
        copy = Copy(folder)
        copy.start()
        try:
            yield copy
        finally:
            copy.stop()


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="pg", dir=place_in_memory(), ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if os.getuid() == 0:  # the server refuses to run as root
            account = pwd.getpwnam("postgres")
            os.chown(folder, account.pw_uid, account.pw_gid)
        yield folder


def _run(program: str, *words: str) -> None:
    found = shutil.which(program) or str(max(Path("/usr/lib/postgresql").glob(f"*/bin/{program}")))
    user = "postgres" if os.getuid() == 0 else None
    subprocess.run([found, *words], check=True, user=user, stdout=subprocess.DEVNULL, cwd="/", timeout=60)
