from pathlib import Path

import pytest

from tests.portal.conftest import school_template
from tests.simulation.world import Template, make_template

__all__ = ["school_template"]


@pytest.fixture(scope="session")
def template(school_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(school_template, tmp_path_factory.mktemp("simulated") / "template")
