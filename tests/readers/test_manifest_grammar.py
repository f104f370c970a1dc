"""What schemas refuse in manifests: one defect each, and nothing else."""

from __future__ import annotations

import pytest

from tests.readers.cartridges import found, read_fixture
from tests.readers.imscp_packages import NEW_SCO, OLD_SCO, checks, new, old, plain, read, with_variants

MANIFEST = "imsmanifest.xml"
ORGANIZATION = '<organization identifier="toc"'
PAGE = '<item identifier="i-page"'
SEQUENCING = "<imsss:sequencing>{}</imsss:sequencing>"
ITEM = '<item identifier="i1" identifierref="r1"><title>One</title>{}</item>'


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (PAGE, '<item identifier="i-topic"', ["CP-26"]),
        (PAGE, '<item identifier="1-page"', ["CP-06"]),
        ("<schemaversion>", "<schemaversion>1.3.0</schemaversion><schemaversion>", ["CC-32/repeated"]),
        ("<organizations>", "<organisations/><organizations>", ["CC-32/unknown"]),
        ("<organizations>", '<v:note xmlns:v="urn:vendor"/><organizations>', ["CC-32/foreign"]),
        ("<organizations>", "<organizations>Contents", ["CC-32/text"]),
        (PAGE, '<item id="i-page"', ["CC-33/missing", "CC-33/unknown"]),
        (ORGANIZATION, f'{ORGANIZATION} xmlns:v="urn:vendor" v:mark="1"', ["CC-33/unknown"]),
        (PAGE, f'{PAGE} isvisible="true"', ["CC-33/unknown"]),
        ('identifierref="r-page"', 'identifierref=" "', ["CC-33/blank"]),
    ],
)
def test_one_defect_of_a_cartridge_is_told(before: str, after: str, expected: list[str]) -> None:
    assert found(read_fixture("minimal", {MANIFEST: (before, after)})) == expected


def test_order_of_a_cartridge_is_told() -> None:
    told = found(read_fixture("minimal", {MANIFEST: ("<metadata>", "<resources/><metadata>")}))
    assert told == ["CC-32/order", "CC-32/order", "CC-32/repeated"]


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        (plain(after="stray"), ["CP-39"]),
        (plain(ITEM.replace("One", "One<b/>").format("")), ["CP-33"]),
        (plain(ITEM.replace("<title>", '<title lang="en">').format("")), ["CP-37"]),
        (old(ITEM.format('<adlcp:masteryscore unit="%">80</adlcp:masteryscore>')), ["S12-35"]),
        (old(ITEM.format("<adlcp:masteryscore>80<b/></adlcp:masteryscore>")), ["S12-35"]),
    ],
)
def test_one_defect_of_a_manifest_is_told(manifest: str, expected: list[str]) -> None:
    assert checks(manifest, {"a.html": OLD_SCO}) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<imsss:controlMode choise="true"/>', ["S04-38"]),
        ("<imsss:controlmode/>", ["S04-35"]),
        ('<v:controlMode xmlns:v="urn:vendor"/>', []),
        ("<imsss:sequencingRules><imsss:preConditionRule/></imsss:sequencingRules>", ["S04-35"]),
        ('<imsss:limitConditions beginTimeLimit="tomorrow"/>', ["S04-20", "S04-21"]),
        ("<imsss:controlMode/>stray", ["S04-35"]),
        ("<adlseq:objectives/>", ["S04-35"]),
    ],
)
def test_one_defect_of_sequencing_is_told(inside: str, expected: list[str]) -> None:
    assert checks(new(ITEM.format(SEQUENCING.format(inside))), {"a.html": NEW_SCO}) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<adlcp:data><adlcp:map targetID="a" readSharedData="yes"/></adlcp:data>', ["S04-20"]),
        ("<adlcp:data><adlcp:map/></adlcp:data>", ["S04-20"]),
        ("<adlcp:data/>", ["S04-35"]),
        ("<adlcp:data><adlcp:shared/><adlcp:map targetID='a'/></adlcp:data>", ["S04-36"]),
        ("<adlcp:data><adlcp:data/><adlcp:map targetID='a'/></adlcp:data>", ["S04-35"]),
        ("<adlnav:presentation><adlnav:hideLMSUI>exit</adlnav:hideLMSUI></adlnav:presentation>", ["S04-35"]),
    ],
)
def test_one_defect_of_shared_data_and_navigation_is_told(inside: str, expected: list[str]) -> None:
    assert checks(new(ITEM.format(inside)), {"a.html": NEW_SCO}) == expected


def test_an_empty_value_is_called_empty_and_shown_by_no_sign() -> None:
    result = read(new(organization='adlseq:objectivesGlobalToSystem=""'), {"a.html": NEW_SCO})
    assert [(check.id, variant) for check, variant in with_variants(result)] == [("S04-20", "empty")]


def test_a_switch_that_is_neither_true_nor_false_is_told_at_the_organization() -> None:
    switch = 'adlseq:objectivesGlobalToSystem="yes"'
    assert checks(new(organization=switch), {"a.html": NEW_SCO}) == ["S04-20"]
