"""Seals a folder: a list of its files with their sums, signed by the portal's key; and checks such a seal."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from app.wire.framing import from_base64, to_base64
from portal.archive.files import write_whole

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
DOMAIN = b"peremena archive manifest 1\n"
"""Stands before what is signed, so that no other signature of the portal's key is one of a manifest."""

BLOCK = 1 << 20


class Sealed(Struct, frozen=True):
    """A file of a sealed folder. sha256: in hexadecimal."""

    name: str
    bytes: int
    sha256: str


class Manifest(Struct, frozen=True):
    """What lies in a sealed folder. content: "journals", "summaries", "act" or "erasure".

    keep_until: ISO 8601, the last day. as_of: seq of the portal's last operation when the archive was begun. made: ISO
    8601. key: the portal's public key. certificate: SHA-256 of the school's certificate in the PDFs, empty where they
    have no signature of their own.
    """

    format: str
    content: str
    school: str
    school_name: str
    year: int
    made: str
    as_of: int
    keep_until: str
    key: str
    certificate: str
    files: list[Sealed]


class Flaw(Struct, frozen=True):
    """What is wrong with a sealed folder. file: which one, as its name. why: a word for it."""

    file: str
    why: str


def files_of(folder: Path) -> list[Sealed]:
    """Return the files of a folder with their sums, by name, without the seal itself."""
    names = sorted(each.name for each in folder.iterdir() if each.name not in {MANIFEST, SIGNATURE})
    return [Sealed(name, (folder / name).stat().st_size, sum_of(folder / name)) for name in names]


def seal(folder: Path, manifest: Manifest, key: SigningKey) -> None:
    """Write the manifest and its signature, the signature last: a folder without one is not sealed."""
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    write_whole(folder / MANIFEST, text)
    write_whole(folder / SIGNATURE, to_base64(key.sign(DOMAIN + text).signature).encode() + b"\n")


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a folder, None where it cannot be read; whether it is right is not looked at."""
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None


def flaws_of(folder: Path, manifest: Manifest, trusted: str = "") -> Iterator[Flaw]:
    """Yield what is wrong with a folder. trusted: the portal's key as the school knows it, empty for the manifest's."""
    if not _is_signed(folder, trusted or manifest.key):
        yield Flaw(SIGNATURE, "подпись не сходится: список файлов изменён или подписан другим ключом")
    listed = {each.name: each for each in manifest.files}
    there = {each.name for each in folder.iterdir()} - {MANIFEST, SIGNATURE}
    for name in sorted(listed.keys() - there):
        yield Flaw(name, "файла нет")
    for name in sorted(there - listed.keys()):
        yield Flaw(name, "лишний файл: его нет в описи")
    for name in sorted(listed.keys() & there):
        if not _is_same(folder / name, listed[name]):
            yield Flaw(name, "файл изменён")


def sum_of(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _is_same(path: Path, listed: Sealed) -> bool:
    return path.is_file() and path.stat().st_size == listed.bytes and sum_of(path) == listed.sha256


def _is_signed(folder: Path, key: str) -> bool:
    try:
        signature = from_base64((folder / SIGNATURE).read_text(encoding="ascii").strip())
        VerifyKey(from_base64(key)).verify(DOMAIN + (folder / MANIFEST).read_bytes(), signature)
    except (OSError, ValueError, TypeError, BadSignatureError):
        return False
    return True
