"""The description of the interface for programs, made from the types that it gives; never written by hand.

OpenAPI 3.1, whose schemas are JSON Schema 2020-12. A tuple is an array, None is null, a Literal is an enumeration.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import types
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
PLAIN: dict[type, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value in the address of an operation: where, of which type, and what for."""

    name: str
    where: Literal["path", "query"]
    type: Any
    what: str
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a program can ask for: its address, what it gives, and what it takes."""

    method: Literal["GET", "POST"]
    path: str
    what: str
    gives: Any
    parameters: tuple[Parameter, ...] = ()
    takes: type | None = None


def plain(value: Any) -> Any:
    """A value of our types as JSON has it."""
    if value is None or isinstance(value, str | int | float):
        return value
    kind: Any = type(value)
    if isinstance(value, tuple) and not hasattr(kind, "_fields"):
        return [plain(item) for item in value]
    return {name: plain(getattr(value, name)) for name in names_of(kind)}


@cache
def names_of(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a dataclass or of a tuple whose places have names."""
    named: tuple[str, ...] | None = getattr(kind, "_fields", None)
    return named or tuple(field.name for field in dataclasses.fields(kind))


def document(operations: Sequence[Operation], error: type, version: str) -> Schema:
    """The OpenAPI document of some operations."""
    found: dict[str, type] = {}
    paths: dict[str, Schema] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, error, found)
    schemas: dict[str, Schema] = {}
    while missing := found.keys() - schemas.keys():
        for name in sorted(missing):
            schemas[name] = _object(found[name], found)
    return {
        "openapi": "3.1.0",
        "info": {"title": "OnRecord", "version": version, "summary": "A record of claims, each with its exact words."},
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _operation(operation: Operation, error: type, found: dict[str, type]) -> Schema:
    made: Schema = {
        "operationId": _name(operation),
        "summary": operation.what,
        "parameters": [_parameter(parameter) for parameter in operation.parameters],
        "responses": {
            "200": _content("what was asked for", schema_of(operation.gives, found)),
            "default": _content("what is wrong, and what to do next", schema_of(error, found)),
        },
    }
    if operation.takes is not None:
        made["requestBody"] = {"required": True, **_content("", schema_of(operation.takes, found))}
        del made["requestBody"]["description"]
        made["security"] = [{"token": []}]
    return made


def _name(operation: Operation) -> str:
    parts = re.findall(r"\w+", operation.path.removeprefix("/api/v1"))
    return "_".join((operation.method.lower(), *parts))


def _content(what: str, schema: Schema) -> Schema:
    return {"description": what, "content": {"application/json": {"schema": schema}}}


def _parameter(parameter: Parameter) -> Schema:
    schema = schema_of(parameter.type, {})
    return {
        "name": parameter.name,
        "in": parameter.where,
        "required": parameter.where == "path",
        "description": parameter.what,
        "schema": {**schema, "pattern": parameter.pattern} if parameter.pattern else schema,
    }


def schema_of(kind: Any, found: dict[str, type]) -> Schema:
    """The schema of a type; dataclasses are named, and noted in ``found``."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"type": "string", "enum": list(parts)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema_of(part, found) for part in parts]}
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        return {"type": "array", "items": schema_of(parts[0], found)}
    if origin is tuple:
        inside = [schema_of(part, found) for part in parts]
        return {"type": "array", "prefixItems": inside, "minItems": len(inside), "maxItems": len(inside)}
    if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or hasattr(kind, "_fields")):
        found[kind.__name__] = kind
        return {"$ref": f"#/components/schemas/{kind.__name__}"}
    raise TypeError(f"no schema for {kind!r}")


def _object(kind: type, found: dict[str, type]) -> Schema:
    hints = get_type_hints(kind)
    return {
        "type": "object",
        "description": " ".join((inspect.getdoc(kind) or "").split()),
        "properties": {name: schema_of(hints[name], found) for name in names_of(kind)},
        "required": [name for name in names_of(kind) if name not in _optional(kind)],
        "additionalProperties": False,
    }


def _optional(kind: Any) -> tuple[str, ...]:
    """What may be left out of an object that is sent to us; what we send is always whole."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(field.name for field in dataclasses.fields(kind) if field.metadata.get("optional"))


def addresses(operations: Iterable[Operation]) -> list[tuple[str, str, str]]:
    """Method, path and purpose of each, for a page."""
    return [(operation.method, operation.path, operation.what) for operation in operations]
