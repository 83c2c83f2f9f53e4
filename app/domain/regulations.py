"""The school's own act on marking as it travels: settings and scales."""

from typing import ClassVar

from msgspec import Struct

from app.domain.parts import Part
from app.ids import OperationId


class Setting(Struct, frozen=True, array_like=True, tag="setting", tag_field="tag"):
    """A rule of the school that differs from the default. id: a field of MarkingRules. value: as text, "1" for yes."""

    PART: ClassVar[Part] = Part.SCHOOL
    id: str
    token: OperationId
    value: str


class MarkScale(Struct, frozen=True, array_like=True, tag="mark_scale", tag_field="tag"):
    """A scale of marks of the school's own. scheme: as scales.read_scale reads them, "10=5 9=5 8=4"."""

    PART: ClassVar[Part] = Part.SCHOOL
    id: str
    token: OperationId
    name: str
    scheme: str
