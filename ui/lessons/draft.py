"""What was typed into a field and not yet kept: the text is never lost, and its base is of when typing began."""

from dataclasses import dataclass

import msgspec
from nacl.public import SealedBox
from nacl.signing import SigningKey

from app.ids import LessonId, OperationId
from app.wire.framing import from_base64


@dataclass(slots=True)
class Draft:
    """Text of one field of one lesson. base: the token of what its author saw when typing began."""

    text: str
    base: OperationId


class Drafts:
    """Unkept texts by lesson and field, for as long as the program runs."""

    def __init__(self) -> None:
        self._held: dict[tuple[LessonId, str], Draft] = {}

    def __len__(self) -> int:
        return len(self._held)

    def of(self, lesson: LessonId, field: str) -> Draft | None:
        """Return what is typed and not kept, None where nothing is."""
        return self._held.get((lesson, field))

    def type(self, lesson: LessonId, field: str, text: str, seen: OperationId) -> None:
        """Remember what is typed; *seen* becomes the base only where typing begins."""
        draft = self._held.setdefault((lesson, field), Draft(text, seen))
        draft.text = text

    def rebase(self, lesson: LessonId, field: str, seen: OperationId) -> None:
        """Let the typed text stand against what is there now: its author has seen it and wants theirs."""
        if draft := self.of(lesson, field):
            draft.base = seen

    def drop(self, lesson: LessonId, field: str) -> None:
        """Forget what is typed: it was kept, or its author chose the other text."""
        self._held.pop((lesson, field), None)

    def sealed(self, author_seed: str) -> bytes:
        """Return the texts as they may lie in memory while the profile is locked; its author's key opens them."""
        texts = [(lesson, field, each.text, each.base) for (lesson, field), each in self._held.items()]
        return SealedBox(_key(author_seed).verify_key.to_curve25519_public_key()).encrypt(msgspec.msgpack.encode(texts))

    def take_back(self, sealed: bytes, author_seed: str) -> None:
        """Take back what was sealed."""
        opened = SealedBox(_key(author_seed).to_curve25519_private_key()).decrypt(sealed)
        for lesson, field, text, base in msgspec.msgpack.decode(opened, type=list[tuple[str, str, str, str]]):
            self._held[LessonId(lesson), field] = Draft(text, OperationId(base))


def _key(author_seed: str) -> SigningKey:
    return SigningKey(from_base64(author_seed))
