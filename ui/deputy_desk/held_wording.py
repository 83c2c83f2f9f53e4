"""What a held entry says to the deputy head: what, from what to what, why it is held, and who asks for it."""

from PySide6.QtCore import QCoreApplication

from app.domain.attention import AttentionItem
from app.domain.witnesses import WITNESS
from app.judging.held import ACCEPTED, REFUSED, WITHDRAWN
from ui.attention.reasons import reason_text
from ui.attention.wording import WITHOUT_SIDES, claimed_text, place, short, title, value_text


def was_text(item: AttentionItem) -> str:
    """Return what stood when the entry came, in words also where nothing did."""
    return value_text(item.about, item.was)


def wanted_text(item: AttentionItem) -> str:
    """Return what the entry would put there, in words also where it takes something back."""
    return value_text(item.about, item.other)


def summary_text(item: AttentionItem) -> str:
    """Return the list's second line: "Отметка · 3 сентября, урок 2 · 3 → 5 · Громова А. И."."""
    sides = "" if item.about in WITHOUT_SIDES else f"{short(was_text(item))} → {short(wanted_text(item))}"
    return " · ".join(part for part in (place(item), sides, item.author, short(item.said)) if part)


def chip_text(item: AttentionItem) -> str:
    """Return in two words why an entry is held, or how it was decided."""
    translate = QCoreApplication.translate
    if item.decision == ACCEPTED:
        return translate("Deputy", "accepted")
    if item.decision == REFUSED:
        return translate("Deputy", "refused")
    if item.decision == WITHDRAWN:
        return translate("Deputy", "come back") if item.reason == WITNESS else translate("Deputy", "taken back")
    return {
        WITNESS: translate("Deputy", "lost by the portal"),
        "term_closed": translate("Deputy", "term is closed"),
        "window_closed": translate("Deputy", "too late"),
        "year_over": translate("Deputy", "year is over"),
        "no_term": translate("Deputy", "no such term"),
        "right_ended": translate("Deputy", "not the teacher then"),
    }.get(item.reason, translate("Deputy", "held"))


def ground_text(item: AttentionItem) -> str:
    """Return why the portal holds an entry, as a sentence for the deputy head."""
    translate = QCoreApplication.translate
    return {
        WITNESS: translate(
            "Deputy",
            "The portal was put back to an older state and has lost this entry. Teachers' computers had seen it; it "
            "ends by itself once its author's computer sends it again.",
        ),
        "term_closed": translate("Deputy", "The term is closed, its marks are frozen."),
        "window_closed": translate("Deputy", "It reached the portal after the school's window of correction."),
        "right_ended": translate(
            "Deputy", "Its author was not a teacher of this journal on the day that the entry is about."
        ),
    }.get(item.reason) or reason_text(item.reason)


def author_text(item: AttentionItem) -> str:
    """Return who wrote it, when by that PC's clock, and the reason that was given."""
    translate = QCoreApplication.translate
    if item.reason == WITNESS:
        return _witness_text(item)
    author = item.author or translate("Deputy", "A teacher who is not in the lists any more")
    told = translate("Deputy", "{author}, {when}.").format(author=author, when=claimed_text(item))
    if not item.said:
        return f"{told} " + translate("Deputy", "No reason was given.")
    return f"{told} " + translate("Deputy", "Reason: {said}").format(said=item.said)


def _witness_text(item: AttentionItem) -> str:
    """Return whose a lost entry is, as far as the row says it, and whose computers had seen it."""
    translate = QCoreApplication.translate
    author = item.author or translate("Deputy", "The entry does not say whose it is")
    whose = translate("Deputy", "{author}, {when}.").format(author=author, when=claimed_text(item))
    seen = translate("Deputy", "Seen by the computers of: {names}.").format(names=", ".join(item.seen_by).rstrip("."))
    if not item.wall:
        whose = f"{author.rstrip('.')}."
    return f"{whose} {seen}" if item.seen_by else whose


def decision_text(item: AttentionItem) -> str:
    """Return how an entry was decided and by whom, empty while it waits."""
    translate = QCoreApplication.translate
    if not item.decision:
        return ""
    if item.decision == WITHDRAWN and item.reason == WITNESS:
        return translate("Deputy", "Its author has sent it again or taken it back; nothing is to be decided.")
    if item.decision == WITHDRAWN:
        return translate("Deputy", "Its author has taken it back; nothing is to be decided.")
    accepted = item.decision == ACCEPTED
    text = translate("Deputy", "Accepted: {deputy}.") if accepted else translate("Deputy", "Refused: {deputy}.")
    told = text.format(deputy=item.decided_by or translate("Deputy", "a deputy head"))
    return f"{told} {item.answer}".rstrip()


def spoken_text(item: AttentionItem) -> str:
    """Return a row as one sentence."""
    return f"{title(item)}, {summary_text(item)}, {chip_text(item)}"
