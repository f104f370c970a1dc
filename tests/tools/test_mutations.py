"""The tool that damages documents does what it says, and the same each time."""

from __future__ import annotations

from lxml import etree

from tests.tools.mutations import FOREIGN, KINDS, mutations

DOCUMENT = b"""<list xmlns="urn:list" identifier="l1"><item identifier="i1" href="a.html"/>
<item identifier="i2" href="b.html"><note xmlns="urn:other" mark="x">text</note></item><end/></list>"""


def test_every_kind_of_damage_is_done_and_well_formed() -> None:
    made = list(mutations(DOCUMENT, count=90, seed=7))
    assert {mutation.kind for mutation in made} == set(KINDS)
    for mutation in made:
        assert etree.fromstring(mutation.data) is not None
        assert mutation.detail


def test_equal_seeds_give_equal_copies_and_others_do_not() -> None:
    first = [mutation.data for mutation in mutations(DOCUMENT, count=40, seed=1)]
    assert first == [mutation.data for mutation in mutations(DOCUMENT, count=40, seed=1)]
    assert first != [mutation.data for mutation in mutations(DOCUMENT, count=40, seed=2)]


def test_each_kind_changes_what_its_name_says() -> None:
    original = etree.fromstring(DOCUMENT)
    names = [node.tag for node in original.iter()]
    for mutation in mutations(DOCUMENT, count=180, seed=3):
        root = etree.fromstring(mutation.data)
        changed = [node.tag for node in root.iter()]
        match mutation.kind:
            case "removed":
                assert len(changed) < len(names)
            case "doubled":
                assert len(changed) > len(names)
            case "moved":
                assert sorted(map(str, changed)) == sorted(map(str, names))
            case "renamed" | "wrong-case":
                assert len(changed) == len(names)
                assert changed != names
            case "wrong-namespace":
                assert any(str(name).startswith("{" + FOREIGN) for name in changed)
            case _:
                assert changed == names


def test_metadata_of_others_is_left_alone_where_that_is_asked_for() -> None:
    for mutation in mutations(DOCUMENT, count=120, seed=5, own=True):
        assert not mutation.detail.startswith("note")


def test_document_without_a_place_for_a_kind_gives_the_other_kinds() -> None:
    made = list(mutations(b"<a><b/></a>", count=50, seed=1))
    assert {mutation.kind for mutation in made} == {"removed", "doubled", "renamed", "wrong-case", "wrong-namespace"}
