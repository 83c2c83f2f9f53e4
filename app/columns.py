"""Turns a record's fields into the columns of a table: one description for the desktop's and the portal's tables."""

import types
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from sqlalchemy import Boolean, Column, Date, Integer, Row, String
from sqlalchemy.types import TypeEngine

S = TypeVar("S", bound=Struct)

_TYPES: dict[type, type[TypeEngine[Any]]] = {str: String, int: Integer, bool: Boolean, date: Date}


def columns_of(kind: type[Struct]) -> list[Column[Any]]:
    """Return fresh columns for the fields of a record, in their order; `id` is part of the primary key."""
    hints = get_type_hints(kind)
    return [_column(name, hints[name]) for name in kind.__struct_fields__]


def values_of(record: Struct) -> dict[str, Any]:
    """Return a record's fields by column name, as a statement's parameters."""
    return {name: getattr(record, name) for name in record.__struct_fields__}


def record_of(kind: type[S], row: Sequence[Any] | Row[Any]) -> S:
    """Return the record that a row of exactly these columns holds."""
    return kind(*row)


def _column(name: str, hint: Any) -> Column[Any]:
    optional = get_origin(hint) in {Union, types.UnionType}
    plain = next(each for each in get_args(hint) if each is not type(None)) if optional else hint
    base = getattr(plain, "__supertype__", plain)
    return Column(name, _TYPES[base], primary_key=name == "id", nullable=optional)
