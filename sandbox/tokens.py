"""Tokens as ESIA signs them: the access marker and the identity token."""

import base64
import json
import secrets
from collections.abc import Mapping
from typing import Any

from sandbox.openssl import sign_token
from sandbox.systems import Folder
from sandbox.visits import MARKER_S, Visit

ISSUER = "http://esia.gosuslugi.ru/"


def marker_answer(folder: Folder, visit: Visit, now_s: int) -> dict[str, Any]:
    """Return the answer that brings the tokens of a sign-in."""
    session = secrets.token_hex(16)
    common = {"iss": ISSUER, "iat": now_s, "nbf": now_s, "exp": now_s + MARKER_S, "urn:esia:sid": session}
    scope = " ".join(f"{name}?oid={visit.oid}" for name in visit.request.scope.split(" "))
    access = {
        **common,
        "client_id": visit.request.client_id,
        "scope": scope,
        "urn:esia:sbj_id": int(visit.oid),
    }
    identity = {
        **common,
        "aud": visit.request.client_id,
        "sub": int(visit.oid),
        "auth_time": now_s,
        "amr": [visit.proof],
        "urn:esia:amd": visit.proof,
        "urn:esia:sbj": subject(visit),
    }
    return {
        "access_token": signed(folder, access),
        "id_token": signed(folder, identity),
        "state": visit.request.state,
        "token_type": "Bearer",
        "expires_in": MARKER_S,
    }


def subject(visit: Visit) -> dict[str, Any]:
    """Return what the identity token says of the account: that it is confirmed, or nothing about that."""
    facts = {
        "urn:esia:sbj:typ": "P",
        "urn:esia:sbj:oid": int(visit.oid),
        "urn:esia:sbj:lvl": visit.person.level,
        "urn:esia:sbj:nam": f"OID.{visit.oid}",
    }
    return {**facts, "urn:esia:sbj:is_tru": True} if visit.person.is_confirmed else facts


def signed(folder: Folder, claims: Mapping[str, Any]) -> str:
    """Return claims as a signed token."""
    head = {"ver": 1, "typ": "JWT", "sbt": "access", "alg": "RS256"}
    text = f"{_packed(head)}.{_packed(claims)}"
    return f"{text}.{_base64(sign_token(folder.token_key, text.encode('ascii')))}"


def _packed(value: Mapping[str, Any]) -> str:
    return _base64(json.dumps(value, ensure_ascii=False).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")
