"""Signatures: each verified by the sandbox's own call of OpenSSL, and raw ones by the standard's formulas too."""

import hashlib
import re
import subprocess
from pathlib import Path

import pytest

from portal.auth.esia.errors import SignerError
from portal.auth.esia.signing import CmsSigner, RawSigner, certificate_hash, run_openssl
from sandbox.openssl import fingerprint, is_cms_signature, is_raw_signature
from sandbox.systems import Folder
from tests.portal.esia.gost import EXAMPLE, PARAMSET_A

TEXT = "PEREMENA" + "openid fullname" + "2026.11.25 10:00:00 +0300" + "Ёж"
RFC_6986_M1 = bytes.fromhex(
    "323130393837363534333231303938373635343332313039383736353433323130393837363534333231303938373635343332313039383736353433323130"
)[::-1]


def streebog(data: bytes) -> bytes:
    return run_openssl("dgst", "-engine", "gost", "-md_gost12_256", "-binary", given=data)


def public_point(folder: Folder) -> tuple[int, int]:
    said = subprocess.run(
        ["openssl", "x509", "-engine", "gost", "-in", str(folder.certificate), "-noout", "-text"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    x, y = (re.search(rf"{name}:([0-9A-F]+)", said) for name in ("X", "Y"))
    assert x, said
    assert y, said
    return int(x[1], 16), int(y[1], 16)


def test_the_formulas_agree_with_the_standards_own_example() -> None:
    public = (
        0x7F2B49E270DB6D90D8595BEC458B50C58585BA1D4E9B788F6689DBD8E56FD80B,
        0x26F1B489D6701DD185C8413A977B3CBBAF64D1C593D26627DFFB101A87FF77DA,
    )
    digest = 0x2DFBC1B372D89A1188C09C52E0EEC61FCE52032AB1022E8E67ECE6672B043EE5
    r = 0x41AA28D2F1AB148280CD9ED56FEDA41974053554A42767B83AD043FD39DC0493
    s = 0x01456C64BA4642A1653C235A98A60249BCD6D3F746B631DF928014F6C5BF9C40
    assert EXAMPLE.verifies(public, digest, r, s)
    assert not EXAMPLE.verifies(public, digest + 1, r, s)


def test_the_hash_is_that_of_the_standards_example() -> None:
    expected = "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500"
    assert streebog(RFC_6986_M1).hex() == expected


def test_a_raw_signature_satisfies_the_standards_formulas(system: Folder) -> None:
    signature = RawSigner(system.system_key).sign(TEXT)
    s, r = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
    digest = int.from_bytes(streebog(TEXT.encode()), "little")
    assert len(signature) == 64
    assert PARAMSET_A.verifies(public_point(system), digest, r, s)
    assert not PARAMSET_A.verifies(public_point(system), digest ^ 1, r, s)


def test_the_sandbox_accepts_a_raw_signature_over_this_text_only(system: Folder) -> None:
    signature = RawSigner(system.system_key).sign(TEXT)
    assert is_raw_signature(system.certificate, TEXT, signature)
    assert not is_raw_signature(system.certificate, TEXT + " ", signature)
    assert not is_raw_signature(system.certificate, TEXT, signature[:63] + bytes([signature[63] ^ 1]))


def test_the_sandbox_accepts_a_detached_cms_signature_over_this_text_only(system: Folder) -> None:
    signature = CmsSigner(system.system_key, system.certificate).sign(TEXT)
    assert is_cms_signature(system.certificate, TEXT, signature)
    assert not is_cms_signature(system.certificate, TEXT + " ", signature)


def test_a_signature_of_another_system_is_not_accepted(system: Folder, tmp_path: Path) -> None:
    other = Folder(tmp_path / "other").prepared()
    assert not is_raw_signature(system.certificate, TEXT, RawSigner(other.system_key).sign(TEXT))
    theirs = CmsSigner(other.system_key, other.certificate).sign(TEXT)
    assert not is_cms_signature(system.certificate, TEXT, theirs)


def test_a_certificate_is_named_by_streebog_over_its_der(system: Folder) -> None:
    named = certificate_hash(system.certificate)
    assert re.fullmatch(r"[0-9A-F]{64}", named)
    assert named == fingerprint(system.certificate)
    assert named.lower() != hashlib.sha256(system.certificate.read_bytes()).hexdigest()


@pytest.mark.parametrize("text", ["", "no key"])
def test_a_damaged_key_signs_nothing_and_says_nothing_of_itself(tmp_path: Path, text: str) -> None:
    key = tmp_path / "key.pem"
    key.write_text(text)
    with pytest.raises(SignerError) as caught:
        RawSigner(key).sign(TEXT)
    assert str(key) not in str(caught.value)
