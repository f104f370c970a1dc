"""The JSON-LD context: our keys and the terms of W3C vocabularies that they mean."""

from __future__ import annotations

from typing import Any

__all__ = ["CONTEXT"]

_WORDS = {"@type": "@vocab"}
_PLAIN = {"@language": None}


def _reference(term: str) -> dict[str, str]:
    return {"@id": term, "@type": "@id"}


CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ptr": "http://www.w3.org/2009/pointers#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "assertedBy": _reference("earl:assertedBy"),
    "subject": _reference("earl:subject"),
    "test": _reference("earl:test"),
    "result": "earl:result",
    "mode": {"@id": "earl:mode", **_WORDS},
    "outcome": {"@id": "earl:outcome", **_WORDS},
    "info": "earl:info",
    "pointer": "earl:pointer",
    "title": "dct:title",
    "description": "dct:description",
    "date": {"@id": "dct:date", **_PLAIN},
    "identifier": {"@id": "dct:identifier", **_PLAIN},
    "hasVersion": {"@id": "dct:hasVersion", **_PLAIN},
    "format": {"@id": "dct:format", **_PLAIN},
    "isPartOf": _reference("dct:isPartOf"),
    "relation": _reference("dct:relation"),
    "name": {"@id": "doap:name", **_PLAIN},
    "personName": {"@id": "foaf:name", **_PLAIN},
    "revision": {"@id": "doap:revision", **_PLAIN},
    "reference": _reference("ptr:reference"),
    "lineNumber": {"@id": "ptr:lineNumber", "@type": "xsd:integer"},
    "charNumber": {"@id": "ptr:charNumber", "@type": "xsd:integer"},
    "expression": {"@id": "ptr:expression", **_PLAIN},
}
"""`@language: null` keeps names and numbers from being marked as text in the language of the report."""
