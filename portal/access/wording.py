"""What the applicant's pages say: steps, why an application was refused, and what to do now, in plain words."""

from portal.access.checking import Reason
from portal.auth.applications import Application, Step
from portal.office.applications_wording import STATES, STEPS

MISMATCH = (
    "Сведения не совпали с данными школы. Проверьте школу, класс, фамилию, имя и дату рождения и подайте заявление "
    "снова. Если всё верно, обратитесь в школу."
)
REASONS = {
    Reason.MISMATCH: MISMATCH,
    Reason.NOT_SELF: (
        "Свой дневник открывают по своей подтверждённой учётной записи Госуслуг: фамилия, имя и дата рождения в "
        "заявлении должны совпадать с ней. Без неё приглашение выдаёт школа. Родители отмечают, кто они ребёнку."
    ),
    Reason.YOUNG: "Свой доступ к дневнику — с 14 лет. До этого дневник смотрят родители: подать может любой из них.",
    Reason.HOLDS: (
        "Доступ к этому дневнику уже открыт. Если вы не можете войти, доступ восстановит школа: придите с документом "
        "к классному руководителю или в канцелярию."
    ),
    Reason.HELD_BEFORE: (
        "Раньше доступ у вас был и закончился. Восстановить его может только школа: придите с документом к классному "
        "руководителю или в канцелярию."
    ),
}
"""Why the portal itself has refused; one sentence for whatever does not fit the school's data."""


def step_words(step: Step) -> str:
    """Return what was done."""
    return STEPS[step.step]


def reason_words(application: Application) -> str:
    """Return why the portal itself has refused, empty where it has not."""
    return REASONS[Reason(application.reason)] if application.reason else ""


def state_words(application: Application) -> str:
    """Return how an application stands, in short."""
    return STATES[application.state]
