"""Writes the letters: in Russian, as text and as plain HTML, nothing of a mark in the subject.

Source: RFC 8058 (one-click unsubscribing), RFC 3834 (letters that nobody shall answer by a program).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

from markupsafe import Markup, escape

from portal.diary.news import NewsDay, NewsLine
from portal.diary.wording import day_words, weekday_words

NEW, CONFIRMING = "Дневник: есть новое", "Дневник: подтвердите адрес"
CONFIRMING_STEPS = "Заявление о доступе к дневнику: подтвердите адрес"
WANTED = "присылать уведомления школьного дневника"
TOLD_LESS = "Что именно, видно в дневнике: в письмах без подробностей так выбрано."
WHERE = "Откройте дневник по своей ссылке."


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands on a letter. key: the same for the same letter, however often it is sent. at: aware."""

    sender: str
    to: str
    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a letter leads. account: empty where the diary is opened by a secret link, which no letter holds."""

    stop: str
    account: str = ""


def news_letter(
    envelope: Envelope, leads: Addresses, news: Sequence[NewsDay], *, name: str, shows: bool
) -> EmailMessage:
    """Return a letter about news. name: of the child, empty where it shall not stand in it. shows: what is new."""
    paragraphs = [f"{name}: в дневнике есть новое." if name else "В дневнике есть новое."]
    if shows:
        paragraphs += [
            "\n".join((weekday_words(day.day), *(f"— {line_words(line)}" for line in day.lines))) for day in news
        ]
    else:
        paragraphs.append(TOLD_LESS)
    paragraphs.append(f"Дневник: {leads.account}" if leads.account else WHERE)
    paragraphs.append(
        f"Отписаться одним нажатием: {leads.stop}\nЧто и когда присылать, выбирают в дневнике: «Уведомления»."
    )
    letter = _letter(envelope, NEW, paragraphs)
    letter["List-Unsubscribe"] = f"<{leads.stop}>"
    letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return letter


def plain_letter(envelope: Envelope, subject: str, paragraphs: Sequence[str], stop: str) -> EmailMessage:
    """Return a letter of these paragraphs that can be stopped by one press."""
    letter = _letter(envelope, subject, [*paragraphs, f"Отписаться одним нажатием: {stop}"])
    letter["List-Unsubscribe"] = f"<{stop}>"
    letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return letter


def confirming_letter(envelope: Envelope, address: str, *, is_of_application: bool) -> EmailMessage:
    """Return the letter that asks whether an address is the family's. address: where it says so.

    is_of_application: what will come are the steps of an application for access, and not what is new in a diary.
    """
    asked = "сообщать, как идёт заявление о доступе к дневнику" if is_of_application else WANTED
    return _letter(
        envelope,
        CONFIRMING_STEPS if is_of_application else CONFIRMING,
        [
            f"Кто-то попросил {asked} на этот адрес.",
            f"Если это вы, подтвердите адрес в течение трёх дней: {address}",
            "Если нет, ничего не делайте: писем больше не будет.",
        ],
    )


def line_words(line: NewsLine) -> str:
    """Return a line of news in words, such as "Алгебра, 1 сентября: 5. Контрольная работа"."""
    about = f"{line.about}, {day_words(line.day)}" if line.day else line.about
    said = ". ".join(part for part in (line.value, line.what) if part)
    return f"{about}: {said}" + (f". {line.text}" if line.text else "")


def _letter(envelope: Envelope, subject: str, paragraphs: Sequence[str]) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = envelope.sender, envelope.to, subject
    letter["Date"] = format_datetime(envelope.at.astimezone(UTC))
    letter["Message-ID"] = f"<{envelope.key}@{envelope.sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Auto-Response-Suppress"] = "All"
    letter.set_content("\n\n".join(paragraphs) + "\n")
    letter.add_alternative(_html(paragraphs), subtype="html")
    return letter


def _html(paragraphs: Sequence[str]) -> str:
    body = Markup("\n").join(Markup("<p>{}</p>").format(_linked(each)) for each in paragraphs)
    return str(Markup('<!doctype html>\n<html lang="ru"><meta charset="utf-8">\n{}\n</html>\n').format(body))


def _linked(paragraph: str) -> Markup:
    """Return a paragraph with our own addresses to press; what a teacher wrote stays a text."""
    lines = []
    for line in paragraph.split("\n"):
        words, found, address = line.rpartition(": ")
        if found and not line.startswith("— ") and address.startswith(("https://", "http://")):
            lines.append(Markup('{}: <a href="{}">{}</a>').format(words, address, address))
        else:
            lines.append(escape(line))
    return Markup("<br>\n").join(lines)
