"""`dataclass` as in the standard library, but for the time at which methods are made: most classes of a call have no
value.

Modules write `from extract.values import dataclass` in place of `from dataclasses import dataclass`; `replace` and the
rest of the standard library work as before. The library writes and compiles six methods for each class as its
module loads, which took a fifth of the time of a first call; here a method is compiled when it is first called.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, field, fields, replace
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "fields", "replace"]

Names = dict[str, Any]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, *, frozen=False, slots=False, kw_only=False, eq=True):
        """The decorator; its options are those of the standard library that the rooms use.

        >>> @dataclass(frozen=True, slots=True)
        ... class Point:
        ...     x: int
        ...     y: int = 0
        >>> Point(1), Point(1) == Point(1, 0), Point(1) == Point(2), replace(Point(1), y=2)
        (Point(x=1, y=0), True, False, Point(x=1, y=2))
        """

        def made(plain):
            plain.__doc__ = plain.__doc__ or plain.__name__
            listed = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(plain)
            for name, method in _methods(listed, frozen=frozen, eq=eq).items():
                if name not in plain.__dict__:
                    setattr(listed, name, method)
            return listed

        return made if cls is None else made(cls)


def _methods(cls: type, *, frozen: bool, eq: bool) -> dict[str, Callable[..., Any] | None]:
    """The methods of a class by name; those that it has itself are kept."""
    methods: dict[str, Callable[..., Any] | None] = {"__init__": _later(cls, "__init__", _init), "__repr__": _repr}
    if eq:
        methods["__eq__"] = _later(cls, "__eq__", _eq)
        methods["__hash__"] = _later(cls, "__hash__", _hash) if frozen else None
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _restore}
    return methods


def _later(cls: type, name: str, write: Callable[[Any, Names], str]) -> Callable[..., Any]:
    """A method that puts the compiled one in its place when it is first called."""

    def method(self: object, *values: object, **named: object) -> Any:
        names: Names = {}
        exec(write(cls, names), names)
        names[name].__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, names[name])
        return names[name](self, *values, **named)

    return method


def _init(cls: Any, names: Names) -> str:
    """`__init__` as the standard library writes it: fields set past the guard of frozen classes."""
    names |= {"_set": object.__setattr__, "_missing": MISSING}
    arguments: dict[bool, list[str]] = {False: ["self"], True: []}
    body = []
    for item in fields(cls):
        name, value, default = item.name, item.name, ""
        if item.default_factory is not MISSING:
            names[f"_make_{name}"] = item.default_factory
            value, default = f"_make_{name}()", "=_missing"
        elif item.default is not MISSING:
            names[f"_default_{name}"] = item.default
            default = f"=_default_{name}"
        if item.init:
            arguments[bool(item.kw_only)].append(name + default)
            value = name if value == name else f"{value} if {name} is _missing else {name}"
        if item.init or default:
            body.append(f" _set(self, {name!r}, {value})")
    body.append(" self.__post_init__()" if hasattr(cls, "__post_init__") else " return")
    listed = [*arguments[False], *(["*", *arguments[True]] if arguments[True] else [])]
    return f"def __init__({', '.join(listed)}):\n" + "\n".join(body)


def _eq(cls: Any, names: Names) -> str:
    ours, theirs = _compared(cls, "self"), _compared(cls, "other")
    return (
        f"def __eq__(self, other):\n return {ours} == {theirs} if other.__class__ is self.__class__ else NotImplemented"
    )


def _hash(cls: Any, names: Names) -> str:
    return f"def __hash__(self):\n return hash({_compared(cls, 'self')})"


def _compared(cls: Any, owner: str) -> str:
    """The values that make two objects equal, as a tuple in source."""
    return f"({''.join(f'{owner}.{item.name}, ' for item in fields(cls) if item.compare)})"


def _repr(self: Any) -> str:
    shown = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in fields(self) if item.repr)
    return f"{type(self).__qualname__}({shown})"


def _refuse(self: object, name: str, value: object = None) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, item.name) for item in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for item, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, item.name, value)
