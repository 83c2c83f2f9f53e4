"""The sandbox's register of information systems: who may ask, by which certificate, and where answers may go."""

from dataclasses import dataclass
from pathlib import Path

from sandbox.openssl import fingerprint, make_system, make_token_key


@dataclass(frozen=True, slots=True)
class System:
    """A registered system. redirects: exactly these addresses. fingerprint: of the certificate."""

    client_id: str
    certificate: Path
    fingerprint: str
    redirects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """The sandbox's files; what is missing is made."""

    path: Path

    @property
    def system_key(self) -> Path:
        """The key of the demo system, for the portal."""
        return self.path / "system.key"

    @property
    def certificate(self) -> Path:
        """The demo system's certificate."""
        return self.path / "system.pem"

    @property
    def second_key(self) -> Path:
        """The key of the second system, for a school with a system of its own."""
        return self.path / "second.key"

    @property
    def second_certificate(self) -> Path:
        """The second system's certificate."""
        return self.path / "second.pem"

    @property
    def token_key(self) -> Path:
        """The key that signs tokens."""
        return self.path / "esia.key"

    @property
    def token_public(self) -> Path:
        """Its public half, for the portal."""
        return self.path / "esia.pem"

    @property
    def withdrawn(self) -> frozenset[tuple[str, str]]:
        """Whom heads have taken which group of access away: whoever tries it writes a line of both into the file."""
        path = self.path / "withdrawn"
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        return frozenset((oid, group) for oid, _, group in (line.partition(" ") for line in lines))

    def prepared(self) -> "Folder":
        """Make what is missing."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self.certificate.is_file():
            make_system(self.system_key, self.certificate, "Peremena sandbox system")
        if not self.second_certificate.is_file():
            make_system(self.second_key, self.second_certificate, "Peremena second sandbox system")
        if not self.token_public.is_file():
            make_token_key(self.token_key, self.token_public)
        return self


def register(folder: Folder, client_id: str, redirects: tuple[str, ...]) -> tuple[System, System]:
    """Return the demo system as it is registered, and the second one, whose name ends with a 2."""
    keys = (client_id, folder.certificate), (f"{client_id}2", folder.second_certificate)
    first, second = (System(name, each, fingerprint(each), redirects) for name, each in keys)
    return first, second
