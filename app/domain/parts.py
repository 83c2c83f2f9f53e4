"""The shares in which a school's records are synchronised."""

from enum import StrEnum


class Part(StrEnum):
    """A share of a school's records that is synchronised as a whole."""

    SCHOOL = "school"
    """Everybody's: terms, bells, subjects, teachers, classes, kinds of work."""
    ROSTER = "roster"
    """Of the reader's own groups only: pupils, enrolments, memberships, journals, assignments; and the own duties."""
    OWN = "own"
    """Of the reader alone: notes for oneself."""
    ACCESS = "access"
    """Of the reader's own classes only, of every class for who reads the whole school: what families ask to be decided,
    applications for access and reasons of absences."""
    JOURNAL = "journal"
    """Of one journal; on the wire such a part is named by the journal's id."""
