from tests.portal.conftest import school_template

__all__ = ["school_template"]
