"""The school's own act as it travels: settings, scales, bells of single days."""

from datetime import date
from typing import ClassVar

from msgspec import Struct

from app.domain.parts import Part
from app.ids import OperationId

PAUSED_WEEKS = "weeks_pause"
"""The setting by which weeks of holidays are not counted when weeks alternate; "1" for yes."""


class Setting(Struct, frozen=True, array_like=True, tag="setting", tag_field="tag"):
    """A rule of the school that differs from the default. id: a field of MarkingRules. value: as text, "1" for yes."""

    PART: ClassVar[Part] = Part.SCHOOL
    id: str
    token: OperationId
    value: str


class BellDay(Struct, frozen=True, array_like=True, tag="bell_day", tag_field="tag"):
    """When a lesson begins and ends on a single day «сокращённый день», in place of the usual bells.

    shift: 0 for all of them. name: of the day's bells. starts, ends: "08:30", empty once they are taken back.
    """

    PART: ClassVar[Part] = Part.SCHOOL
    id: str
    token: OperationId
    day: date
    shift: int
    number: int
    starts: str
    ends: str
    name: str


class MarkScale(Struct, frozen=True, array_like=True, tag="mark_scale", tag_field="tag"):
    """A scale of marks of the school's own. scheme: as scales.read_scale reads them, "10=5 9=5 8=4"."""

    PART: ClassVar[Part] = Part.SCHOOL
    id: str
    token: OperationId
    name: str
    scheme: str
