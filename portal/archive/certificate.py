"""The school's own signature in the papers: with a certificate of a PKCS #12 file, seen by any reader of PDFs."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from portal.archive.files import write_whole
from portal.errors import BadCertificateError
from portal.settings import DataFolder

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

FIELD = "School"
"""The name of the signature's field."""

_FILE, _PASSWORD = "archive.p12", "archive.password"


class Certificate:
    """A certificate with its key. print: SHA-256 of the certificate, in hexadecimal. subject: whose it is."""

    def __init__(self, signer: "SimpleSigner") -> None:
        if (found := signer.signing_cert) is None:
            raise ValueError(FIELD)
        self._signer = signer
        self.print, self.subject = hashlib.sha256(found.dump()).hexdigest(), str(found.subject.human_friendly)

    def sign(self, paper: bytes) -> bytes:
        """Return a paper with the signature added behind it; what was there stays byte by byte."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 (slow to import)
        from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner  # noqa: PLC0415 (as above)

        signed = BytesIO()
        writer = IncrementalPdfFileWriter(BytesIO(paper))
        PdfSigner(PdfSignatureMetadata(FIELD, md_algorithm="sha256"), self._signer).sign_pdf(writer, output=signed)
        return signed.getvalue()


def keep_certificate(folder: DataFolder, file: Path, password: Path) -> Certificate:
    """Keep a certificate for archives to come, and return it. file: PKCS #12. password: a file with its password.

    Raises:
        BadCertificateError: the file cannot be opened with the password; nothing was kept.
    """
    content, secret = _read(file), _read(password).strip()
    certificate = _open(content, secret, file)
    write_whole(folder.path / _PASSWORD, secret)
    write_whole(folder.path / _FILE, content)
    return certificate


def read_certificate(folder: DataFolder) -> Certificate | None:
    """Return the certificate of a portal's folder, None where it has none.

    Raises:
        BadCertificateError: what is kept cannot be opened.
    """
    file = folder.path / _FILE
    return _open(_read(file), _read(folder.path / _PASSWORD), file) if file.exists() else None


def _open(content: bytes, password: bytes, file: Path) -> Certificate:
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415 (slow to import, and only where there is one)

    try:
        return Certificate(SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=password))
    except ValueError as error:
        raise BadCertificateError(str(file)) from error


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadCertificateError(str(file)) from error
