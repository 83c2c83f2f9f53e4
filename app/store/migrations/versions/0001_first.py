"""The first schema: a table for each kind of record, the outbox, and what synchronisation needs around them."""

from alembic import op

revision = "0001"
down_revision = None


TABLES = (
    (
        "CREATE TABLE assignment ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "teacher VARCHAR NOT NULL, first DATE NOT NULL, last DATE, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE attendance ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "lesson VARCHAR NOT NULL, pupil VARCHAR NOT NULL, code VARCHAR NOT NULL, minutes INTEGER NOT NULL, "
        "author VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE bell ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, shift INTEGER NOT NULL, "
        "weekday INTEGER NOT NULL, number INTEGER NOT NULL, starts VARCHAR NOT NULL, ends VARCHAR NOT NULL, "
        "PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE closing ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, term VARCHAR NOT NULL, "
        "school_class VARCHAR NOT NULL, closed BOOLEAN NOT NULL, reason VARCHAR NOT NULL, "
        "author VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        'CREATE TABLE "conflict" ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, '
        "entity VARCHAR NOT NULL, lesson VARCHAR NOT NULL, pupil VARCHAR, field VARCHAR NOT NULL, "
        "value VARCHAR NOT NULL, author VARCHAR NOT NULL, replica VARCHAR NOT NULL, wall VARCHAR NOT NULL, "
        "resolved BOOLEAN NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE duty ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, teacher VARCHAR NOT NULL, "
        "role VARCHAR NOT NULL, first DATE NOT NULL, last DATE, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE enrolment ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, pupil VARCHAR NOT NULL, "
        'school_class VARCHAR NOT NULL, first DATE NOT NULL, last DATE, "order" VARCHAR NOT NULL, '
        "PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE fetched ( part VARCHAR NOT NULL, kind VARCHAR NOT NULL, id VARCHAR NOT NULL, "
        "PRIMARY KEY (part, kind, id) )"
    ),
    (
        "CREATE TABLE final_mark ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "pupil VARCHAR NOT NULL, period VARCHAR NOT NULL, value VARCHAR NOT NULL, average VARCHAR NOT NULL, "
        "reason VARCHAR NOT NULL, author VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        'CREATE TABLE "group" ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, school_class VARCHAR NOT NULL, '
        "name VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE holiday ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, name VARCHAR NOT NULL, "
        "first DATE NOT NULL, last DATE NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE identity ( address VARCHAR NOT NULL, school VARCHAR NOT NULL, teacher VARCHAR NOT NULL, "
        "replica VARCHAR NOT NULL, token VARCHAR NOT NULL, portal_key VARCHAR NOT NULL, "
        "author_seed VARCHAR NOT NULL )"
    ),
    (
        'CREATE TABLE journal ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, "group" VARCHAR NOT NULL, '
        "subject VARCHAR NOT NULL, year INTEGER NOT NULL, hours INTEGER NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE lesson ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "day DATE NOT NULL, number INTEGER NOT NULL, room VARCHAR NOT NULL, cancelled BOOLEAN NOT NULL, "
        "topic VARCHAR NOT NULL, topic_token VARCHAR NOT NULL, homework VARCHAR NOT NULL, "
        "homework_token VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE mark ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "lesson VARCHAR NOT NULL, pupil VARCHAR NOT NULL, work VARCHAR, value VARCHAR NOT NULL, "
        "author VARCHAR NOT NULL, annulled BOOLEAN NOT NULL, reason VARCHAR NOT NULL, "
        "comment VARCHAR NOT NULL, comment_token VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        'CREATE TABLE membership ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, "group" VARCHAR NOT NULL, '
        "pupil VARCHAR NOT NULL, first DATE NOT NULL, last DATE, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE outbox ( n INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, boot VARCHAR NOT NULL, "
        "id VARCHAR NOT NULL, entity VARCHAR NOT NULL, base VARCHAR, body BLOB NOT NULL, outcome VARCHAR, "
        "reason VARCHAR NOT NULL, seq INTEGER NOT NULL, shown INTEGER NOT NULL, seen INTEGER NOT NULL, UNIQUE (id) )"
    ),
    (
        'CREATE TABLE parts ( part VARCHAR NOT NULL, version VARCHAR NOT NULL, "after" VARCHAR NOT NULL, '
        "received INTEGER NOT NULL, complete INTEGER NOT NULL, PRIMARY KEY (part) )"
    ),
    (
        "CREATE TABLE plan_item ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "number INTEGER NOT NULL, section VARCHAR NOT NULL, topic VARCHAR NOT NULL, hours INTEGER NOT NULL, "
        "control VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE pupil ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, surname VARCHAR NOT NULL, "
        "name VARCHAR NOT NULL, patronymic VARCHAR NOT NULL, born DATE NOT NULL, sex VARCHAR NOT NULL, "
        "PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE reading_point ( epoch VARCHAR NOT NULL, seq INTEGER NOT NULL, chain VARCHAR NOT NULL, "
        "scope VARCHAR NOT NULL )"
    ),
    (
        "CREATE TABLE school ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, name VARCHAR NOT NULL, "
        "short VARCHAR NOT NULL, year INTEGER NOT NULL, zone VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE school_class ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, grade INTEGER NOT NULL, "
        "letter VARCHAR NOT NULL, shift INTEGER NOT NULL, teacher VARCHAR, PRIMARY KEY (id) )"
    ),
    "CREATE TABLE sessions ( boot VARCHAR NOT NULL, header BLOB NOT NULL, PRIMARY KEY (boot) )",
    ("CREATE TABLE setting ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, value VARCHAR NOT NULL, PRIMARY KEY (id) )"),
    (
        "CREATE TABLE subject ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, name VARCHAR NOT NULL, "
        "short VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE teacher ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, surname VARCHAR NOT NULL, "
        "name VARCHAR NOT NULL, patronymic VARCHAR NOT NULL, login VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE term ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, name VARCHAR NOT NULL, "
        "ordinal INTEGER NOT NULL, first_grade INTEGER NOT NULL, last_grade INTEGER NOT NULL, "
        "first DATE NOT NULL, last DATE NOT NULL, PRIMARY KEY (id) )"
    ),
    ("CREATE TABLE underlay ( id VARCHAR NOT NULL, kind VARCHAR NOT NULL, body BLOB, PRIMARY KEY (id, kind) )"),
    (
        "CREATE TABLE work ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "lesson VARCHAR NOT NULL, type VARCHAR NOT NULL, title VARCHAR NOT NULL, weight INTEGER NOT NULL, "
        "annulled BOOLEAN NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE work_type ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, name VARCHAR NOT NULL, "
        "short VARCHAR NOT NULL, weight INTEGER NOT NULL, colour VARCHAR NOT NULL, ordinal INTEGER NOT NULL, "
        "PRIMARY KEY (id) )"
    ),
)

