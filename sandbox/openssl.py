"""The sandbox's own calls of OpenSSL: it makes keys, verifies what systems sign, and signs its tokens."""

import subprocess
import tempfile
from pathlib import Path

GOST = ("-engine", "gost")
TIMEOUT_S = 10


def make_system(key: Path, certificate: Path, name: str) -> None:
    """Make a GOST key and a certificate of an information system that signs itself."""
    _run("genpkey", *GOST, "-algorithm", "gost2012_256", "-pkeyopt", "paramset:A", "-out", str(key))
    subject = ("-subj", f"/CN={name}", "-days", "3650")
    _run("req", *GOST, "-new", "-x509", "-md_gost12_256", "-key", str(key), *subject, "-out", str(certificate))


def make_token_key(key: Path, public: Path) -> None:
    """Make the RSA key that signs tokens."""
    _run("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", str(key))
    _run("pkey", "-in", str(key), "-pubout", "-out", str(public))


def sign_token(key: Path, text: bytes) -> bytes:
    """Return an RSA signature over SHA-256."""
    return _run("dgst", "-sha256", "-sign", str(key), given=text)


def fingerprint(certificate: Path) -> str:
    """Return Streebog-256 over a certificate's DER form, in capitals."""
    der = _run("x509", *GOST, "-in", str(certificate), "-outform", "DER")
    said = _run("dgst", *GOST, "-md_gost12_256", "-hex", given=der)
    return said.decode("ascii").rpartition(" ")[2].strip().upper()


def is_raw_signature(certificate: Path, text: str, signature: bytes) -> bool:
    """Return whether a raw signature over a text was made with a certificate's key."""
    with tempfile.TemporaryDirectory() as folder:
        public, signed = Path(folder, "key.pem"), Path(folder, "signature")
        public.write_bytes(_run("x509", *GOST, "-in", str(certificate), "-noout", "-pubkey"))
        signed.write_bytes(signature)
        return _agrees("dgst", *GOST, "-md_gost12_256", "-verify", str(public), "-signature", str(signed), given=text)


def is_cms_signature(certificate: Path, text: str, signature: bytes) -> bool:
    """Return whether a detached CMS signature over a text was made with a certificate's key, and no other."""
    with tempfile.TemporaryDirectory() as folder:
        signed, content = Path(folder, "signature"), Path(folder, "content")
        signed.write_bytes(signature)
        content.write_bytes(text.encode())
        files = ("-in", str(signed), "-content", str(content), "-certfile", str(certificate), "-out", "/dev/null")
        words = ("cms", "-verify", *GOST, "-binary", "-inform", "DER", "-nointern", "-noverify")
        return _agrees(*words, *files, given="")


def _agrees(*words: str, given: str) -> bool:
    try:
        _run(*words, given=given.encode())
    except subprocess.CalledProcessError:
        return False
    return True


def _run(*words: str, given: bytes = b"") -> bytes:
    done = subprocess.run(  # noqa: S603 (fixed words and the sandbox's own files)
        ["openssl", *words],  # noqa: S607 (found where the system has it)
        input=given,
        capture_output=True,
        check=True,
        timeout=TIMEOUT_S,
    )
    return done.stdout
