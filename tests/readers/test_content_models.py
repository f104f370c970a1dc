"""Content models: each way of not fitting, one at a time, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from oecheck.readers._content_models import ANY, MANY, Model, Part, misfits

OTHER = "urn:other"
MODELS = {
    "list": Model(
        (Part("head"), Part("item", 0, 2), Part(f"{{{OTHER}}}lom", 0), Part("end", 0, MANY, "tail")),
        required=frozenset({"id"}),
        optional=frozenset({"note"}),
    ),
    "head": Model(text=True),
    "item": Model(others=ANY, other_attributes=ANY),
    "tail": Model(others=frozenset({OTHER}), other_attributes=frozenset({OTHER})),
}


def told(inner: str, attributes: str = 'id="1"') -> list[tuple[str, str, str]]:
    """Misfits of a list, as (how, model, name)."""
    root = etree.fromstring(f'<list xmlns="urn:list" xmlns:o="{OTHER}" {attributes}>{inner}</list>')
    return [(found.how, found.model, found.name) for found in misfits(root, MODELS, "list")]


def test_what_fits_gives_nothing() -> None:
    inner = '<!-- c --><head>T</head> <item o:x="1"><o:any/></item><item/><o:lom/><end o:x="1"><o:a/></end><end/>'
    assert told(inner, 'id="1" note="n"') == []


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<item/>", [("missing", "list", "head")]),
        ("<item/><head/>", [("order", "list", "head")]),
        ("<head/><head/>", [("repeated", "list", "head")]),
        ("<head/><item/><item/><item/>", [("repeated", "list", "item")]),
        ("<head/><Item/>", [("unknown", "list", "Item")]),
        ("<head/><o:lom/><item/>", [("order", "list", "item")]),
        ("<head/><o:else/>", [("foreign", "list", "else")]),
        ('<head/><end xmlns=""/>', [("foreign", "list", "end")]),
        ("<head/>stray<item/>", [("text", "list", "")]),
        ("<head/><item>stray</item>", [("text", "item", "")]),
        ("<head><b/></head>", [("unknown", "head", "b")]),
        ("<head/><item><item/></item>", [("unknown", "item", "item")]),
        ('<head/><end xmlns:p="urn:third"><p:a/></end>', [("foreign", "tail", "a")]),
        ('<head/><end xmlns:p="urn:third" p:a="1"/>', [("attribute", "tail", "a")]),
        ('<head lang="en"/>', [("attribute", "head", "lang")]),
    ],
)
def test_each_misfit_is_told_once(inner: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(inner) == expected


def test_attributes_are_told_missing_and_unknown_and_those_of_instances_stand_anywhere() -> None:
    assert told("<head/>", 'Id="1"') == [("no-attribute", "list", "id"), ("attribute", "list", "Id")]
    instance = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"'
    assert told("<head/>", f'id="1" {instance}') == []


def test_a_deep_tree_is_walked_without_recursion() -> None:
    models = {"a": Model((Part("a", 0),))}
    root = node = etree.Element("a")
    for _ in range(20_000):
        node = etree.SubElement(node, "a")
    node.set("x", "1")
    assert [found.how for found in misfits(root, models, "a")] == ["attribute"]


names = st.sampled_from(["list", "head", "item", "end", f"{{{OTHER}}}lom", f"{{{OTHER}}}x", "surplus"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(names, st.integers(0, 20), st.sampled_from(["", "text", " "])), max_size=20))
def test_any_tree_gives_misfits_of_its_own_elements(parts: list[tuple[str, int, str]]) -> None:
    root = etree.Element("list")
    nodes = [root]
    for name, parent, text in parts:
        node = etree.SubElement(nodes[parent % len(nodes)], name)
        node.text = text
        nodes.append(node)
    for found in misfits(root, MODELS, "list"):
        assert found.model in MODELS
        assert found.element in nodes
        assert found.place in nodes