INDEXES = (
    "CREATE INDEX ix_attendance_journal ON attendance (journal)",
    "CREATE INDEX ix_attendance_lesson_pupil ON attendance (lesson, pupil)",
    'CREATE INDEX ix_conflict_entity ON "conflict" (entity)',
    "CREATE INDEX ix_final_mark_journal_period ON final_mark (journal, period)",
    "CREATE INDEX ix_lesson_day ON lesson (day)",
    "CREATE INDEX ix_lesson_journal_day ON lesson (journal, day)",
    "CREATE INDEX ix_mark_journal ON mark (journal)",
    "CREATE INDEX ix_mark_lesson_pupil ON mark (lesson, pupil)",
    "CREATE INDEX ix_mark_work ON mark (work)",
    'CREATE INDEX ix_membership_group ON membership ("group")',
    "CREATE INDEX ix_outbox_attention ON outbox (entity) WHERE outcome IN ('held', 'rejected')",
    "CREATE INDEX ix_outbox_entity ON outbox (entity, shown)",
    "CREATE INDEX ix_outbox_shown ON outbox (seq) WHERE shown = 1",
    "CREATE INDEX ix_outbox_waiting ON outbox (n) WHERE outcome IS NULL",
    "CREATE INDEX ix_plan_item_journal ON plan_item (journal)",
    "CREATE INDEX ix_work_journal ON work (journal)",
    "CREATE INDEX ix_work_lesson ON work (lesson)",
)


def upgrade() -> None:
    """Make them."""
    for statement in (*TABLES, *INDEXES):
        op.execute(statement)
