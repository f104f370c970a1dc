"""What is wrong with a rendered report, by the schema or the rules of its format."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from lxml import etree

from tests.conftest import REPOSITORY

_SCHEMAS = Path(os.environ.get("OECHECK_SHARED", REPOSITORY.parent / "shared")) / "official-schemas"
_VOID = {"br", "input", "link", "meta", "wbr"}
_COMMAND = re.compile(r"::(error|warning|notice) [^\n]*?::[^\n]+")
_SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def problems(name: str, made: bytes) -> list[str]:
    """What a reader of the format would complain of; an official schema is used where it is here."""
    return _CHECKS[name](made)


def _sarif(made: bytes) -> list[str]:
    log = json.loads(made)
    found = [str(error) for error in _sarif_schema().iter_errors(log)] if _sarif_schema() else []
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            found.append(f"index of {result['ruleId']}")
        if (result["kind"] == "fail") == (result["level"] == "none"):
            found.append(f"level of {result['ruleId']}")
        for place in result["locations"]:
            region = place["physicalLocation"].get("region", {"startLine": 1})
            if region["startLine"] < 1 or region.get("startColumn", 1) < 1:
                found.append(f"region of {result['ruleId']}")
    return found


@cache
def _sarif_schema() -> Any:
    file = _SCHEMAS / "sarif-2.1.0" / "sarif-schema-2.1.0.json"
    return jsonschema_rs.validator_for(json.loads(file.read_bytes())) if file.is_file() else None


def _junit(made: bytes) -> list[str]:
    root = etree.fromstring(made)
    schema = _junit_schema()
    if schema is not None and not schema.validate(root):
        return [str(error) for error in schema.error_log]
    wrong = []
    for suite in root:
        for kind, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            if int(suite.get(count)) != len(suite.findall(f"testcase/{kind}")):
                wrong.append(f"{count} of {suite.get('name')}")
    return wrong


@cache
def _junit_schema() -> Any:
    file = _SCHEMAS / "junit" / "JUnit.xsd"
    return etree.XMLSchema(etree.parse(file)) if file.is_file() else None


def _earl(made: bytes) -> list[str]:
    document = json.loads(made)
    names = [node["id"] for node in document["@graph"]]
    twice = {name for name in names if names.count(name) > 1} if len(names) < 500 else set()
    return [f"described twice: {name}" for name in sorted(twice)]


def _csv(made: bytes) -> list[str]:
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), strict=True))
    wrong = [f"{len(row)} cells" for row in rows if len(row) != len(rows[0])]
    formulas = [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    return wrong + formulas


def _github(made: bytes) -> list[str]:
    lines = made.decode().split("\n")
    assert lines.pop() == ""
    wrong = [line for line in lines if not _COMMAND.fullmatch(line)]
    for kind in ("error", "warning"):
        if sum(line.startswith(f"::{kind} ") for line in lines) > 10:
            wrong.append(f"more than 10 of {kind}")
    return wrong


def _gitlab(made: bytes) -> list[str]:
    entries = json.loads(made)
    wrong = [] if len({entry["fingerprint"] for entry in entries}) == len(entries) else ["a fingerprint twice"]
    for entry in entries:
        if set(entry) != {"description", "check_name", "fingerprint", "severity", "location"}:
            wrong.append(f"keys {sorted(entry)}")
        if entry["severity"] not in _SEVERITIES or not entry["description"] or not entry["location"]["path"]:
            wrong.append(f"entry {entry['check_name']}")
        if entry["location"]["lines"]["begin"] < 1:
            wrong.append(f"line of {entry['check_name']}")
    return wrong


class _Page(HTMLParser):
    """Elements that are not closed, ids used twice, links that lead nowhere, whatever loads something."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        if tag in ("img", "iframe", "link", "object", "embed", "base"):
            self.wrong.append(f"element {tag}")
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        for name, value in attrs:
            if name.startswith("on") or name in ("src", "style"):
                self.wrong.append(f"attribute {name}")
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"end of {tag}")


def _html(made: bytes) -> list[str]:
    page = _Page()
    page.feed(made.decode())
    page.close()
    wrong = [*page.wrong, *(f"not closed: {tag}" for tag in page.open)]
    wrong += [f"id twice: {name}" for name in sorted(set(page.ids)) if page.ids.count(name) > 1]
    wrong += [f"link to {link}" for link in page.links if link[:1] != "#" or link[1:] not in page.ids]
    steps = zip(page.levels, page.levels[1:], strict=False)
    wrong += [f"heading {after} after {before}" for before, after in steps if after > before + 1]
    return wrong if page.levels[:1] == [1] and page.levels.count(1) == 1 else [*wrong, "not one first heading"]


def _markdown(made: bytes) -> list[str]:
    text = made.decode()
    markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py reads Markdown as its readers do")
    tokens = markdown_it.MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    wrong = [token.type for token in inline if token.type in ("link_open", "image")]
    pieces = [token.content for token in (*tokens, *inline) if token.type in ("html_block", "html_inline")]
    ours = re.compile(r"(?:</?details>|</?summary>[^<>]*|<!-- -->|\s)*")
    wrong += [piece for piece in pieces if not ours.fullmatch(piece)]
    return wrong if len(text) < 65_536 else [*wrong, f"{len(text)} letters"]


_CHECKS: dict[str, Callable[[bytes], list[str]]] = {
    "csv": _csv,
    "earl": _earl,
    "github": _github,
    "gitlab": _gitlab,
    "html": _html,
    "junit": _junit,
    "markdown": _markdown,
    "sarif": _sarif,
}
