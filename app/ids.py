"""Distinct types for the ids of things, and how an id is derived from content."""

import binascii
import hashlib
from typing import NewType

SchoolId = NewType("SchoolId", str)
TeacherId = NewType("TeacherId", str)
PupilId = NewType("PupilId", str)
ClassId = NewType("ClassId", str)
GroupId = NewType("GroupId", str)
SubjectId = NewType("SubjectId", str)
JournalId = NewType("JournalId", str)
LessonId = NewType("LessonId", str)
WorkId = NewType("WorkId", str)
WorkTypeId = NewType("WorkTypeId", str)
MarkId = NewType("MarkId", str)
RequestId = NewType("RequestId", str)
ProposalId = NewType("ProposalId", str)
ReplicaId = NewType("ReplicaId", str)
OperationId = NewType("OperationId", str)

OFFICE = TeacherId("office")
"""The author of what the school office has done; the name of its replica too. No PC or teacher is called so."""

ID_BYTES = 16
"""Length of every derived id: 128 bits, so that ids made offline never meet by chance."""


_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def text_of(digest: bytes) -> str:
    """Return bytes as the text that ids use: base64url without padding."""
    # by hand, for each entry makes some: half of what urlsafe_b64encode takes
    return binascii.b2a_base64(digest, newline=False).translate(_URL_SAFE, b"=").decode("ascii")


def derived(kind: str, *parts: str) -> str:
    """Return the id of a thing that is known by its natural key, the same on every machine.

    kind: separates things of different sorts that share a key, such as "lesson".
    """
    digest = hashlib.blake2b(digest_size=ID_BYTES)
    for part in (kind, *parts):
        piece = part.encode()
        digest.update(len(piece).to_bytes(4, "big"))
        digest.update(piece)
    return text_of(digest.digest())
