"""Every name, path and code of ESIA's protocol that the portal relies on, and nothing else."""

from dataclasses import dataclass

PRODUCTION = "https://esia.gosuslugi.ru"
TEST = "https://esia-portal1.test.gosuslugi.ru"
ISSUER = "http://esia.gosuslugi.ru/"
"""What ESIA's tokens call their issuer; the address of the host differs."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the protocol: where codes and markers are asked for, and what is signed then, in this order.

    names_certificate: whether the request says by which certificate the signature is checked; else the signature does.
    """

    code_path: str
    marker_path: str
    signed_for_code: tuple[str, ...]
    signed_for_marker: tuple[str, ...]
    names_certificate: bool


_CURRENT = ("client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri")
_FIRST = ("scope", "timestamp", "client_id", "state")

VERSIONS = {
    "current": Version("/aas/oauth2/v2/ac", "/aas/oauth2/v3/te", _CURRENT, (*_CURRENT, "code"), names_certificate=True),
    "first": Version("/aas/oauth2/ac", "/aas/oauth2/te", _FIRST, _FIRST, names_certificate=False),
}

TIMESTAMP = "%Y.%m.%d %H:%M:%S +0300"
"""By Moscow's clock: a space before the offset, no colon in it."""

PERSON, DOCUMENTS, CONTACTS = "/rs/prns/{oid}", "/rs/prns/{oid}/docs", "/rs/prns/{oid}/ctts"
ROLES, GROUPS = "/rs/prns/{oid}/roles", "/rs/orgs/{organisation}/emps/{oid}/grps"
EMBEDDED = {"embed": "(elements)"}
"""Without it a collection holds addresses instead of things."""

SIGN_OUT = "/idp/ext/Logout"

SUBJECT_ID = "urn:esia:sbj_id"
SUBJECT = "urn:esia:sbj"
TRUSTED, LEVEL, SUBJECT_OID = "urn:esia:sbj:is_tru", "urn:esia:sbj:lvl", "urn:esia:sbj:oid"
CONFIRMED_LEVEL, CHILD_LEVEL = "PR", "KD"
CHECKED = "VERIFIED"
"""Of a document that the state has looked up."""

ALGORITHM = "RS256"
REFUSED_BY_PERSON = "access_denied"
LATER = ("server_error", "temporarily_unavailable")
SIGNATURE_CODE, REFUSAL_CODE, REQUEST_CODE = "ESIA-007053", "ESIA-007004", "ESIA-007003"
