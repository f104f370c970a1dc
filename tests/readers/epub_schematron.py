"""The official schemas of the package document as a judge: RELAX NG, then the Schematron rules of EPUB 3.3.

The rules are written in XPath 2 for an XSLT engine; here elementpath evaluates them. `current()`, which only XSLT has,
becomes a variable. Rules whose message says WARNING are advice and left out.
"""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import elementpath
from lxml import etree
from lxml.etree import _Element

__all__ = ["refusals"]

_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_RNG = {"3.0": "derived-epub-3.3-rng/package-30.rng", "2.0": "epub-2.0.1/rng/opf20.rng"}
_SCHEMATRON = {"3.0": "epub-3.3/package-30.sch", "2.0": "epub-2.0.1/sch/opf.sch"}
_START = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="{}"/>{}</grammar>'


class _Test(NamedTuple):
    positive: bool
    expression: str
    message: str


class _Rule(NamedTuple):
    pattern: str
    context: str
    variables: tuple[tuple[str, str], ...]
    tests: tuple[_Test, ...]


def refusals(folder: Path, root: _Element) -> list[str]:
    """What the schemas refuse in a package document, as texts; empty where they accept it."""
    version = "2.0" if (root.get("version") or "").startswith("2") else "3.0"
    grammar = _grammar(folder, version)
    told = [] if grammar.validate(_sorted(root)) else [str(grammar.error_log.last_error)]
    for rules in _patterns(folder, version):
        told += _judge(rules, root)
    return told


def _sorted(root: _Element) -> _Element:
    """A copy whose metadata stand in an order that libxml2 can follow; the schema lets them stand in any."""
    made = copy.deepcopy(root)
    for metadata in made.iter("{*}metadata"):
        metadata[:] = sorted(metadata, key=_place)
    return made


def _place(node: _Element) -> tuple[bool, bool, bool, str]:
    name = str(node.tag)
    return not name.startswith(f"{{{_SPACES['dc']}}}"), name.endswith("}link"), node.get("name") is not None, name


@cache
def _grammar(folder: Path, version: str) -> etree.RelaxNG:
    path = folder / _RNG[version]
    if version == "3.0":
        return etree.RelaxNG(etree.parse(str(path)))
    start = '<start><ref name="OPF20.package-element"/></start>'
    return etree.RelaxNG(etree.fromstring(_START.format(path.as_uri(), start)))


@cache
def _patterns(folder: Path, version: str) -> tuple[tuple[_Rule, ...], ...]:
    path = folder / _SCHEMATRON[version]
    found = list(etree.parse(str(path)).getroot().iter(f"{_SCH}pattern"))
    for include in etree.parse(str(path)).getroot().iter(f"{_SCH}include"):
        found += [etree.parse(str(path.parent / str(include.get("href")))).getroot()]
    return tuple(tuple(_rule(pattern, rule) for rule in pattern.iter(f"{_SCH}rule")) for pattern in found)


def _rule(pattern: _Element, rule: _Element) -> _Rule:
    lets = [*pattern.findall(f"{_SCH}let"), *rule.findall(f"{_SCH}let")]
    tests = []
    for node in rule:
        if node.tag in (f"{_SCH}assert", f"{_SCH}report"):
            message = " ".join("".join(str(text) for text in node.itertext()).split())
            if not message.startswith("WARNING"):
                tests.append(_Test(node.tag == f"{_SCH}assert", _plain(str(node.get("test"))), message[:80]))
    variables = tuple((str(let.get("name")), _plain(str(let.get("value")))) for let in lets)
    return _Rule(str(pattern.get("id")), _select(str(rule.get("context"))), variables, tuple(tests))


def _plain(expression: str) -> str:
    return expression.replace("current()", "$current__")


def _select(context: str) -> str:
    """A match pattern as an expression that selects what it matches."""
    return " | ".join(
        one if one.startswith("/") else f"//{one}" for one in (part.strip() for part in context.split("|"))
    )


_SPACES = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


def _judge(rules: tuple[_Rule, ...], root: _Element) -> list[str]:
    """Of the rules of a pattern the first that matches a node speaks of it."""
    told: list[str] = []
    spoken: set[_Element] = set()
    for rule in rules:
        for node in _nodes(rule.context, root):
            if node in spoken:
                continue
            spoken.add(node)
            told += [f"{rule.pattern}: {test.message}" for test in rule.tests if not _holds(rule, test, root, node)]
    return told


def _nodes(expression: str, root: _Element) -> list[_Element]:
    found = elementpath.select(root.getroottree(), expression, namespaces=_SPACES, parser=elementpath.XPath2Parser)
    return [node for node in found if isinstance(node, etree._Element)]


def _holds(rule: _Rule, test: _Test, root: _Element, node: _Element) -> bool:
    """Two items of one id make some expressions meaningless; the rule on ids tells of them."""
    values: dict[str, object] = {"current__": node}
    try:
        for name, expression in rule.variables:
            values[name] = _value(expression, root, node, values)
        return bool(_value(f"boolean({test.expression})", root, node, values)) is test.positive
    except elementpath.ElementPathTypeError:
        return True


@cache
def _parsed(expression: str, names: tuple[str, ...]) -> elementpath.XPathToken:
    parser = elementpath.XPath2Parser(namespaces=_SPACES, variable_types=dict.fromkeys(names, "item()*"))
    return parser.parse(expression)


def _value(expression: str, root: _Element, node: _Element, values: dict[str, object]) -> object:
    variables: Any = values  # the stubs of elementpath name each type that a variable may have
    context = elementpath.XPathContext(root.getroottree(), item=node, variables=dict(variables))
    return _parsed(expression, tuple(sorted(values))).get_results(context)
