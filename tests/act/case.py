"""How a case of an ACT rule is written."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ASKED", "FAILED", "NOT_FAILED", "Case", "Rule", "page", "refresh", "whole"]

ASKED, FAILED, NOT_FAILED = "asked", "failed", "not failed"


class Case(NamedTuple):
    """One page, and what the ACT rule says of it."""

    act: str
    requirement: str
    name: str
    body: str
    wanted: str
    act_says: str


class Rule:
    """Cases of one ACT rule that belong to one requirement."""

    def __init__(self, act: str, requirement: str) -> None:
        self._act, self._requirement = act, requirement
        self.cases: list[Case] = []

    def failed(self, name: str, body: str) -> Rule:
        return self._case(name, body, FAILED, FAILED)

    def not_failed(self, name: str, body: str) -> Rule:
        return self._case(name, body, NOT_FAILED, NOT_FAILED)

    def stricter(self, name: str, body: str) -> Rule:
        """Theirs passes it, ours fails it."""
        return self._case(name, body, FAILED, NOT_FAILED)

    def looser(self, name: str, body: str) -> Rule:
        """Theirs fails it, ours does not."""
        return self._case(name, body, NOT_FAILED, FAILED)

    def asked(self, name: str, body: str) -> Rule:
        """Theirs fails it, ours asks a person."""
        return self._case(name, body, ASKED, FAILED)

    def _case(self, name: str, body: str, wanted: str, act_says: str) -> Rule:
        self.cases.append(Case(self._act, self._requirement, name, body, wanted, act_says))
        return self


def whole(markup: str) -> str:
    """A page that is written out, with its root."""
    return f"<!DOCTYPE html>{markup}"


def page(body: str) -> str:
    return whole(f'<html lang="en"><head><title>Wells</title></head><body><h1>Wells</h1>{body}</body></html>')


def refresh(*contents: str) -> str:
    """A page with these refreshes."""
    metas = "".join(f'<meta http-equiv="refresh" content="{content}">' for content in contents)
    return whole(f'<html lang="en"><head><title>Wells</title>{metas}</head><body><p>Water</p></body></html>')
