"""Checks an archive without the portal: every file's sum, the list's signature, the school's signature in the PDFs."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from portal.archive.keeping_terms import JOURNALS, SUMMARIES, TITLES, year_text
from portal.archive.sealing import MANIFEST, Flaw, Manifest, flaws_of, read_manifest
from portal.errors import NoArchiveError

if TYPE_CHECKING:
    from pyhanko.sign.validation import EmbeddedPdfSignature

PARTS, ACTS = (JOURNALS, SUMMARIES), "acts"
"""Folders of a year's archive."""

WORDS = TITLES | {"erasure": "Протокол удаления записей из базы"}
"""What each sealed folder is called; one that is none of these is an act."""


def sealed_parts(path: Path) -> list[Path]:
    """Return the sealed folders of an archive, or the folder itself where it is one.

    Raises:
        NoArchiveError: there is none.
    """
    folders = (path, *(path / name for name in PARTS), *sorted((path / ACTS).glob("*")))
    parts = [folder for folder in folders if (folder / MANIFEST).exists()]
    if not parts:
        raise NoArchiveError(str(path))
    return parts


def verify(path: Path, trusted: str = "") -> tuple[list[str], list[Flaw]]:
    """Return what an archive is, in words, and what is wrong with it, the files by their path in it.

    trusted: the portal's public key as the school knows it; without it the archive's own word for it is taken.

    Raises:
        NoArchiveError: there is no archive.
    """
    said, flaws = [], []
    for folder in sealed_parts(path):
        where = "" if folder == path else f"{folder.relative_to(path).as_posix()}/"
        manifest = read_manifest(folder)
        if manifest is None:
            flaws.append(Flaw(f"{where}{MANIFEST}", "не читается"))
            continue
        said.append(_words(manifest))
        found = [*flaws_of(folder, manifest, trusted), *_unsigned(folder, manifest)]
        flaws += [Flaw(where + each.file, each.why) for each in found]
    return said, flaws


def _words(manifest: Manifest) -> str:
    title = WORDS.get(manifest.content, "Акт об уничтожении")
    return (
        f"{title}, {manifest.school_name}, {year_text(manifest.year)}: файлов {len(manifest.files)}, "
        f"хранить по {manifest.keep_until}. Ключ портала: {manifest.key}"
    )


def _unsigned(folder: Path, manifest: Manifest) -> Iterator[Flaw]:
    """Yield the papers in which the school's signature is not as the manifest says."""
    if not manifest.certificate:
        return
    for each in manifest.files:
        path = folder / each.name
        if path.suffix == ".pdf" and path.is_file() and not is_signed_by(path.read_bytes(), manifest.certificate):
            yield Flaw(each.name, "подписи школы нет, она повреждена или чужая")


def is_signed_by(pdf: bytes, certificate: str) -> bool:
    """Return whether a paper carries a whole signature of this certificate over all of it. certificate: its SHA-256.

    Who issued the certificate, and whether it was in force, is not looked at: the school's own tool says that.
    """
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 (slow to import, and only for signed archives)
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 (as above)
    from pyhanko.sign.general import SigningError  # noqa: PLC0415 (as above)

    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
        return len(signatures) == 1 and _is_whole(signatures[0], certificate)
    except (PdfError, SigningError, ValueError):
        return False


def _is_whole(signature: "EmbeddedPdfSignature", certificate: str) -> bool:
    """Return whether a signature covers its file whole and is of this very certificate: no other has to be trusted."""
    from pyhanko.sign.validation import SignatureCoverageLevel  # noqa: PLC0415 (slow to import, as above)
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity  # noqa: PLC0415 (as above)

    signature.compute_integrity_info()  # type: ignore[no-untyped-call]  # it has no annotations
    whole = signature.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    mine = hashlib.sha256(signature.signer_cert.dump()).hexdigest() == certificate
    digest = signature.compute_digest()
    same, signed = validate_sig_integrity(signature.signer_info, signature.signer_cert, "data", digest)
    return bool(whole and mine and same and signed)
