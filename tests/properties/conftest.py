from tests.portal.conftest import anna, portal, school_data, school_template

__all__ = ["anna", "portal", "school_data", "school_template"]
