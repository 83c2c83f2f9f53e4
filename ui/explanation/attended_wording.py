"""How lessons were attended, in calm words."""

from PySide6.QtCore import QCoreApplication

from app.domain.absences import LessonSums


def attended_lines(sums: LessonSums | None) -> tuple[str, ...]:
    """Return how lessons were attended, a line each: missed and why, late, released; nothing where none was held."""
    if sums is None:
        return ()
    translate = QCoreApplication.translate
    late = translate("Explanation", "Late: {count}").format(count=sums.late)
    minutes = translate("Explanation", "{late}, {minutes} min together").format(late=late, minutes=sums.minutes)
    lines = (
        _missed_text(sums) if sums.lessons else "",
        (minutes if sums.minutes else late) if sums.late else "",
        translate("Explanation", "Released from lessons: {count}").format(count=sums.released) if sums.released else "",
    )
    return tuple(line for line in lines if line)


def release_rule(sums: LessonSums | None) -> str:
    """Return what the rules make of a release, empty where the pupil was released from nothing."""
    if sums is None or not sums.released:
        return ""
    translate = QCoreApplication.translate
    if not sums.lessons:
        return translate(
            "Explanation", "Released from every lesson: “осв” is proposed where no mark was given in spite of it."
        )
    return translate(
        "Explanation", "The lessons without a release decide, and their share of the marks that a term needs is enough."
    )


def _missed_text(sums: LessonSums) -> str:
    translate = QCoreApplication.translate
    if not sums.missed:
        return translate("Explanation", "No lessons missed, held: {all}").format(all=sums.lessons)
    reasons = (
        (sums.ill, translate("Explanation", "ill")),
        (sums.excused, translate("Explanation", "excused")),
        (sums.unexcused, translate("Explanation", "no reason given")),
    )
    said = [(count, words) for count, words in reasons if count]
    why = said[0][1] if len(said) == 1 else ", ".join(f"{words} {count}" for count, words in said)
    text = translate("Explanation", "Lessons missed: {missed} of {all} ({why})")
    return text.format(missed=sums.missed, all=sums.lessons, why=why)
