"""A report names the responsible organisation, and never a person in its place."""

from __future__ import annotations

import pytest

from oecheck.model.course import Contributor, Course, Provider
from oecheck.model.source import Source
from oecheck.run._provider import provider_of

HERE = Source("imsmanifest.xml", 1, 1)


def _course(name: str, *contributors: Contributor) -> Course:
    provider = Provider(source=HERE, name=name, country="KE")
    return Course(source=HERE, provider=provider, contributors=contributors)


def test_organisation_is_named_with_its_country() -> None:
    assert provider_of(_course("Lake  College")) == ("Lake College", "KE")


def test_unknown_provider_is_empty() -> None:
    assert provider_of(Course(source=HERE)) == ("", "")


@pytest.mark.parametrize("role", ["publisher", "Content Provider"])
def test_publisher_that_is_nothing_else_is_an_organisation(role: str) -> None:
    assert provider_of(_course("Lake College", Contributor(source=HERE, name="Lake College", role=role)))[0]


def test_author_who_publishes_the_own_work_is_not_named() -> None:
    assert provider_of(_course("Ada Okoro", Contributor(source=HERE, name="ada okoro", role="author"))) == ("", "KE")


def test_mail_address_is_not_named() -> None:
    assert provider_of(_course("Office <office@lake.example>")) == ("", "KE")
