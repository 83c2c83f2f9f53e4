"""Tables of who may sign in and what they let in; what is a person's own names no school."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData()
"""Of every table of the portal; tables.py adds the schools' own."""


def _school() -> Column[str]:
    return Column("school_id", String, primary_key=True)


accounts = Table(
    "accounts",
    metadata,
    _school(),
    Column("id", String, primary_key=True),
    Column("login", String, nullable=False),
    Column("password", String, nullable=False),
    Column("authenticator", LargeBinary, nullable=False),
    Column("last_step", BigInteger, nullable=False),
    Column("made", BigInteger, nullable=False),
)
"""People who sign in with a password and a one-time code. school_id: empty, as for all that is a person's own.

login: in small letters. password: as argon2id. authenticator: the secret of the one-time codes, sealed with the
portal's key. last_step: of the last code that was used; it opens nothing twice. made: Unix milliseconds."""

Index("ux_accounts_login", accounts.c.school_id, accounts.c.login, unique=True)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    _school(),
    Column("account", String, primary_key=True),
    Column("code_hash", String, primary_key=True),
    Column("used", BigInteger),
)
"""Codes on paper, each good for one sign-in without the phone."""

web_sessions = Table(
    "web_sessions",
    metadata,
    _school(),
    Column("id", String, primary_key=True),
    Column("token_hash", String, nullable=False),
    Column("account", String, nullable=False),
    Column("proved", Integer, nullable=False),
    Column("browser", String, nullable=False),
    Column("address_hash", String, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("ended", BigInteger),
)
"""Browsers that are signed in. proved: 1 once the one-time code was right, 0 after the password alone.

made, seen, ended: Unix milliseconds; seen is written down once in a while."""

Index("ux_web_sessions_token", web_sessions.c.school_id, web_sessions.c.token_hash, unique=True)
Index("ix_web_sessions_account", web_sessions.c.school_id, web_sessions.c.account)

authorization_codes = Table(
    "authorization_codes",
    metadata,
    _school(),
    Column("code_hash", String, primary_key=True),
    Column("account", String, nullable=False),
    Column("school", String, nullable=False),
    Column("person", String, nullable=False),
    Column("redirect_uri", String, nullable=False),
    Column("challenge", String, nullable=False),
    Column("name", String, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("granted", String, nullable=False),
)
"""What a browser takes back to the program on the same PC. granted: what was given for it, empty until it was used."""

device_codes = Table(
    "device_codes",
    metadata,
    _school(),
    Column("code_hash", String, primary_key=True),
    Column("user_code", String, nullable=False),
    Column("number", String, nullable=False),
    Column("name", String, nullable=False),
    Column("state", String, nullable=False),
    Column("account", String, nullable=False),
    Column("school", String, nullable=False),
    Column("person", String, nullable=False),
    Column("wrong", Integer, nullable=False),
    Column("interval_s", Integer, nullable=False),
    Column("asked", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
)
"""Programs that wait for somebody to let them in from a phone. number: two digits that both screens must show.

state: "waiting", "approved", "denied". wrong: numbers that were typed and did not match. asked: when it last asked."""

Index("ux_device_codes_user_code", device_codes.c.school_id, device_codes.c.user_code, unique=True)

token_keys = Table(
    "token_keys",
    metadata,
    _school(),
    Column("id", String, primary_key=True),
    Column("made", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""Keys that sign access tokens, sealed with the portal's own; the newest signs, the one before is still believed."""

identities = Table(
    "identities",
    metadata,
    _school(),
    Column("issuer", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("linked", BigInteger, nullable=False),
    Column("ended", BigInteger),
)
"""Who at a school somebody is. issuer: who vouches for the subject, "local" for the portal's own accounts.

kind: "teacher", as the record's tag, "pupil" or "parent", of which person is the pupil's id; of ESIA's people, whose
school is empty, "account", or "office" at a school. person: the record's id, the account's, or empty. linked, ended:
Unix milliseconds; ended is empty while it lasts."""

Index("ix_identities_subject", identities.c.subject)

esia_states = Table(
    "esia_states",
    metadata,
    _school(),
    Column("state", String, primary_key=True),
    Column("browser_hash", String, nullable=False),
    Column("onto", String, nullable=False),
    Column("invitation", LargeBinary, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("used", BigInteger),
    Column("system", String, nullable=False, server_default=""),
)
"""Sign-ins that went to ESIA, each good for one answer in the same browser. invitation: the link's code, sealed.

system: the school by whose own system it went, empty for the portal's common one."""

invitations = Table(
    "invitations",
    metadata,
    _school(),
    Column("code_hash", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("person", String, nullable=False),
    Column("login", String, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("used", BigInteger),
)
"""Links by which a person of a school makes an account, or gets into the own one again."""

Index("ux_invitations_code", invitations.c.code_hash, unique=True)

grants = Table(
    "grants",
    metadata,
    _school(),
    Column("id", String, primary_key=True),
    Column("account", String, nullable=False),
    Column("person", String, nullable=False),
    Column("replica", String, nullable=False),
    Column("name", String, nullable=False),
    Column("refresh_hash", String, nullable=False),
    Column("before_hash", String, nullable=False),
    Column("rotated", BigInteger, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("revoked", BigInteger),
)
"""What an account let in: one program on one PC, which works for one teacher. replica: empty until it has named itself.

refresh_hash: of the token that brings the next one. before_hash: of the one before. rotated: when it was exchanged."""

Index("ix_grants_account", grants.c.school_id, grants.c.account)
Index("ix_grants_replica", grants.c.school_id, grants.c.replica)
Index("ix_grants_refresh", grants.c.school_id, grants.c.refresh_hash)
Index("ix_grants_before", grants.c.school_id, grants.c.before_hash)

programs = Table(
    "programs",
    metadata,
    _school(),
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("secret_hash", String, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("used", BigInteger),
    Column("revoked", BigInteger),
)
"""Other programs of a school that read its roster by themselves. used: when it last got a token. Unix milliseconds."""

events = Table(
    "sign_in_events",
    metadata,
    _school(),
    Column("id", String, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("account", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("address_hash", String, nullable=False),
)
"""What happened at the entrance, never changed. school_id: empty where it is no one school's. subject: never a name."""

Index("ix_sign_in_events_at", events.c.school_id, events.c.at)
