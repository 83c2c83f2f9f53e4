"""The portal's words for why it holds or refused an entry, as sentences."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

CONTEXT = "Reasons"

UNKNOWN = str(QT_TRANSLATE_NOOP("Reasons", "The portal gave a reason that this program does not know: {reason}."))

REASONS: dict[str, str] = {
    "right_ended": str(
        QT_TRANSLATE_NOOP("Reasons", "You were not a teacher of this journal on the day that the entry is about.")
    ),
    "year_over": str(
        QT_TRANSLATE_NOOP(
            "Reasons", "The school year was over before the entry reached the portal: its journals are read only."
        )
    ),
    "term_closed": str(QT_TRANSLATE_NOOP("Reasons", "The term was closed before the entry reached the portal.")),
    "unknown_kind": str(
        QT_TRANSLATE_NOOP("Reasons", "The portal is older than this program and does not know such entries yet.")
    ),
    "no_lesson": str(
        QT_TRANSLATE_NOOP(
            "Reasons", "The lesson is in none of your journals: it was removed, or the journal passed on."
        )
    ),
    "no_term": str(
        QT_TRANSLATE_NOOP(
            "Reasons",
            "The portal does not have the term that the mark is for: it may have been put back to an older state. Once "
            "the school office has entered the term again, the deputy head can accept the mark.",
        )
    ),
    "no_pupil": str(QT_TRANSLATE_NOOP("Reasons", "The pupil is not in the class or group of this journal.")),
    "no_work": str(
        QT_TRANSLATE_NOOP("Reasons", "The work is not in your journals any more: somebody has taken it back.")
    ),
    "no_mark": str(QT_TRANSLATE_NOOP("Reasons", "The mark that was to be changed is in none of your journals.")),
    "no_conflict": str(
        QT_TRANSLATE_NOOP("Reasons", "The two entries that were decided on are in none of your journals any more.")
    ),
    "has_marks": str(QT_TRANSLATE_NOOP("Reasons", "Marks stand for this work. Take them back first.")),
    "bad_value": str(QT_TRANSLATE_NOOP("Reasons", "The school's scale has no such mark or sign.")),
    "bad_weight": str(QT_TRANSLATE_NOOP("Reasons", "Such a weight is not possible: it is from 0 to 10.")),
    "bad_base": str(
        QT_TRANSLATE_NOOP("Reasons", "The entry builds on an earlier one of yours that the portal does not have.")
    ),
    "too_long": str(QT_TRANSLATE_NOOP("Reasons", "The text is too long. Write a shorter one.")),
    "no_reason": str(QT_TRANSLATE_NOOP("Reasons", "The school asks for a reason here, and none was written.")),
    "not_allowed": str(QT_TRANSLATE_NOOP("Reasons", "You may not do this; the deputy head or the school office can.")),
    "window_closed": str(
        QT_TRANSLATE_NOOP(
            "Reasons", "The school's window of correction had closed before the entry reached the portal."
        )
    ),
    "witness": str(
        QT_TRANSLATE_NOOP(
            "Reasons",
            "The portal was put back to an older state and has lost this entry; a colleague's computer had seen it.",
        )
    ),
    "no_held": str(QT_TRANSLATE_NOOP("Reasons", "The entry that was to be decided is not held any more.")),
    "decided": str(QT_TRANSLATE_NOOP("Reasons", "Somebody else has already decided this entry, and otherwise.")),
    "no_remark": str(QT_TRANSLATE_NOOP("Reasons", "The remark is in none of your journals any more.")),
    "no_request": str(
        QT_TRANSLATE_NOOP("Reasons", "The application is of a class that is not yours any more, or is not there.")
    ),
    "no_proposal": str(
        QT_TRANSLATE_NOOP("Reasons", "The message is of a class that is not yours any more, or is not there.")
    ),
    "no_journal": str(QT_TRANSLATE_NOOP("Reasons", "The journal is none of yours.")),
    "no_teacher": str(QT_TRANSLATE_NOOP("Reasons", "The school has no such teacher any more.")),
    "no_item": str(QT_TRANSLATE_NOOP("Reasons", "An item of the plan belongs to another journal.")),
    "no_absence": str(QT_TRANSLATE_NOOP("Reasons", "There is no absence that a reason could be given for.")),
    "bad_number": str(
        QT_TRANSLATE_NOOP("Reasons", "There is no such lesson in the bell schedule: it is from 0 to 10.")
    ),
    "bad_hours": str(QT_TRANSLATE_NOOP("Reasons", "An item of the plan has an impossible number of hours.")),
    "bad_id": str(QT_TRANSLATE_NOOP("Reasons", "An item of the plan could not be read.")),
    "twice": str(QT_TRANSLATE_NOOP("Reasons", "An item stands in the plan twice.")),
    "too_many": str(QT_TRANSLATE_NOOP("Reasons", "The plan is too long: at most 500 items.")),
    "empty": str(QT_TRANSLATE_NOOP("Reasons", "The text is empty.")),
    "malformed": str(
        QT_TRANSLATE_NOOP("Reasons", "The portal could not read the entry. Write it again and tell your administrator.")
    ),
}
"""One sentence for each word that judging and the portal use."""


def reason_text(reason: str) -> str:
    """Return why an entry was held or refused, as a sentence."""
    return QCoreApplication.translate(CONTEXT, REASONS.get(reason, UNKNOWN)).format(reason=reason)
