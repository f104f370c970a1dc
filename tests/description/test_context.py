"""The record as linked data: the triples that a harvester gets, without a network."""

from __future__ import annotations

import json
from typing import Any

import pytest

from oecheck.description._data import schema
from oecheck.values.locations import schemas_root

rdflib = pytest.importorskip("rdflib", reason="rdflib is a development dependency")

DCTERMS = "http://purl.org/dc/terms/"
ELM = "http://data.europa.eu/snb/model/elm/"
SCHEMA_ORG = "https://schema.org/"
COURSE = "https://example.edu/c"


# rdflib's own JSON-LD parser uses a class of rdflib that rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@pytest.fixture
def graph() -> Any:
    context = json.loads((schemas_root() / "course-description.context.jsonld").read_bytes())["@context"]
    keys = schema()["properties"].items()
    record = {key: part["examples"][0] for key, part in keys if key[0] not in "$@"}
    graph = rdflib.Graph()
    graph.parse(
        data=json.dumps({**record, "@context": context, "@id": COURSE}),
        format="json-ld",
        publicID="https://example.edu/p/",
    )
    return graph


def test_context_knows_every_key_of_the_schema() -> None:
    context = json.loads((schemas_root() / "course-description.context.jsonld").read_bytes())["@context"]
    assert {key for key in schema()["properties"] if key[0] not in "$@"} - set(context) == set()


@pytest.mark.parametrize(
    ("term", "value", "language"),
    [
        (DCTERMS + "title", "Eau potable sûre", "fr"),
        (DCTERMS + "identifier", "https://example.edu/courses/safe-water", None),
        (DCTERMS + "license", "CC-BY-4.0", None),
        (SCHEMA_ORG + "keywords", "water", None),
        (SCHEMA_ORG + "accessMode", "textual", None),
        (SCHEMA_ORG + "accessibilityHazard", "none", None),
        (DCTERMS + "conformsTo", "WCAG 2.2 AA", None),
    ],
)
def test_course_states_a_term(graph: Any, term: str, value: str, language: str | None) -> None:
    assert (rdflib.URIRef(COURSE), rdflib.URIRef(term), rdflib.Literal(value, lang=language)) in graph


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        (ELM + "creditPoint", ELM + "framework", "ECTS"),
        (ELM + "learningOutcome", DCTERMS + "identifier", "LO1"),
        (ELM + "provenBy", SCHEMA_ORG + "assesses", "LO1"),
        (SCHEMA_ORG + "about", SCHEMA_ORG + "termCode", "0712"),
        (SCHEMA_ORG + "provider", SCHEMA_ORG + "addressCountry", "KE"),
    ],
)
def test_part_of_the_course_states_a_term(graph: Any, first: str, second: str, value: str) -> None:
    nodes = graph.objects(rdflib.URIRef(COURSE), rdflib.URIRef(first))
    assert rdflib.Literal(value) in {found for node in nodes for found in graph.objects(node, rdflib.URIRef(second))}


def test_files_become_addresses_relative_to_the_record(graph: Any) -> None:
    found = {str(value) for value in graph.objects(predicate=rdflib.URIRef(SCHEMA_ORG + "contentUrl"))}
    assert "https://example.edu/p/media/pump.mp4" in found
