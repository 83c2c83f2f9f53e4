"""Numbers, grounds and rules of an average in calm words."""

from datetime import date
from decimal import ROUND_DOWN, Decimal

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.domain.counting import Counting
from app.domain.explaining import Explanation, WhatIf
from app.domain.final_marks import Ground
from app.domain.finals import MeanExplanation
from app.domain.rules import PRESETS, Preset
from ui.counts import Counts

DIGITS = Decimal("0.000001")
"""How much of a quotient that does not end is written out."""


def two_places(number: Decimal) -> str:
    """Return a number as "4,36"."""
    return QLocale().toString(float(number), "f", 2)


def threshold_text(hundredths: int) -> str:
    """Return a threshold as "4,50"."""
    return two_places(Decimal(hundredths) / 100)


def quotient_text(number: Decimal) -> str:
    """Return a quotient in full, as "4,25" or "4,363636…" where it does not end."""
    shown = number.quantize(DIGITS, ROUND_DOWN)
    text = QLocale().toString(float(shown), "f", 6).rstrip("0")
    text = text.removesuffix(QLocale().decimalPoint())
    return text if shown == number else f"{text}…"


def short_day(day: date) -> str:
    """Return a day as "03.11"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "dd.MM")


def counting_text(counting: Counting) -> str:
    """Return why a mark does not count, empty where it does."""
    translate = QCoreApplication.translate
    return {
        Counting.COUNTS: "",
        Counting.NOT_IN_FORCE: translate("Explanation", "not in force"),
        Counting.RETAKEN: translate("Explanation", "re-taken, the other one counts"),
        Counting.OFF_SCALE: translate("Explanation", "only informs"),
        Counting.WEIGHTLESS: translate("Explanation", "weight 0, only informs"),
    }[counting]


def ground_text(ground: Ground) -> str:
    """Return what a proposal rests on, empty where the average says it."""
    translate = QCoreApplication.translate
    return {
        Ground.AVERAGE: "",
        Ground.PASSES: translate("Explanation", "Passes decide: they are compared with what was not passed."),
        Ground.MISSED: translate("Explanation", "Too many lessons were missed, and there are not enough marks."),
        Ground.RELEASED: translate("Explanation", "Released from the subject."),
        Ground.UNMARKED: translate("Explanation", "This class has no marks."),
        Ground.NOTHING: translate("Explanation", "No mark counts yet."),
        Ground.INCOMPLETE: translate("Explanation", "Not every mark that is needed is set yet."),
        Ground.DEPUTY_HEAD: translate("Explanation", "The deputy head decides here."),
        Ground.TENTH: translate(
            "Explanation",
            "The certificate has the mean of the marks for each term and year of classes 10 and 11. "
            "Until all of them are known nothing is proposed, and no reason is asked.",
        ),
    }[ground]


def sum_text(why: MeanExplanation) -> str:
    """Return how a mean of marks is made, as "(3 + 4) : 2 = 3,5"; empty where one mark or none makes it."""
    if why.quotient is None or why.mark.mean is None or len(why.numbers) == 1:
        return ""
    quotient, shown = quotient_text(why.quotient), two_places(why.mark.mean)
    translate = QCoreApplication.translate
    exact = translate("Explanation", "({marks}) : {count} = {quotient}")
    rounded = translate("Explanation", "({marks}) : {count} = {quotient} ≈ {shown}")
    text = exact if why.quotient == why.mark.mean else rounded
    return text.format(marks=" + ".join(map(str, why.numbers)), count=len(why.numbers), quotient=quotient, shown=shown)


def rule_lines(why: Explanation) -> list[str]:
    """Return the thresholds, and how far the next one is."""
    translate = QCoreApplication.translate
    if why.proposal.ground is not Ground.AVERAGE:
        return []
    lines = [_thresholds(why)]
    if why.distance is not None and why.next_value is not None:
        lines.append(
            translate("Explanation", "{distance} is missing for “{value}”.").format(
                distance=two_places(why.distance), value=why.next_value
            )
        )
    return lines


def enough_text(why: Explanation) -> str:
    """Return that there are too few marks, empty where there are enough."""
    if why.proposal.is_enough or why.proposal.ground in {Ground.RELEASED, Ground.UNMARKED}:
        return ""
    translate = QCoreApplication.translate
    text = translate("Explanation", "Not enough marks: {marks} of {needed}.")
    return text.format(marks=why.proposal.marks, needed=why.proposal.needed)


def needed_text(what_if: tuple[WhatIf, ...]) -> str:
    """Return how many of the best marks reach the next better proposal, empty where none is better."""
    best = [row for row in what_if if row.value == what_if[0].value and row.needed]
    if not best:
        return ""
    translate = QCoreApplication.translate
    target = best[0].needed[0].target
    ways: dict[int, str] = {}
    for row in best:
        count = row.needed[0].count
        if count is not None and count not in ways:
            text = translate("Explanation", "{marks} with weight {weight}")
            ways[count] = text.format(marks=Counts().marks_of(row.value, count), weight=row.weight)
    if not ways:
        return translate("Explanation", "“{target}” cannot be reached any more by further marks.").format(target=target)
    chosen = translate("Explanation", " or ").join(ways.values())
    return translate("Explanation", "For “{target}”: {ways}.").format(target=target, ways=chosen)


def _thresholds(why: Explanation) -> str:
    translate = QCoreApplication.translate
    known = PRESETS.get(why.preset)
    steps = list(zip(("5", "4", "3"), known, strict=True)) if known else []
    if not known:
        own = (why.next_value, why.next_threshold), (why.proposal.value, why.proposal.threshold)
        steps = [(value, least) for value, least in own if value is not None and least is not None]
    listed = " · ".join(
        translate("Explanation", "“{value}” from {least}").format(value=value, least=threshold_text(least))
        for value, least in steps
    )
    name = {
        Preset.USUAL: translate("Explanation", "usual thresholds"),
        Preset.STRICT: translate("Explanation", "strict thresholds"),
        Preset.OWN: translate("Explanation", "the school's own thresholds"),
    }[why.preset]
    return f"{listed} ({name})"
