import pytest

from tests.simulation.school import Template, make_school


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_school(tmp_path_factory.mktemp("simulated"))
