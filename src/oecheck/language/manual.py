"""The manual page of the language, made from the cases that test it.

python -m oecheck.language.manual tests/language/cases.yaml docs/language.md
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from oecheck.texts import texts

__all__ = ["page"]

_OUTCOMES = ("absent", "unknown", "failure", "problem", "advice")


def page(data: Mapping[str, Any]) -> str:
    """The page in Markdown.

    Args:
        data: the content of the cases file; every sentence of the page stands in there.
    """
    lines = [f"# {data['title']}", "", data["about"].strip(), ""]
    for group in data["groups"]:
        lines += [f"## {group['title']}", "", group["about"].strip(), "", *_table(group["cases"], data), ""]
    lines += [f"## {data['codes_title']}", "", *_codes(data), ""]
    lines += [f"## {data['given_title']}", "", "```yaml", *_given(data["given"]), "```"]
    return "\n".join(lines) + "\n"


def _table(cases: list[dict[str, Any]], data: Mapping[str, Any]) -> list[str]:
    columns = data["columns"]
    rows = [f"| {columns['expression']} | {columns['result']} | {columns['note']} |", "|---|---|---|"]
    for case in cases:
        rows.append(f"| {_code(case['text'])} | {_result(case, data['words'])} | {_note(case, data['words'])} |")
    return rows


def _result(case: Mapping[str, Any], words: Mapping[str, str]) -> str:
    for key in _OUTCOMES:
        if key in case:
            value = case[key]
            named = ", ".join(value) if isinstance(value, list) else value
            return f"{words[key if key in words else 'problem']}: {named}"
    return _code(_written(case["gives"]))


def _note(case: Mapping[str, Any], words: Mapping[str, str]) -> str:
    parts = [_cell(case["note"])] if "note" in case else []
    if case.get("meant"):
        parts.append(f"{words['meant']} {', '.join(map(_code, case['meant']))}")
    if case.get("own", "objects") != "objects":
        parts.append(f"{words['own']}: {_cell(case['own'])}")
    return "; ".join(parts)


def _written(value: Any) -> str:
    """A value as the language writes it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_written(key)}: {_written(part)}" for key, part in value.items()) + "}"
    return repr(value)


def _code(text: str) -> str:
    """A text as code in a cell of a table; nothing but white space is shown as such."""
    shown = _cell(text).replace("\n", "⏎")
    if not shown.strip():
        return f"`{shown.replace(' ', '␣')}`" if shown else ""
    fence = "``" if "`" in shown else "`"
    return f"{fence} {shown} {fence}" if fence == "``" else f"`{shown}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _codes(data: Mapping[str, Any]) -> list[str]:
    """What each code means, in the words that people see; placeholders stay."""
    columns = data["columns"]
    known = {key: text for key, text in texts("en").items() if key.startswith(("lint.cel-", "reason.cel-"))}
    rows = [f"| {columns['code']} | {columns['text']} |", "|---|---|"]
    return rows + [f"| {_code(key.partition('.')[2])} | {_cell(text)} |" for key, text in sorted(known.items())]


def _given(value: Mapping[str, Any], indent: str = "") -> list[str]:
    lines: list[str] = []
    for key, part in value.items():
        if isinstance(part, dict):
            lines += [f"{indent}{key}:", *_given(part, indent + "  ")]
        elif isinstance(part, list) and part and isinstance(part[0], dict):
            lines.append(f"{indent}{key}:")
            lines += [
                f"{indent}  - {{{', '.join(f'{name}: {_plain(item)}' for name, item in one.items())}}}" for one in part
            ]
        else:
            lines.append(f"{indent}{key}: {_plain(part)}")
    return lines


def _plain(value: Any) -> str:
    return value if isinstance(value, str) and value else _written(value)


if __name__ == "__main__":
    import yaml

    source, target = map(Path, sys.argv[1:3])
    target.write_text(page(yaml.safe_load(source.read_text(encoding="utf-8"))), encoding="utf-8")
