"""Speaks with ESIA: where a browser goes to sign in, and who came back with a code."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlencode

from portal.auth.esia import names
from portal.auth.esia.asking import Line, Questions
from portal.auth.esia.errors import StrangeAnswerError
from portal.auth.esia.markers import Marker, MarkerCheck
from portal.auth.esia.people import Employment, VerifiedPerson, employment_of, person_of, standing_of
from portal.auth.esia.settings import EsiaSettings
from portal.auth.esia.signing import certificate_hash

MOST_ORGANISATIONS = 20
"""Whose groups are asked for."""

MOSCOW = timezone(timedelta(hours=3))


class Connector:
    """ESIA as it is for this portal; several threads may ask. Nothing but the settings says where it is."""

    def __init__(self, settings: EsiaSettings) -> None:
        self.settings = settings
        self._signer = settings.signer
        self._check = MarkerCheck(settings)
        self._hash = certificate_hash(settings.certificate)
        self._line = Line(settings)

    def address(self, state: str, *, now_ms: int) -> str:
        """Return where a browser signs in. state: a UUID of version 4, used for nothing else.

        Raises:
            SignerError: the address cannot be signed.
        """
        protocol = self.settings.protocol
        signed = self._signed(self._facts(state, now_ms=now_ms), protocol.signed_for_code)
        asked = {**signed, "response_type": "code", "access_type": "online"}
        return f"{self.settings.host}{protocol.code_path}?{urlencode(asked)}"

    def sign_out_address(self, onto: str) -> str:
        """Return where a browser ends the person's session at ESIA itself, and comes back to a page of ours."""
        asked = {"client_id": self.settings.client_id, "redirect_url": onto}
        return f"{self.settings.host}{names.SIGN_OUT}?{urlencode(asked)}"

    def person(self, code: str, state: str, *, now_ms: int) -> VerifiedPerson:
        """Return who signed in. state: of the request that the code answers.

        Raises:
            EsiaError: ESIA refuses, does not answer, or what it says cannot be believed.
        """
        protocol = self.settings.protocol
        signed = self._signed({**self._facts(state, now_ms=now_ms), "code": code}, protocol.signed_for_marker)
        form = {**signed, "grant_type": "authorization_code", "token_type": "Bearer"}
        with self._line.open() as questions:
            marker = self._check.read(questions.ask("POST", protocol.marker_path, data=form), state, now_ms=now_ms)
            return _Reading(questions, marker).person(self.settings)

    def _facts(self, state: str, *, now_ms: int) -> dict[str, str]:
        settings = self.settings
        facts = {
            "client_id": settings.client_id,
            "scope": settings.scope,
            "timestamp": datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(MOSCOW).strftime(names.TIMESTAMP),
            "state": state,
            "redirect_uri": settings.redirect_uri,
            "scope_org": settings.scope_org,
            "client_certificate_hash": self._hash if settings.protocol.names_certificate else "",
        }
        return {name: value for name, value in facts.items() if value}

    def _signed(self, facts: dict[str, str], order: tuple[str, ...]) -> dict[str, str]:
        signature = self._signer.sign("".join(facts.get(name, "") for name in order))
        return {**facts, "client_secret": base64.urlsafe_b64encode(signature).decode("ascii").rstrip("=")}


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads what a marker opens."""

    questions: Questions
    marker: Marker

    def person(self, settings: EsiaSettings) -> VerifiedPerson:
        facts = self._read(names.PERSON)
        standing = standing_of(self.marker.subject, facts, self._elements(names.DOCUMENTS))
        employments = self._employments(settings.organisations) if settings.organisations else ()
        return person_of(self.marker.oid, standing, facts, employments)

    def _employments(self, organisations: frozenset[str]) -> tuple[Employment, ...]:
        found = [employment_of(role) for role in self._elements(names.ROLES)]
        ours = [each for each in found if each.ogrn in organisations][:MOST_ORGANISATIONS]
        return tuple(replace(each, groups=self._groups(each.oid)) for each in ours)

    def _groups(self, organisation: str) -> frozenset[str]:
        if not organisation.isdecimal():
            raise StrangeAnswerError
        found = self._elements(names.GROUPS, organisation=organisation)
        return frozenset(str(group.get("grp_id", "")) for group in found)

    def _elements(self, path: str, **parts: str) -> list[Mapping[str, Any]]:
        found = self._read(path, params=names.EMBEDDED, **parts).get("elements", [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise StrangeAnswerError
        return found

    def _read(self, path: str, *, params: Mapping[str, str] | None = None, **parts: str) -> Mapping[str, Any]:
        headers = {"Authorization": f"Bearer {self.marker.access}"}
        return self.questions.ask("GET", path.format(oid=self.marker.oid, **parts), headers=headers, params=params)
