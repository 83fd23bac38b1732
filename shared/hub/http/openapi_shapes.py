"""What every part of the REST side's description is made of."""

from __future__ import annotations

from typing import Any


def fields_of(
    fields: dict[str, Any], optional: frozenset[str] | set[str] = frozenset()
) -> dict[str, Any]:
    """An object with these fields, of which all but the `optional` ones must be there."""
    required = [name for name in fields if name not in optional]
    return {"type": "object", "properties": fields, "required": required}


def operation_of(
    summary: str, body: dict[str, Any] | None, good: dict[str, Any], *, key: bool = False
) -> dict[str, Any]:
    """One method of a path; every refusal has the same form. `key`: it may be sent again."""
    operation: dict[str, Any] = {"summary": summary, "responses": good | {"default": refusal()}}
    if body is not None:
        content = {"application/json": {"schema": body}}
        operation["requestBody"] = {"content": content, "required": bool(body.get("required"))}
    if key:
        header = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}
        operation["parameters"] = [header]
    return operation


def ref(view: str) -> dict[str, str]:
    """Where a schema stands."""
    return {"$ref": f"#/components/schemas/{view}"}


def json_of(view: str) -> dict[str, Any]:
    """An answer of one of the protocol's views."""
    return {"description": view, "content": {"application/json": {"schema": ref(view)}}}


def anything() -> dict[str, Any]:
    """An answer with an object of its own kind."""
    schema = {"type": "object"}
    return {"description": "An object", "content": {"application/json": {"schema": schema}}}


OK = {"200": anything()}


def text_of() -> dict[str, Any]:
    """An answer in plain text."""
    return {"description": "Text", "content": {"text/plain": {"schema": {"type": "string"}}}}


def image() -> dict[str, Any]:
    """An answer that is a picture."""
    schema = {"type": "string", "format": "binary"}
    return {"description": "A JPEG or a PNG", "content": {"image/jpeg": {"schema": schema}}}


def refusal() -> dict[str, Any]:
    """Whatever is not answered well."""
    content = {"application/problem+json": {"schema": ref("Problem")}}
    return {"description": "A refusal with a stable code", "content": content}
