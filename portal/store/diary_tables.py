"""The portal's tables around the diary's links: what was looked at, calendars, other diaries of a family."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table

from portal.store.sign_in_tables import metadata

diary_visits = Table(
    "diary_visits",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("link", String, primary_key=True),
    Column("since", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
)
"""Up to where somebody with a link has looked at what is new.

link: as in `links`, its hash. since: seq behind which everything is new to this visit, -1 for the first one. seen: seq
up to which it was shown. at: when it was last looked at, Unix milliseconds."""

calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("code_hash", String, primary_key=True),
    Column("link", String, nullable=False),
    Column("created", BigInteger, nullable=False),
)
"""Secret addresses of a pupil's timetable for calendar programs, one for a link.

link: by which it was made; with it, it ends too. created: Unix milliseconds."""

Index("ix_calendar_feeds_link", calendar_feeds.c.school_id, calendar_feeds.c.link)
Index("ux_calendar_feeds_code", calendar_feeds.c.code_hash, unique=True)

family_links = Table(
    "family_links",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("link", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""Other diaries that somebody with a link has put beside it.

sealed: name and address; only who has the link opens it."""

diary_readings = Table(
    "diary_readings",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("pupil", String, primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("link", String, primary_key=True),
    Column("account", String, nullable=False),
    Column("at", BigInteger, nullable=False),
)
"""Who has opened a pupil's diary: once a day for each link, for a year.

day: of `at`, in days since 1970. link: as in `links`, its hash. account: whose own link it is, empty for nobody's. at:
when it was opened first that day, Unix milliseconds."""

Index("ix_diary_readings_at", diary_readings.c.school_id, diary_readings.c.at)
