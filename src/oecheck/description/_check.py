"""The record held against its schema: what is right is kept and typed, what is not becomes a finding with a place.

A validator of our own for the part of JSON Schema 2020-12 that `course-description.schema.json` uses, because YAML is
read with every scalar as text and typed by the schema, and because a finding needs the line and what would be right.
The tests hold it against jsonschema. It descends as deep as the schema does, never as deep as the input.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, Final

from oecheck.description._scalar import WRONG, empty, typed
from oecheck.documents.yaml import YamlNode
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.values.text import collapse

__all__ = ["MAX_FINDINGS", "Checker"]

Schema = Mapping[str, Any]
_KIND_OF_TYPE: Final = {"object": "mapping", "array": "sequence"}
MAX_FINDINGS = 500
"""Mistakes of one record that are told one by one: nobody mends more before looking again."""
_SHOWN = 80  # characters of a value that a message shows


class Checker:
    """One pass over one record.

    Attributes:
        findings: what is wrong, in document order.
        positions: line and column of each key that was kept, by JSON Pointer.
        mistakes: how many there are; of these at most `MAX_FINDINGS` are among the findings.
    """

    def __init__(self, schema: Schema, file: str) -> None:
        self._schema = schema
        self._file = file
        self.findings: list[PackageFinding] = []
        self.positions: dict[str, tuple[int, int]] = {}
        self.mistakes = 0

    def check(self, root: YamlNode) -> dict[str, Any]:
        """The valid part of the record; empty where nothing of it can be used."""
        value = self._value(root, self._schema, "")
        return value if isinstance(value, dict) else {}

    def _value(self, node: YamlNode, schema: Schema, pointer: str) -> Any:
        schema = self._resolved(schema)
        branch = self._branch(node, schema)
        if empty(node):
            return self._wrong("CD-07", node, pointer, schema)
        if branch is None:
            return self._wrong("CD-03", node, pointer, schema, variant=node.kind)
        if branch["type"] == "object":
            hollow = pointer and not node.pairs
            return self._wrong("CD-07", node, pointer, schema) if hollow else self._object(node, branch, pointer)
        if branch["type"] == "array":
            return self._array(node, branch, schema, pointer)
        value = typed(node, branch)
        if value is WRONG:
            return self._wrong("CD-06", node, pointer, schema, branch=branch)
        return value

    def _resolved(self, schema: Schema) -> Schema:
        """The schema a reference leads to, with the description and examples that stand beside the reference."""
        reference = schema.get("$ref")
        if reference is None:
            return schema
        target: Schema = self._schema["$defs"][reference.removeprefix("#/$defs/")]
        return {**target, **{name: value for name, value in schema.items() if name != "$ref"}}

    def _branch(self, node: YamlNode, schema: Schema) -> Schema | None:
        """The alternative of the schema that has the kind of the node."""
        for branch in map(self._resolved, schema.get("anyOf", (schema,))):
            if _KIND_OF_TYPE.get(branch["type"], "scalar") == node.kind:
                return branch
        return None

    def _object(self, node: YamlNode, schema: Schema, pointer: str) -> Any:
        kept: dict[str, Any] = {}
        seen: set[str] = set()
        for key_node, child in node.pairs:
            key = key_node.text
            seen.add(key)
            of_key = self._schema_of_key(key, key_node, schema, pointer)
            if of_key is None:
                continue
            below = f"{pointer}/{_step(key)}"
            self.positions[below] = (key_node.line, key_node.column)
            value = self._value(child, of_key, below)
            if value is not WRONG:
                kept[key] = value
        missing = [key for key in schema.get("required", ()) if key not in seen]
        for key in missing:
            self._wrong("CD-05", node, pointer, schema, key=key, wanted=schema["properties"][key]["description"])
        least = schema.get("minProperties", 0)
        incomplete = any(key not in kept for key in schema.get("required", ()))
        return WRONG if incomplete or len(kept) < least or (node.pairs and not kept) else kept

    def _schema_of_key(self, key: str, at: YamlNode, schema: Schema, pointer: str) -> Schema | None:
        """The schema of what stands at a key; None, and a finding, where there is no such key."""
        properties: Mapping[str, Schema] = schema.get("properties", {})
        if key in properties:
            return properties[key]
        below = f"{pointer}/{_step(key)}"
        additional = schema.get("additionalProperties", False)
        if additional is False:
            near = _near(key, properties) if self.mistakes < MAX_FINDINGS else ""
            self._wrong("CD-04", at, below, schema, found=key, near=near, allowed=_names(properties))
            return None
        if typed(at, {"type": "string", **schema.get("propertyNames", {})}) is WRONG:
            self._wrong("CD-08", at, below, schema, found=key)
            return None
        found: Schema = additional
        return found

    def _array(self, node: YamlNode, schema: Schema, shown: Schema, pointer: str) -> Any:
        kept: list[Any] = []
        once: set[Any] = set()
        for child in node.items:
            below = f"{pointer}/{len(kept)}"
            known = len(self.positions)
            self.positions[below] = (child.line, child.column)
            value = self._value(child, schema["items"], below)
            if value is WRONG:
                self._forget(known)
            elif not schema.get("uniqueItems"):
                kept.append(value)
            elif value not in once:  # only lists of texts and numbers want each entry once
                once.add(value)
                kept.append(value)
        if len(kept) < schema.get("minItems", 0):
            return WRONG if node.items else self._wrong("CD-07", node, pointer, shown)
        return WRONG if node.items and not kept else kept

    def _forget(self, known: int) -> None:
        """Lets go of the positions that were noted since there were so many."""
        while len(self.positions) > known:
            self.positions.popitem()

    def _wrong(self, check: str, at: YamlNode, pointer: str, schema: Schema, **arguments: Any) -> Any:
        """Notes a finding; gives WRONG, for the caller to hand on. From a number on they are only counted."""
        self.mistakes += 1
        if self.mistakes > MAX_FINDINGS:
            return WRONG
        branch = arguments.pop("branch", schema)
        variant = arguments.pop("variant", "")
        said = {
            "key": pointer.removeprefix("/").replace("/", "."),
            "found": collapse(at.text)[:_SHOWN] if at.kind == "scalar" else at.kind,
            "wanted": schema.get("description", ""),
            "example": _example(schema),
            **arguments,
        }
        if "enum" in branch and check == "CD-06":
            said |= {"allowed": ", ".join(branch["enum"]), "near": _near(str(said["found"]), branch["enum"])}
        variant = variant or ("near" if said.get("near") else "allowed" if said.get("allowed") else "")
        source = Source(file=self._file, line=at.line, column=at.column, pointer=pointer)
        self.findings.append(PackageFinding(check=check, source=source, arguments=said, variant=variant))
        return WRONG


def _step(key: str) -> str:
    """A key as a step of a JSON Pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def _names(properties: Mapping[str, Schema]) -> str:
    """The keys that say something about the course."""
    return ", ".join(sorted(name for name in properties if name[0] not in "$@"))


def _near(word: str, words: Any) -> str:
    """The word that was most likely meant, or ""."""
    folded = {entry.casefold(): entry for entry in words}
    close = difflib.get_close_matches(word.casefold()[:_SHOWN], folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def _example(schema: Schema) -> str:
    """The first example as it would be written in one line of YAML."""
    examples = schema.get("examples")
    return _flow(examples[0]) if examples else ""


def _flow(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value)
