"""Two of the office save at the same moment: one is taken, the other is told."""

from concurrent.futures import ThreadPoolExecutor

import requests

from app.domain.rules import MarkingRules
from app.domain.settings import setting_text
from portal.admin.rule_fields import FIELDS
from portal.office.forms import form_token
from tests.portal.office.office_portal import OfficePortal

DEFAULTS = MarkingRules()
TIMEOUT_S = 20


def save(office: OfficePortal, home: str, five_from: str) -> int:
    """Save another threshold on a form of the default rules; return the answer's status."""
    form = {"token": form_token(home.rpartition("/")[2]), "step": "save"}
    form |= {f"typed.{name}": field.text_in(DEFAULTS) for name, field in FIELDS.items()}
    form |= {f"drawn.{name}": setting_text(DEFAULTS, name) for name in FIELDS}
    return requests.post(
        f"{home}/rules",
        data=form | {"typed.five_from": five_from},
        headers={"Origin": office.process.url},
        timeout=TIMEOUT_S,
        allow_redirects=False,
    ).status_code


def test_of_eight_who_save_at_once_one_is_taken_and_the_others_are_told(office: OfficePortal) -> None:
    wanted = [(office.home, f"4,6{n}") for n in range(8)]
    with ThreadPoolExecutor(len(wanted)) as people:
        answers = list(people.map(lambda each: save(office, *each), wanted))
    assert sorted(answers) == [303] + [422] * 7
    assert FIELDS["five_from"].text_in(office.rules) == wanted[answers.index(303)][1]
