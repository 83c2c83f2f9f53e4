"""Why a sign-in through ESIA ends without a person; each error carries a code for the log and a sentence for people."""

import re
from typing import ClassVar

from typing_extensions import override

from portal.auth.esia import names
from portal.auth.esia.people import Standing

_CODE = re.compile(r"ESIA-\d{6}")


class EsiaError(Exception):
    """Nobody was signed in. code: of ESIA's where it named one, else a word of ours; it is written into the log."""

    TEXT: ClassVar[str]

    def __init__(self, code: str = "") -> None:
        super().__init__(code or type(self).__name__)
        self.code = code or type(self).__name__

    @property
    def text(self) -> str:
        """What to tell the person."""
        return self.TEXT


class RefusedByPersonError(EsiaError):
    """The person did not agree."""

    TEXT = "Вы не разрешили передать данные, поэтому вход не выполнен. Без имени и даты рождения портал вас не узнает."


class EsiaAwayError(EsiaError):
    """ESIA does not answer, or says that it cannot now."""

    TEXT = "Госуслуги сейчас не отвечают. Повторите вход через несколько минут."


class SystemRefusedError(EsiaError):
    """ESIA does not accept this portal's request: its signature, certificate, addresses or rights."""

    TEXT = "Госуслуги не приняли запрос портала. Сообщите тому, кто обслуживает портал, код {}."

    @property
    @override
    def text(self) -> str:
        """What to tell the person, with the code to pass on."""
        return self.TEXT.format(self.code)


class SignerError(EsiaError):
    """The portal could not sign: OpenSSL, its engine, the key or the certificate."""

    TEXT = "Портал не смог подписать запрос к Госуслугам. Сообщите тому, кто обслуживает портал."


class StrangeAnswerError(EsiaError):
    """What came back is not what ESIA says: a wrong signature, issuer, receiver, state or shape."""

    TEXT = "Ответ Госуслуг не прошёл проверку, вход не выполнен. Начните вход ещё раз."


class WrongClockError(StrangeAnswerError):
    """The times in the answer are not now, by more than the leeway."""

    TEXT = "Часы портала и Госуслуг расходятся, вход не выполнен. Сообщите тому, кто обслуживает портал."


class UsedStateError(EsiaError):
    """The answer belongs to no sign-in that this browser has begun, or was brought twice, or too late."""

    TEXT = "Этот вход уже завершён, устарел или начат в другом браузере. Начните вход ещё раз."


def error_of(error: str, description: str) -> EsiaError:
    """Return what ESIA's error means. description: free text, of which only the code is kept."""
    found = _CODE.search(description)
    code = found[0] if found else "ESIA"
    if error == names.REFUSED_BY_PERSON or code == names.REFUSAL_CODE:
        return RefusedByPersonError(code)
    if error in names.LATER:
        return EsiaAwayError(code)
    return SystemRefusedError(code)


class LinkError(EsiaError):
    """The invitation was used meanwhile, or would make two people one, or one person two."""

    TEXT = "Приглашение уже использовано, или учётная запись связана с другим человеком. Обратитесь в свою школу."


class NotInvitedError(EsiaError):
    """No school has invited this person."""

    TEXT = "Школа ещё не выдала вам приглашение. Попросите ссылку в канцелярии: по ней вход откроется сразу."


class NoGroupError(EsiaError):
    """The school has invited this person, but its head has not given them the group of access."""

    TEXT = (
        "Школа вас пригласила, но руководитель организации ещё не дал вам на Госуслугах группу доступа учителя. "
        "Приглашение действует: войдите по нему ещё раз, когда она появится."
    )


class NotConfirmedError(EsiaError):
    """Nobody has seen this person, or it is a child."""

    TEXT = "Нужна подтверждённая учётная запись Госуслуг."
    WORDS: ClassVar = {
        Standing.SIMPLIFIED: (
            "У вас упрощённая учётная запись. Укажите на Госуслугах паспорт и СНИЛС, дождитесь проверки, а затем "
            "подтвердите личность: в банке, в МФЦ или электронной подписью. После этого войдите ещё раз."
        ),
        Standing.VERIFIED: (
            "У вас стандартная учётная запись. Подтвердите личность: через приложение банка, в МФЦ или электронной "
            "подписью. Это нужно сделать один раз. После этого войдите ещё раз."
        ),
        Standing.CHILD: (
            "Это детская учётная запись. С 14 лет её заменяет своя, подтверждённая; до этого входит родитель."
        ),
    }

    def __init__(self, standing: Standing) -> None:
        super().__init__(f"not confirmed: {standing}")
        self.standing = standing

    @property
    @override
    def text(self) -> str:
        """What this person has to do, and where."""
        return self.WORDS.get(self.standing, self.TEXT)
