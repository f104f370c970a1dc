"""LOM in its bindings, and what the course takes from it."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings

from oecheck.documents.xml import XmlDocument
from oecheck.model.course import Course
from oecheck.model.fact import Fact, State, plain
from oecheck.model.source import Source
from oecheck.readers._lom import LomFacts, apply_lom, find_lom, lom_record, read_lom
from tests.readers.cartridges import any_tree, xml

NAMES = [
    "general",
    "title",
    "string",
    "langstring",
    "language",
    "lifeCycle",
    "contribute",
    "role",
    "value",
    "entity",
    "date",
    "dateTime",
    "educational",
    "typicalLearningTime",
    "duration",
    "rights",
    "description",
    "classification",
    "purpose",
    "taxonPath",
    "taxon",
    "entry",
    "id",
]


def facts(inner: str, namespace: str = "http://ltsc.ieee.org/xsd/LOM") -> LomFacts:
    document = xml(f'<lom xmlns="{namespace}">{inner}</lom>')
    return read_lom(document.root, document)


def course(inner: str) -> Course:
    return apply_lom(Course(source=Source("a.xml")), facts(inner))


def word(name: str, value: str) -> str:
    return f"<{name}><source>LOMv1.0</source><value>{value}</value></{name}>"


def contribution(role: str, date: str, entity: str = "") -> str:
    return f"<contribute>{word('role', role)}{entity}<date><dateTime>{date}</dateTime></date></contribute>"


def test_ieee_and_ims_bindings_say_the_same() -> None:
    ieee = facts(
        '<general><title><string language="en">A</string></title><language>en</language></general>'
        "<lifeCycle><version><string language='en'>2</string></version></lifeCycle>"
        "<educational><typicalLearningTime><duration>PT1H</duration></typicalLearningTime></educational>"
    )
    ims = facts(
        '<general><title><langstring xml:lang="en">A</langstring></title><language>en</language></general>'
        "<lifecycle><version><langstring xml:lang='en'>2</langstring></version></lifecycle>"
        "<educational><typicallearningtime><datetime>PT1H</datetime></typicallearningtime></educational>",
        "http://www.imsglobal.org/xsd/imsmd_v1p2",
    )
    for read in (ieee, ims):
        assert [(title.text, title.language) for title in read.titles] == [("A", "en")]
        assert [time.text for time in read.learning_times] == ["PT1H"]
        assert [version.text for version in read.versions] == ["2"]
    assert lom_record(ieee).binding == "ieee"
    assert lom_record(ims).binding == "ims"


def test_institutional_namespace_is_read_too() -> None:
    read = facts("<general><title><string>A</string></title></general>", "https://ocw.mit.edu/xmlns/LOM")
    assert [title.text for title in read.titles] == ["A"]


def test_lom_is_found_in_metadata_whatever_its_prefix() -> None:
    document = xml('<metadata xmlns:x="urn:x"><schema>IMS</schema><x:LOM/></metadata>')
    assert len(list(find_lom(document.root))) == 1


def test_vocabulary_of_ims_stands_in_langstrings() -> None:
    read = facts(
        "<lifecycle><status><source><langstring xml:lang='x-none'>LOMv1.0</langstring></source>"
        "<value><langstring xml:lang='x-none'>Final</langstring></value></status></lifecycle>"
    )
    assert [(found.element, found.scheme, found.value) for found in read.words] == [
        ("lifeCycle.status", "LOMv1.0", "Final")
    ]


@pytest.mark.parametrize("tag", ["x-none", "und", "none", ""])
def test_what_names_no_language_is_absent(tag: str) -> None:
    assert course(f"<general><language>{tag}</language></general>").languages is None


def test_language_is_kept_as_written() -> None:
    languages = course("<general><language>en_US</language><language>x-none</language></general>").languages
    assert isinstance(languages, Fact)
    assert languages.value == ("en_US",)
    assert languages.raw == "en_US, x-none"


def test_title_in_the_language_of_the_content_goes_first() -> None:
    read = course(
        "<general><title><string language='en'>Maps</string><string language='fr'>Cartes</string></title>"
        "<language>fr</language></general>"
    )
    assert plain(read.title) == "Cartes"
    assert len(read.titles) == 2


def test_contact_details_are_counted_and_dropped() -> None:
    card = "<entity>BEGIN:VCARD\nFN:Ada Byron\nORG:Engines\nEMAIL:ada@engines.example\nTEL:123\nEND:VCARD</entity>"
    read = facts(f"<lifeCycle>{contribution('author', '2020', card)}</lifeCycle>")
    assert lom_record(read).contacts == 2
    assert b"engines.example" not in msgspec.json.encode(read)
    (person,) = plain(apply_lom(Course(source=Source("")), read).contributors) or ()
    assert (person.name, person.organisation, person.role) == ("Ada Byron", "Engines", "author")


def test_publisher_is_the_provider() -> None:
    card = "<entity>BEGIN:VCARD\nFN:Office\nORG:Map School\nEND:VCARD</entity>"
    provider = plain(course(f"<lifeCycle>{contribution('publisher', '2020', card)}</lifeCycle>").provider)
    assert provider is not None
    assert provider.name == "Map School"


def test_date_counts_as_change_only_with_a_role_that_changes() -> None:
    dates = contribution("author", "2019-01-01") + contribution("editor", "2021-03") + contribution("validator", "2022")
    read = course(
        f"<lifeCycle>{dates}<contribute><date><dateTime>2024-01-01</dateTime></date></contribute></lifeCycle>"
    )
    assert plain(read.created) == "2019-01-01"
    assert plain(read.modified) == "2021-03"


def test_date_that_is_none_is_no_date() -> None:
    assert course(f"<lifeCycle>{contribution('editor', 'last year')}</lifeCycle>").modified is None


def test_first_recognised_licence_is_taken() -> None:
    read = course(
        "<rights><description><string>All of us</string>"
        "<string>http://creativecommons.org/licenses/by-sa/4.0/deed.fr</string>"
        "</description></rights>"
    )
    licence = plain(read.licence)
    assert licence is not None
    assert licence.id == "CC-BY-SA-4.0"


def test_free_text_rights_are_an_unknown_licence() -> None:
    licence = plain(course("<rights><description><string>1999 J. Doe</string></description></rights>").licence)
    assert licence is not None
    assert (licence.family, licence.id, licence.raw) == ("unknown", "", "1999 J. Doe")


def test_restrictions_without_description_are_no_licence() -> None:
    assert course(f"<rights>{word('copyrightAndOtherRestrictions', 'yes')}</rights>").licence is None


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("creative commons: attribution", (True, False, False, False)),
        ("creative commons: attribution - share alike", (True, True, False, False)),
        ("creative commons: attribution - non derived work - non commercial", (True, False, True, True)),
    ],
)
def test_licence_that_lom_es_names_under_restrictions_is_read(said: str, terms: tuple[bool, ...]) -> None:
    licence = plain(course(f"<rights>{word('copyrightAndOtherRestrictions', said)}</rights>").licence)
    assert licence is not None
    assert licence.family == "cc"
    assert (licence.attribution, licence.share_alike, licence.no_derivatives, licence.non_commercial) == terms


def test_a_described_licence_goes_before_the_word_of_lom_es() -> None:
    described = "<description><string>CC BY-SA 4.0</string></description>"
    said = word("copyrightAndOtherRestrictions", "creative commons: attribution - share alike")
    licence = plain(course(f"<rights>{said}{described}</rights>").licence)
    assert licence is not None
    assert licence.id == "CC-BY-SA-4.0"


def classification(purpose: str, inner: str) -> str:
    return f"<classification>{word('purpose', purpose)}{inner}</classification>"


TAXON = (
    "<taxonPath><source><string>S</string></source><taxon><id>1</id><entry>"
    "<string>Geo</string></entry></taxon></taxonPath>"
)


@pytest.mark.parametrize(("purpose", "field"), [("discipline", "subjects"), ("educational level", "levels")])
def test_classification_becomes_a_code(purpose: str, field: str) -> None:
    (code,) = plain(getattr(course(classification(purpose, TAXON)), field))
    assert (code.scheme, code.code, code.label) == ("S", "1", "Geo")


def test_objective_and_competency_become_outcomes() -> None:
    read = course(
        classification(
            "educational objective", "<description><string>Read &lt;b&gt;maps&lt;/b&gt;</string></description>"
        )
        + classification("competency", TAXON)
    )
    outcomes = plain(read.outcomes) or ()
    assert [(outcome.id, outcome.kind, outcome.text) for outcome in outcomes] == [
        ("lom-1", "objective", "Read maps"),
        ("1", "competency", "Geo"),
    ]


def test_prerequisite_and_accessibility_are_prose() -> None:
    read = course(
        classification("prerequisite", "<description><string>Arithmetic</string></description>")
        + classification("accessibility restrictions", "<description><string>No captions</string></description>")
    )
    assert plain(read.prerequisites) == "Arithmetic"
    accessibility = plain(read.accessibility)
    assert accessibility is not None
    assert plain(accessibility.summary) == "No captions"


def test_constant_type_of_cartridges_says_nothing() -> None:
    read = course(f"<educational>{word('learningResourceType', 'IMS Common Cartridge')}</educational>")
    assert read.resource_types is None


def test_identifier_that_is_an_iri_stands_alone() -> None:
    iri = "<general><identifier><catalog>URI</catalog><entry>https://a.example/1</entry></identifier></general>"
    assert plain(course(iri).id) == "https://a.example/1"
    isbn = (
        "<general><catalogentry><catalog>ISBN</catalog><entry><langstring>1</langstring>"
        "</entry></catalogentry></general>"
    )
    assert plain(course(isbn).id) == "ISBN:1"


def test_contradiction_is_kept_beside_the_first() -> None:
    known = course("<general><title><string>Maps</string></title></general>")
    both = apply_lom(known, facts("<general><title><string>Charts</string></title></general>"), weaker=True)
    assert isinstance(both.title, Fact)
    assert both.title.state is State.CONFLICT
    assert both.title.value == "Maps"
    assert [other.value for other in both.title.others] == ["Charts"]


def test_the_same_in_other_letters_is_no_contradiction() -> None:
    known = course("<general><title><string>Maps</string></title></general>")
    both = apply_lom(known, facts("<general><title><string>MAPS </string></title></general>"), weaker=True)
    assert isinstance(both.title, Fact)
    assert both.title.state is State.PRESENT


def test_keywords_in_one_element_are_told_apart() -> None:
    keyword = "<keyword><string language='en'>water, hygiene ;</string></keyword>"
    told = plain(course(f"<general>{keyword}</general>").keywords)
    assert [(word.text, word.language) for word in told or ()] == [("water", "en"), ("hygiene", "en")]


def test_learning_time_in_words_is_kept_and_no_duration() -> None:
    record = lom_record(
        facts("<educational><typicalLearningTime><duration>a week</duration></typicalLearningTime></educational>")
    )
    assert (record.learning_time, record.learning_time_s) == ("a week", None)


def test_texts_without_language_are_counted() -> None:
    record = lom_record(
        facts("<general><title><string>A</string></title><keyword><string language='en'>b</string></keyword></general>")
    )
    assert record.texts_without_language == 1


@pytest.mark.parametrize("text", ["Untitled", "[Insert description]", "Empty Title", "Lorem ipsum.", "undefined"])
def test_words_of_a_template_are_named(text: str) -> None:
    record = lom_record(facts(f"<general><title><string>{text}</string></title></general>"))
    assert record.template_texts == (text,)


def test_what_a_template_leaves_to_be_written_is_named_wherever_it_stands() -> None:
    author = contribution(
        "author", "2026-01-01", "<entity>BEGIN:VCARD\nFN:[COMPLETAR] — los nombres\nEND:VCARD</entity>"
    )
    rights = "<rights><description><string>Autoría de [TODO], [2026].</string></description></rights>"
    record = lom_record(facts(f"<lifeCycle>{author}</lifeCycle>{rights}"))
    assert record.template_texts == ("[TODO]", "[COMPLETAR]")


def test_title_that_begins_like_a_template_is_none() -> None:
    record = lom_record(facts("<general><title><string>Untitled works of art</string></title></general>"))
    assert record.template_texts == ()


@settings(max_examples=80, deadline=None)
@given(any_tree(NAMES, "lom"))
def test_any_tree_gives_facts(document: XmlDocument) -> None:
    read = read_lom(document.root, document)
    assert isinstance(apply_lom(Course(source=Source("")), read), Course)
    assert lom_record(read).texts_without_language >= 0
