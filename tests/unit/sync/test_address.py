import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadAddressError
from sync.enrolment import check_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("portal.school.ru", "https://portal.school.ru"),
        (" https://portal.school.ru/ ", "https://portal.school.ru"),
        ("https://PORTAL.School.ru:8443", "https://portal.school.ru:8443"),
        ("https://school.ru/journal/", "https://school.ru/journal"),
        ("школа7.рф", "https://школа7.рф"),
        ("10.0.0.5:8765", "https://10.0.0.5:8765"),
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765"),
        ("http://localhost:8765/", "http://localhost:8765"),
        ("http://[::1]:8765", "http://[::1]:8765"),
        ("HTTPS://portal.ru", "https://portal.ru"),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert check_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "http://portal.school.ru",
        "http://127.0.0.1.evil.ru",
        "http://127.0.0.1@evil.ru",
        "http://localhost.evil.ru",
        "http://127.0.0.1\\@evil.ru",
        "https://user:word@portal.ru",
        "https://portal.ru/#part",
        "https://portal.ru/#",
        "https://portal.ru?next=1",
        "ftp://portal.ru",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https://portal.ru:99999",
        "https://portal.ru:port",
        "https://por tal.ru",
        "https://portal\n.ru",
        "https://-portal.ru",
        "https://portal..ru",
        "https://[::1",
        "https://[::g]",
        "https://portal.ru/../x y",
    ],
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(BadAddressError) as refused:
        check_address(typed)
    assert refused.value.text == typed


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        kept = check_address(text)
    except BadAddressError:
        return
    assert check_address(kept) == kept
    assert kept.startswith(("https://", "http://127.", "http://localhost", "http://["))
