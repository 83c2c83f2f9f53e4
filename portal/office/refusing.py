"""Why the office's pages turn somebody away, and what they say then."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a page says instead of what was asked. status: of HTTP."""

    status: int
    title: str
    text: str


UNKNOWN = Refusal(
    404,
    "Страница не найдена",
    "Такой ссылки нет, или она больше не действует. Новую ссылку выдаёт тот, кто обслуживает портал школы.",
)
"""An unknown link, an expired one and a revoked one are told apart by nobody."""

OF_OFFICE = Refusal(
    403,
    "Это страница канцелярии",
    "Списки, расписание и доступ ведёт канцелярия школы. Завучу здесь открыты контроль, итоги и сроки хранения архива.",
)
NOT_DEPUTY = Refusal(
    403,
    "Решает завуч",
    "Ничего не изменено. Отложенные записи принимает или отклоняет завуч: в своей программе или по своей ссылке.",
)
NOT_SIGNED_IN = Refusal(
    403,
    "Нужен вход",
    "Ничего не изменено. О действиях оператора решает тот, кто вошёл сам: сотрудник канцелярии через Госуслуги или "
    "завуч со своей страницы. По ссылке решить нельзя.",
)
FOREIGN = Refusal(
    403,
    "Действие отклонено",
    "Форма пришла не с этой страницы, ничего не изменено. Откройте страницу по своей ссылке и повторите.",
)
MALFORMED = Refusal(
    400, "Форма не прочитана", "Форма пришла не целиком, ничего не изменено. Откройте страницу заново и повторите."
)
TOO_LARGE = Refusal(413, "Слишком много данных", "Ничего не изменено. Откройте страницу заново и повторите.")
TOO_OFTEN = Refusal(429, "Слишком часто", "Ничего не изменено. Подождите минуту и повторите.")
BUSY = Refusal(503, "Портал занят", "Ничего не изменено: идёт загрузка списков. Повторите через несколько секунд.")
DECIDED = Refusal(
    409, "Уже решено", "Ничего не изменено: пока вы смотрели, решил кто-то другой. Откройте сообщение заново."
)
BROKEN = Refusal(
    500,
    "Что-то пошло не так",
    "Ничего не изменено. Повторите, а если не поможет, сообщите тому, кто обслуживает портал.",
)


class PageRefusedError(Exception):
    """A page is refused and nothing was changed. retry_after_s: 0 where waiting does not help."""

    def __init__(self, refusal: Refusal, *, retry_after_s: int = 0) -> None:
        super().__init__(refusal.title)
        self.refusal = refusal
        self.retry_after_s = retry_after_s
