"""QR codes as drawings inside a page."""

import segno


def qr_code(text: str) -> str:
    """Return a QR code as a drawing inside the page; nothing is loaded for it."""
    code = segno.make(text, error="m", micro=False)
    return code.svg_inline(omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None)
