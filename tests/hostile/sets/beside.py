"""Files beside the package or in it that people write: records, waivers, policies, reviews, baselines."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.case import Case, cartridge

__all__ = ["CASES"]

RECORD = "course-description.yaml"
_ALIASES = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(9)
)


def _record(text: str | bytes, name: str = RECORD) -> Callable[[], bytes]:
    return lambda: cartridge({name: text})


def _sound() -> bytes:
    return cartridge({})


def _beside(option: str, text: str, what: str, things: int = 0) -> Case:
    return Case(what, _sound, beside=(option, text.encode()), things=things)


CASES = {
    "record of aliases": Case("a tree of ten to the power of ten names", _record(_ALIASES)),
    "record too deep": Case("100,000 lists in each other", _record("a: " + "[" * 100_000)),
    "record of blocks too deep": Case(
        "3,000 maps in each other", _record("".join(" " * n + "a:\n" for n in range(3_000)))
    ),
    "record of keys": Case("100,000 keys", _record("".join(f"k{n}: v\n" for n in range(100_000)))),
    "record of equal keys": Case("100,000 times the same key", _record("title: x\n" * 100_000)),
    "record of one long text": Case("a title of 900 KB", _record("title: " + "x" * 900_000)),
    "record of tags": Case("an object of Python", _record("title: !!python/object/apply:os.system [ls]")),
    "record in JSON too deep": Case("100,000 lists in each other", _record("[" * 100_000, "course-description.json")),
    "record that is no text": Case("1 MB of bytes", _record(bytes(range(256)) * 4_000)),
    "waivers of aliases": _beside("--waivers", "waivers: " + _ALIASES, "a tree of names"),
    "waivers too deep": _beside("--waivers", "waivers: " + "[" * 100_000, "100,000 lists in each other"),
    "many waivers": _beside(
        "--waivers",
        "waivers:\n"
        + "".join(
            f'  - {{id: w{n}, rule: OHE-ACC-001, reason: r, owner: o, until: "2030-01-01"}}\n' for n in range(20_000)
        ),
        "20,000 waivers that cover nothing",
        20_000,
    ),
    "waivers of patterns": _beside(
        "--waivers",
        'waivers:\n  - {id: w, rule: OHE-ACC-001, reason: r, owner: o, until: "2030-01-01", path: "'
        + "**/*a*" * 200
        + '"}\n',
        "a pattern of 400 stars",
    ),
    "policy of aliases": _beside("--policy", "title: x\nlevels: [must]\n" + _ALIASES, "a tree of names"),
    "policy too deep": _beside("--policy", "{" * 100_000, "100,000 maps in each other"),
    "review too deep": _beside("--review", "verdicts: " + "[" * 100_000, "100,000 lists in each other"),
    "baseline too deep": _beside("--baseline", "[" * 100_000, "100,000 lists in each other"),
    "baseline too large": _beside("--baseline", '{"report_version": "' + "x" * 5_000_000, "5 MB of a text without end"),
    "record beside of aliases": _beside("--description", _ALIASES, "a tree of names"),
}
