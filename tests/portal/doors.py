"""Every way into the portal over HTTP: by what it is opened, found by a route's path, so that a new route has one."""

import re
from dataclasses import dataclass
from enum import Enum, auto


class Shape(Enum):
    """How a door looks to who has no key to it."""

    OPEN = auto()
    """Shows everybody the same, or what they have brought along themselves."""
    PROTOCOL = auto()
    """Answers a program in the protocol's words."""
    PROGRAM = auto()
    """Answers a program in OAuth's words."""
    ROSTER = auto()
    """Answers a program in the words of the OneRoster standard."""
    SECRET = auto()
    """Is not there for who has no secret address."""
    ACCOUNT = auto()
    """Leads to the sign-in."""


@dataclass(frozen=True, slots=True)
class Door:
    """Routes that are opened by the same key. paths: what their paths match as a whole."""

    title: str
    paths: str
    shape: Shape
    key: str
    about: str


DOORS = (
    Door(
        "the protocol, of a PC",
        r"/peremena/1/(hello|exchange|snapshot|digests|known|fork|witness)",
        Shape.PROTOCOL,
        "the PC's token, of one teacher at one school",
        "what this teacher may read and write; another school or PC named in a request is not there",
    ),
    Door(
        "the protocol, of a new PC",
        r"/peremena/1/(replica|recover)",
        Shape.PROTOCOL,
        "a one-time code of the office, or an access token with the author's signature",
        "a token; the key of one's own journal",
    ),
    Door(
        "the protocol, of a courier",
        r"/peremena/1/(courier|park)",
        Shape.PROTOCOL,
        "nothing: each operation is sealed to the portal and signed by its author's PC",
        "the outcome's number, nothing of the school",
    ),
    Door("the protocol, of anybody", r"/peremena/1/ping", Shape.PROTOCOL, "nothing", "the portal's public key"),
    Door(
        "the diary",
        r"/diary/\{code:str\}(/.*)?",
        Shape.SECRET,
        "a secret link of one pupil; or the sign-in of whom the school has named to be this pupil or a parent",
        "one pupil's diary",
    ),
    Door(
        "the calendar",
        r"/calendar/\{name:str\}",
        Shape.SECRET,
        "a secret address of its own, which can be taken back",
        "one pupil's timetable and homework, for a calendar that cannot sign in",
    ),
    Door(
        "a letter's addresses",
        r"/notices/(confirm|stop)/\{secret:str\}",
        Shape.SECRET,
        "the secret address in a letter, for this alone",
        "that letters come to the address, or come no more; nothing of the diary",
    ),
    Door(
        "the feed of news",
        r"/feed/\{name:str\}",
        Shape.SECRET,
        "a secret address of its own, which can be taken back",
        "what is new in one pupil's diary, as far as the family chose; no name",
    ),
    Door(
        "the office",
        r"/office/\{code:str\}(/.*)?",
        Shape.SECRET,
        "a secret link of twelve hours, given by a command, by the sign-in of somebody of the office, or on a deputy "
        "head's own page after the sign-in",
        "the school's lists, and what its final marks and absences come to; for a deputy head, while the duty lasts, "
        "what waits for a decision, how journals are kept, figures and events, what the operator wants done, and none "
        "of the lists",
    ),
    Door(
        "an invitation",
        r"/join/\{code:str\}",
        Shape.SECRET,
        "a secret link, once, seven days",
        "an account of the person it names",
    ),
    Door(
        "a person's pages",
        r"/account|/device|/roles",
        Shape.ACCOUNT,
        "the sign-in with both proofs, or by ESIA",
        "the own devices, sign-ins, schools and children",
    ),
    Door(
        "applications for access",
        r"/access(/new|/\{key:str\})?",
        Shape.ACCOUNT,
        "the sign-in by ESIA of who was confirmed; or with both proofs, of whom a school of the portal has let in",
        "the own applications; of a pupil nothing but whether all that was stated fits",
    ),
    Door(
        "letting a program in",
        r"/oauth/authorize",
        Shape.ACCOUNT,
        "the sign-in with both proofs, or by ESIA; only for an address of the program itself",
        "a code for the program on the same PC",
    ),
    Door(
        "tokens",
        r"/oauth/(token|device_authorization|revoke)",
        Shape.PROGRAM,
        "a code with its verifier, a device's code, or a refresh token, each once",
        "an access token of ten minutes",
    ),
    Door(
        "the roster's tokens",
        r"/ims/oneroster/token",
        Shape.PROGRAM,
        "the id and the secret of a program that the operator registered",
        "a token of ten minutes for the roster of its school",
    ),
    Door(
        "the roster, of other programs",
        r"/ims/oneroster/rostering/v1p2/.*",
        Shape.ROSTER,
        "the token of a program of the school that was not revoked",
        "the school's people, classes and load, for reading; no birth dates, marks or absences",
    ),
    Door(
        "the sign-in",
        r"/sign-in(/code)?|/esia/(start|callback)",
        Shape.OPEN,
        "login and password, then a one-time code; or an answer of ESIA in the browser that began",
        "a session",
    ),
    Door(
        "what is the same for everybody",
        r"/static/.*|/health|/schema(/.*)?|/oauth/keys|/\.well-known/oauth-authorization-server",
        Shape.OPEN,
        "nothing",
        "styles, the description of the protocol, public keys",
    ),
)
"""In the order in which they are described."""


def door_of(path: str) -> Door:
    """Return the door of a route; a route without one is not ready to be shown to anybody."""
    found = [door for door in DOORS if re.fullmatch(door.paths, path)]
    assert len(found) == 1, f"{path}: a route needs exactly one row of DOORS, has {len(found)}"
    return found[0]
