"""Records of the report with the fields that a test names; the others are empty."""

from collections.abc import Mapping
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

R = TypeVar("R", bound=BaseModel)


def record(kind: type[R], given: Mapping[str, Any]) -> R:
    """A valid record of a kind."""
    empty = {name: _empty(field.annotation) for name, field in kind.model_fields.items()}
    named = {name: given[name] for name in given if given[name] is not None or empty.get(name) is None}
    return kind.model_validate({**empty, **named})


def _empty(annotation: Any) -> Any:
    parts, kind = get_args(annotation), get_origin(annotation)
    if type(None) in parts:
        return None
    if kind is Literal:
        return parts[0]
    if kind in (Union, UnionType):
        return _empty(parts[0])
    return (kind or annotation)()
