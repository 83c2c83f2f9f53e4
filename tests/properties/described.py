"""Values that a JSON schema describes, such as the portal's OpenAPI gives for its messages."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

Schema = Mapping[str, Any]
Texts = st.SearchStrategy[str]
Values = st.SearchStrategy[Any]

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
"""What JSON can say, and NaN besides."""


def described(schema: Schema, components: Mapping[str, Schema], texts: Texts) -> Values:
    """Return the values that a schema allows. components: by their names. texts: what a text may be."""
    if "$ref" in schema:
        return described(components[schema["$ref"].rpartition("/")[2]], components, texts)
    if "anyOf" in schema:
        return st.one_of(*(described(each, components, texts) for each in schema["anyOf"]))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    match schema.get("type"):
        case "object":
            return _objects(schema, components, texts)
        case "array":
            return _arrays(schema, components, texts)
        case _:
            return _scalars(schema, texts)


def _scalars(schema: Schema, texts: Texts) -> Values:
    match schema.get("type"), schema.get("format"):
        case "string", "date":
            return st.dates().map(str)
        case "string", _:
            return texts
        case "integer", _:
            return st.integers(-3, 10) | st.integers(-(2**70), 2**70)
        case "boolean", _:
            return st.booleans()
        case "null", _:
            return st.none()
        case _:
            return ANYTHING


def _objects(schema: Schema, components: Mapping[str, Schema], texts: Texts) -> Values:
    fields = {name: described(each, components, texts) for name, each in schema.get("properties", {}).items()}
    if not fields:
        return st.dictionaries(texts, st.integers(0, 3), max_size=3)
    needed = set(schema.get("required", ()))
    return st.fixed_dictionaries(
        {name: each for name, each in fields.items() if name in needed},
        optional={name: each for name, each in fields.items() if name not in needed},
    )


def _arrays(schema: Schema, components: Mapping[str, Schema], texts: Texts) -> Values:
    fixed = [described(each, components, texts) for each in schema.get("prefixItems", ())]
    if fixed:
        sizes = st.integers(schema.get("minItems", 0), len(fixed))
        return sizes.flatmap(lambda size: st.tuples(*fixed[:size])).map(list)
    return st.lists(described(schema.get("items") or {}, components, texts), max_size=4)
