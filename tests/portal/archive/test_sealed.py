"""Whoever changes a sealed archive is found out, and the file is named; the portal is not needed for that."""

import base64
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from nacl.signing import SigningKey, VerifyKey

from portal.__main__ import main
from portal.archive.commands import key_of
from portal.archive.sealing import read_manifest, seal
from portal.archive.verifying import verify
from portal.errors import NoArchiveError
from tests.portal.conftest import Portal


def flip_a_byte(archive: Path) -> None:
    path = archive / "journals" / "0001.pdf"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def change_a_mark_and_its_sum(archive: Path) -> None:
    """As somebody does who can count sums, and has no key."""
    folder = archive / "journals"
    content = (folder / "0001.zip").read_bytes() + b" "
    (folder / "0001.zip").write_bytes(content)
    text = json.loads((folder / "manifest.json").read_bytes())
    (mine,) = (each for each in text["files"] if each["name"] == "0001.zip")
    mine |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(text), encoding="utf-8")


def sign_with_another_key(archive: Path) -> None:
    folder, key = archive / "journals", SigningKey.generate()
    manifest = read_manifest(folder)
    assert manifest
    seal(folder, manifest, key)


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a changed byte": (flip_a_byte, "journals/0001.pdf"),
    "a missing file": (lambda path: (path / "summaries" / "0001.zip").unlink(), "summaries/0001.zip"),
    "an added file": (lambda path: (path / "journals" / "0002.pdf").write_bytes(b"%PDF"), "journals/0002.pdf"),
    "a changed list": (change_a_mark_and_its_sum, "journals/manifest.sig"),
    "a foreign signature": (sign_with_another_key, "journals/manifest.sig"),
    "no signature": (lambda path: (path / "journals" / "manifest.sig").unlink(), "journals/manifest.sig"),
    "a list that is none": (
        lambda path: (path / "journals" / "manifest.json").write_bytes(b"{"),
        "journals/manifest.json",
    ),
}


def test_an_untouched_archive_is_whole_wherever_it_is_taken(past: Portal, written: Path, tmp_path: Path) -> None:
    key = key_of(past.folder)
    shutil.move(written, tmp_path / "стик")
    said, flaws = verify(tmp_path / "стик", key)
    assert flaws == []
    assert all(key in each for each in said)
    assert len(said) == 2


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_change_is_named_by_its_file(past: Portal, written: Path, damage: str) -> None:
    do, named = DAMAGES[damage]
    do(written)
    assert [each.file for each in verify(written, key_of(past.folder))[1]] == [named]


def test_the_command_names_the_file_and_fails(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "verify", str(written)]) == 0
    flip_a_byte(written)
    assert main(["archive", "verify", str(written)]) == 1
    assert "! journals/0001.pdf: файл изменён" in capsys.readouterr().err


def test_a_key_that_the_school_does_not_know_is_told_apart_only_by_the_schools_own_word(
    past: Portal, written: Path
) -> None:
    other = base64.urlsafe_b64encode(SigningKey.generate().verify_key.encode()).decode().rstrip("=")
    assert [each.file for each in verify(written, other)[1]] == ["journals/manifest.sig", "summaries/manifest.sig"]
    assert verify(written)[1] == []


def test_the_signature_is_what_the_description_says(past: Portal, written: Path) -> None:
    """By the library alone, from README.txt."""
    folder = written / "journals"
    content = (folder / "manifest.json").read_bytes()
    signature = base64.urlsafe_b64decode((folder / "manifest.sig").read_text().strip() + "==")
    key = VerifyKey(base64.urlsafe_b64decode(json.loads(content)["key"] + "="))
    assert key == past.key.verify_key
    key.verify(b"peremena archive manifest 1\n" + content, signature)


def test_a_folder_without_an_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoArchiveError):
        verify(tmp_path)
