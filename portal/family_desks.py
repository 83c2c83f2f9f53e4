"""What the family's pages answer one request with: from the database, or from the copy of it that only reads."""

from dataclasses import dataclass, replace
from typing import Any

import litestar

from portal.diary.desk import DiaryDesk
from portal.diary.kept_pages import KeptPages
from portal.far_reading import course_of, noted
from portal.notices.pages import NoticesDesk
from portal.store.standby import Standby

Asked = litestar.Request[Any, Any, Any]


@dataclass(frozen=True)
class FamilyDesks:
    """The desks. far: pages drawn from the copy. standby: None where there is none."""

    kept: KeptPages
    far: KeptPages
    diary: DiaryDesk
    notices: NoticesDesk
    standby: Standby | None

    def kept_for(self, request: Asked) -> KeptPages:
        """Return the pages that were drawn."""
        return self.far if course_of(request).is_far else self.kept

    def diary_for(self, request: Asked) -> DiaryDesk:
        """Return what the diary's pages read from and write to."""
        if self.standby is None:
            return self.diary
        course = course_of(request)
        opened = self.standby.reading if course.is_far else self.diary.reading
        return replace(self.diary, reading=opened, writing=noted(self.diary.writing, course))

    def notices_for(self, request: Asked) -> NoticesDesk:
        """Return the same for the pages of notices."""
        return replace(self.notices, diary=self.diary_for(request))
