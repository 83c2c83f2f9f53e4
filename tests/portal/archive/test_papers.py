"""The papers: what of ISO 19005-3 can be seen without a validator, what they say, and the school's signature."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pypdf import PdfReader

from portal.archive.certificate import keep_certificate
from portal.archive.printing import Printer
from portal.archive.signs import BOX, printed
from portal.archive.verifying import is_signed_by, verify
from portal.errors import BadCertificateError
from tests.portal.archive.reader import lines_of
from tests.portal.conftest import Portal

PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
FORBIDDEN = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/SetOCGState", "/Rendition"}
PASSWORD = b"secret"


def papers(archive: Path) -> list[Path]:
    return sorted(archive.rglob("*.pdf"))


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def at(found: Any, name: str) -> Any:
    """Return what stands under a name, wherever the file keeps it."""
    return found[name].get_object()


def fonts_of(reader: PdfReader) -> Iterator[dict[str, Any]]:
    for page in reader.pages:
        yield from (font.get_object() for font in at(page, "/Resources").get("/Font", {}).values())


def test_the_papers_say_what_they_are_and_carry_what_they_need(written: Path) -> None:
    for path in papers(written):
        reader = PdfReader(path)
        root = reader.root_object
        assert not reader.is_encrypted
        meta = at(root, "/Metadata").get_data()
        said = {each.tag: each.text for each in ET.fromstring(meta).iter()}
        assert (said[f"{PDFAID}part"], said[f"{PDFAID}conformance"]) == ("3", "B")
        intent = at(root, "/OutputIntents")[0].get_object()
        assert intent["/S"] == "/GTS_PDFA1"
        assert intent["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
        descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts_of(reader)]
        assert descriptors
        assert all(each.keys() & {"/FontFile2", "/FontFile3"} for each in descriptors)
        assert all("/ToUnicode" in font for font in fonts_of(reader))


def test_no_paper_holds_what_acts_by_itself(written: Path) -> None:
    for path in papers(written):
        reader = PdfReader(path)
        objects: list[Any] = [reader.get_object(number) for number in range(1, int(at(reader.trailer, "/Size")))]
        named = {str(each.get("/S")) for each in objects if isinstance(each, dict)}
        assert named & FORBIDDEN == set()
        assert not {"/OpenAction", "/AA"} & reader.root_object.keys()


@pytest.mark.parametrize("paper", ["journals/0001", "summaries/0001"])
def test_a_paper_carries_its_own_machine_readable_file(written: Path, paper: str) -> None:
    reader = PdfReader(written / f"{paper}.pdf")
    (attached,) = reader.attachments["machine.jsonl"]
    assert [json.loads(line) for line in attached.splitlines()] == lines_of(written / f"{paper}.zip")
    (file,) = at(reader.root_object, "/AF")
    assert file.get_object()["/AFRelationship"] == "/Source"


def test_a_journal_shows_marks_topics_and_who_corrected_what(written: Path) -> None:
    text = text_of(written / "journals" / "0001.pdf")
    for words in (
        "6Б Алгебра",
        "Ёлкина Алёна",
        "Тема 5 √2 ≤ x",
        "Контрольная",
        "Пересдача",
        "Ошибся строкой",
        "02.10.2024",
    ):
        assert words in text, words
    assert "Страница 1 из" in text
    assert "#set page(width: 1pt)" in text
    assert BOX in text


def test_a_summary_shows_final_marks_and_movement(written: Path) -> None:
    text = text_of(written / "summaries" / "0001.pdf")
    for words in ("I полугодие", "Год", "Качество, %", "по 03.02.2025, приказ 15-у"):
        assert words in text, words
    # who was there from the first day on has not come, and all leave the class after the last one
    assert "12-у" not in text
    assert "31.08.2025" not in text


def test_hostile_texts_are_shown_as_far_as_the_font_goes() -> None:
    assert printed("\x07\x1bПётр\x00\u2028и\u202eЁ") == "Пётр иЁ"
    assert printed("и\u0306е\u0308") == "йё"
    assert printed("❤ 中") == f"{BOX} {BOX}"


def test_the_font_has_every_sign_that_is_let_through() -> None:
    lines = [printed(chr(code)) for code in range(0x20, 0x2700) if printed(chr(code)) not in {"", BOX}]
    assert len(lines) > 1_000
    facts = {"title": "x", "year": "x", "school": "x", "file": "x", "as_of": 1, "made": "x", "date": [2026, 1, 1]}
    facts |= {"documents": [[each, each, "", ""] for each in lines], "keep": "x", "key": "x", "certificate": "x"}
    assert Printer(datetime(2026, 1, 1, tzinfo=UTC)).print("contents", facts).startswith(b"%PDF")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make a PKCS #12 file of a certificate that signs itself."""
    folder = tmp_path_factory.mktemp("certificates")

    def make(name: str) -> Path:
        key = rsa.generate_private_key(65537, 2048)
        named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        certificate = (
            x509.CertificateBuilder(named, named, key.public_key(), x509.random_serial_number())
            .not_valid_before(datetime(2024, 1, 1, tzinfo=UTC))
            .not_valid_after(datetime(2025, 4, 1, tzinfo=UTC))
            .sign(key, hashes.SHA256())
        )
        file = folder / f"{name}.p12"
        file.write_bytes(
            pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, BestAvailableEncryption(PASSWORD))
        )
        return file

    (folder / "password").write_bytes(PASSWORD + b"\n")
    return make


def test_with_a_certificate_each_paper_is_signed_and_a_foreign_signature_is_named(
    past: Portal, certificates: Callable[[str], Path], write: Callable[[], Path]
) -> None:
    school, other = certificates("school"), certificates("other")
    kept = keep_certificate(past.folder, school, school.with_name("password"))
    archive = write()
    assert verify(archive)[1] == []
    for path in papers(archive):
        assert is_signed_by(path.read_bytes(), kept.print)
        assert len(PdfReader(path).get_fields() or {}) == 1
        assert "/FontFile3" in next(fonts_of(PdfReader(path)))["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    foreign = keep_certificate(past.folder, other, other.with_name("password"))
    paper = papers(archive)[0].read_bytes()
    assert not is_signed_by(paper, foreign.print)
    assert not is_signed_by(paper[:1000] + bytes([paper[1000] ^ 1]) + paper[1001:], kept.print)
    assert not is_signed_by(paper + b"\n% more", kept.print)


def test_a_signature_adds_to_a_paper_and_changes_nothing_in_it(
    past: Portal, certificates: Callable[[str], Path], written: Path
) -> None:
    file = certificates("adding")
    paper = (written / "journals" / "0001.pdf").read_bytes()
    signed = keep_certificate(past.folder, file, file.with_name("password")).sign(paper)
    assert signed.startswith(paper)
    assert len(PdfReader(BytesIO(signed)).pages) == len(PdfReader(BytesIO(paper)).pages)


def test_a_certificate_that_does_not_open_is_not_kept(
    past: Portal, certificates: Callable[[str], Path], tmp_path: Path
) -> None:
    file = certificates("closed")
    (tmp_path / "wrong").write_bytes(b"wrong")
    with pytest.raises(BadCertificateError):
        keep_certificate(past.folder, file, tmp_path / "wrong")
    with pytest.raises(BadCertificateError):
        keep_certificate(past.folder, tmp_path / "nothing", tmp_path / "wrong")
    assert not (past.folder.path / "archive.p12").exists()
