"""EPUB 2 and 3: what a book says, and each defect alone."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.containers import open_container
from oecheck.errors import PackageError
from oecheck.model.fact import Fact, State
from oecheck.model.fact import plain as value
from oecheck.model.package import ReadResult
from oecheck.readers.epub import READER
from tests.readers.epub_books import (
    CONTAINER,
    MODIFIED,
    NAV_ITEM,
    NCX,
    PAGE_ITEM,
    REQUIRED,
    checks,
    files,
    nav,
    old,
    old_files,
    package,
    packed,
    page,
    read,
    read_bytes,
)

FIXTURES = Path(__file__).parents[2] / "fixtures"
PICTURE = '<item id="i" href="a.png" media-type="image/png"/>'
ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/>'
    '<CipherData><CipherReference URI="EPUB/{}"/></CipherData></EncryptedData></encryption>'
)


def test_smallest_book_is_read() -> None:
    container = open_container(FIXTURES / "epub" / "minimal")
    (descriptor,) = READER.detect(container)
    result = READER.read(container, descriptor)
    assert value(result.course.title) == "Safe water"
    assert value(result.course.languages) == ("en",)
    assert [value(module.title) for module in result.course.modules] == ["Rain"]
    assert [activity.entry for activity in result.course.activities] == ["EPUB/rain.xhtml"]
    assert result.format_version == "3.0"
    assert result.findings == ()


def test_sound_books_of_both_versions_have_no_error() -> None:
    assert checks(files()) == []
    assert checks(old_files()) == ["EP-40"]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({**files(), "META-INF/container.xml": "<container>"}, ["EP-02/not-well-formed", "EP-02/structure"]),
        ({**files(), "META-INF/container.xml": CONTAINER.replace("package.opf", "p.opf")}, ["EP-02/rootfile"]),
        ({**files(), "META-INF/container.xml": CONTAINER.replace("+xml", "")}, ["EP-02/media-type"]),
        ({**files(), "META-INF/container.xml": CONTAINER.replace("xmlns:container", "x")}, ["EP-02/namespace"]),
        (files(more={"EPUB/nav.xhtml": nav(" ")}), ["EP-09/empty-list"]),
        ({path: text for path, text in files().items() if "META" not in path}, ["EP-02/missing"]),
        (files(package(version="4.0")), ["EP-03/version"]),
        (files(package().replace('unique-identifier="q"', 'unique-identifier="r"')), ["EP-04"]),
        (files(package(REQUIRED.replace("<dc:title>Water</dc:title>", "") + MODIFIED)), ["EP-05/missing-element"]),
        (files(package(REQUIRED.replace("Water", " ") + MODIFIED)), ["EP-05/empty"]),
        (files(package(REQUIRED.replace(">en<", ">en_US<") + MODIFIED)), ["EP-06"]),
        (files(package(REQUIRED.replace(">en<", ">English<") + MODIFIED)), ["EP-06"]),
        (files(package(REQUIRED.replace(">en<", ">none<") + MODIFIED)), ["EP-06"]),
        (files(package(REQUIRED.replace(">en<", ">mul<") + MODIFIED)), []),
        (files(package(REQUIRED)), ["EP-07/count"]),
        (files(package(REQUIRED + MODIFIED.replace("Z", "+01:00"))), ["EP-07/form"]),
        (files(package(REQUIRED + '<meta property="dcterms:modified"/>')), ["EP-07/empty"]),
        (files(package(items=NAV_ITEM + PAGE_ITEM + PAGE_ITEM.replace("c1", "c2", 1))), ["EP-08/twice"]),
        (files(package(items=PAGE_ITEM)), ["EP-09/count", "EP-39"]),
        (files(package(spine='<itemref idref="c1"/><itemref idref="c9"/>')), ["EP-10/idref"]),
        (files(package(spine='<itemref idref="c1"/><itemref idref="c1"/>')), ["EP-10/twice"]),
        (files(package(spine='<itemref idref="c1" linear="no"/>')), ["EP-10/linear"]),
        (files(package(items=NAV_ITEM + PAGE_ITEM.replace("/>", ' fallback="x"/>'))), ["EP-11/missing"]),
        (files(package(items=NAV_ITEM + PAGE_ITEM.replace("/>", ' fallback="c1"/>'))), ["EP-11/circle"]),
        (files(package(attributes='lang="en"')), ["EP-29/unknown-attribute"]),
        (files(package(after="<notes/>")), ["EP-29/unknown-element"]),
        (
            files(package(items=NAV_ITEM + PAGE_ITEM.replace(' media-type="application/xhtml+xml"', ""))),
            ["EP-11/spine", "EP-29/missing-attribute"],
        ),
        (files(package(spine='<itemref idref="c1" linear="maybe"/>')), ["EP-29/value"]),
        (files(package(spine="text<itemref idref='c1'/>")), ["EP-29/text"]),
        (files(package(after="<guide/>")), ["EP-29/missing-element"]),
        (
            files(
                package(after="<bindings/><guide/>")
                .replace("<bindings/>", '<bindings><mediaType media-type="a/b" handler="c1"/></bindings>')
                .replace("<guide/>", '<guide><reference type="text" href="c1.xhtml"/></guide>')
            ),
            ["EP-29/order"],
        ),
        (files(package(REQUIRED.replace("<dc:title>", '<dc:title id="c1">') + MODIFIED)), ["EP-30"]),
        (files(package(REQUIRED + MODIFIED + '<meta property="role" refines="#q">aut</meta>')), ["EP-31/wrong-target"]),
        (files(package(REQUIRED + MODIFIED + '<meta property="file-as" refines="#z">a</meta>')), ["EP-31/dangling"]),
        (files(package(REQUIRED + MODIFIED + '<meta property="rendition:layout">loose</meta>')), ["EP-32/value"]),
        (files(package(REQUIRED + MODIFIED + '<meta property="media:duration">long</meta>')), ["EP-33/clock"]),
        (
            files(package(REQUIRED + MODIFIED + '<meta property="rendition:layout">pre-paginated</meta>')),
            ["EP-27", "EP-38"],
        ),
        (files(package(REQUIRED + MODIFIED + '<meta property="pageBreakSource">urn:isbn:1</meta>')), ["EP-25/no-list"]),
        (
            files(
                package(
                    after='<collection role="preview"><link href="a.css"/></collection>',
                    items=NAV_ITEM + PAGE_ITEM + '<item id="s" href="a.css" media-type="text/css"/>',
                ),
                {"EPUB/a.css": "p{}"},
            ),
            ["EP-37/preview"],
        ),
    ],
)
def test_one_defect_of_the_package_gives_its_finding_and_nothing_else(
    parts: dict[str, str | bytes], found: list[str]
) -> None:
    assert checks(parts) == found


def with_page(body: str, item: str = PAGE_ITEM, more: str = "", **files_more: str | bytes) -> list[str]:
    extra: dict[str, str | bytes] = {f"EPUB/{name.replace('_', '.')}": text for name, text in files_more.items()}
    return checks(files(package(items=NAV_ITEM + item + more), {"EPUB/c1.xhtml": page(body), **extra}))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>", ["EP-12/not-well-formed"]),
        ("<p>a&nbsp;b</p>", ["EP-12/not-well-formed"]),
        ('<p id="a"><a href="#b">x</a></p>', ["EP-12/fragment"]),
        ('<p id="a"><a href="#a">x</a><a href="nav.xhtml#z">y</a></p>', ["EP-12/fragment"]),
        ("<script>a()</script>", ["EP-13/missing"]),
        ('<script type="application/ld+json">{}</script>', []),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', ["EP-13/missing"]),
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"/>', ["EP-13/missing"]),
        ('<img src="https://a.example/a.png" alt=""/>', ["EP-13/missing", "EP-14"]),
        ('<iframe src="https://www.youtube.com/embed/a"></iframe>', ["EP-13/missing", "EP-14"]),
        ('<a href="https://a.example/">x</a>', []),
        ('<audio src="https://a.example/a.mp3"></audio>', ["EP-08/unlisted-remote", "EP-13/missing"]),
    ],
)
def test_one_defect_of_a_page_gives_its_finding_and_nothing_else(body: str, found: list[str]) -> None:
    assert with_page(body) == found


@pytest.mark.parametrize(
    ("bindings", "kind"),
    [
        ("", "page"),
        ('<bindings><mediaType media-type="application/x-quiz" handler="h"/></bindings>', "interactive"),
        ('<bindings><mediaType media-type="application/x-game" handler="h"/></bindings>', "page"),
    ],
)
def test_page_that_embeds_what_a_script_of_the_book_shows_is_interactive(bindings: str, kind: str) -> None:
    items = NAV_ITEM + PAGE_ITEM + '<item id="q" href="q.xml" media-type="application/x-quiz"/>'
    embeds = page('<object data="q.xml" type="application/x-quiz"><p>A quiz</p></object>')
    book = files(package(items=items, after=bindings), {"EPUB/c1.xhtml": embeds, "EPUB/q.xml": "<quiz/>"})
    assert [activity.kind for activity in read(book).course.activities] == [kind]


def test_property_without_need_is_reported() -> None:
    assert with_page("<p>a</p>", PAGE_ITEM.replace("/>", ' properties="scripted"/>')) == ["EP-13/needless"]


def test_picture_that_is_used_and_not_listed_is_reported() -> None:
    assert with_page('<img src="a.png" alt=""/>', a_png=b"\x89PNG") == ["EP-08/unlisted-used", "EP-39"]


def test_picture_of_a_foreign_type_needs_a_fallback() -> None:
    item = '<item id="i" href="a.tif" media-type="image/tiff"/>'
    assert with_page('<img src="a.tif" alt=""/>', more=item, a_tif=b"II") == ["EP-11/foreign"]
    both = item.replace("/>", ' fallback="j"/>') + '<item id="j" href="b.png" media-type="image/png"/>'
    assert with_page('<img src="a.tif" alt=""/>', more=both, a_tif=b"II", b_png=b"x") == []


def test_link_to_a_page_out_of_the_spine_is_reported_once() -> None:
    item = PAGE_ITEM.replace("c1", "c2")
    body = '<a href="c2.xhtml">x</a><a href="c2.xhtml">y</a>'
    assert with_page(body, more=item, c2_xhtml=page()) == ["EP-10/not-in-spine"]


def test_style_sheet_is_held_to_the_rules() -> None:
    item = '<item id="s" href="a.css" media-type="text/css"/>'
    sheet = "/* direction: rtl */ p { direction: rtl } @import 'b.css'; q { background: url(c.png) }"
    found = with_page("<p>a</p>", more=item, a_css=sheet)
    assert found == ["EP-42/direction", "EP-42/missing", "EP-42/missing"]


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (nav('<li><a href="https://a.example/">x</a></li>'), ["EP-09/remote"]),
        (nav('<li><a href="c1.xhtml"></a></li>'), ["EP-09/no-text"]),
        (nav('<li><a href="c1.xhtml"><img src="" alt="Rain"/></a></li>'), []),
        (page("<nav><ol/></nav>"), ["EP-09/nav-count"]),
        (page('<nav epub:type="toc"><p>x</p></nav>'), ["EP-09/misplaced", "EP-09/no-list"]),
        (nav().replace("<ol>", "<h1>Contents</h1><ol>"), []),
        (nav().replace("<ol>", "<p>x</p><ol>"), ["EP-09/misplaced"]),
        (nav('<li><p>x</p><a href="c1.xhtml">Rain</a></li>'), ["EP-09/misplaced"]),
        (nav(more='<nav epub:type="toc"><ol/></nav>'), ["EP-09/nav-count"]),
    ],
)
def test_one_defect_of_the_navigation_gives_its_finding(document: str, found: list[str]) -> None:
    assert checks(files(more={"EPUB/nav.xhtml": document})) == found


def raw(*entries: tuple[str, str | bytes], compression: int = zipfile.ZIP_STORED) -> list[str]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for path, content in entries:
            archive.writestr(path, content)
    return sorted(f"{finding.check}/{finding.variant}" for finding in read_bytes(data.getvalue()).findings)


def test_rules_of_the_first_entry_are_held() -> None:
    parts = list(files().items())
    told = ("mimetype", "application/epub+zip")
    assert raw(told, *parts) == []
    assert raw(*parts, told) == ["EP-01/not-first"]
    assert raw(*parts) == ["EP-01/missing"]
    assert raw(told, *parts, compression=zipfile.ZIP_DEFLATED) == ["EP-01/compressed"]
    assert raw(("mimetype", "application/epub+zip\n"), *parts) == ["EP-01/content"]


def test_names_are_legal_and_differ() -> None:
    both = {"EPUB/a:b.txt": "x", "EPUB/Ä.txt": "x", "EPUB/ä.txt": "y"}
    assert checks(files(more=both)) == ["EP-15/characters", "EP-15/same", "EP-39"]


def test_document_type_with_an_external_entity_is_reported() -> None:
    document = '<!DOCTYPE html [<!ENTITY e SYSTEM "a.txt">]>' + page()
    assert checks(files(more={"EPUB/c1.xhtml": document})) == ["EP-12/external-entity"]


def test_fonts_may_be_hidden_and_pages_not() -> None:
    font = '<item id="f" href="f.otf" media-type="font/otf"/>'
    opf = package(items=NAV_ITEM + PAGE_ITEM + font)
    hidden = ENCRYPTION.format("http://www.idpf.org/2008/embedding", "f.otf")
    assert checks(files(opf, {"EPUB/f.otf": "x", "META-INF/encryption.xml": hidden})) == []
    locked = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "c1.xhtml")
    result = read(files(more={"META-INF/encryption.xml": locked}))
    assert [finding.check for finding in result.findings] == ["EP-24"]
    assert result.incomplete == ("epub-encrypted",)
    assert result.roles["EPUB/c1.xhtml"] == "settings"


def test_file_of_the_manifest_that_is_missing_is_a_dangling_reference() -> None:
    result = read(files(package(items=NAV_ITEM + PAGE_ITEM + PICTURE)))
    assert [(one.href, one.state) for one in result.references if one.state != "found"] == [("a.png", "missing")]


def test_names_in_the_package_are_decoded() -> None:
    item = PAGE_ITEM.replace("c1.xhtml", "part%20one.xhtml")
    parts = files(
        package(items=NAV_ITEM + item),
        {"EPUB/part one.xhtml": page(), "EPUB/nav.xhtml": nav('<li><a href="part%20one.xhtml">a</a></li>')},
    )
    del parts["EPUB/c1.xhtml"]
    result = read(parts)
    assert result.findings == ()
    assert result.listed == {"EPUB/nav.xhtml", "EPUB/part one.xhtml"}


METADATA = (
    REQUIRED
    + MODIFIED
    + '<dc:creator id="a">B. Author</dc:creator><meta property="role" refines="#a">aut</meta>'
    + "<dc:publisher>Lakeside University</dc:publisher><dc:description>&lt;p&gt;About water.&lt;/p&gt;</dc:description>"
    + "<dc:subject>water</dc:subject><dc:date>2024-05-03</dc:date><dc:rights>CC BY-SA 4.0</dc:rights>"
    + '<meta property="schema:timeRequired">PT40H</meta><meta property="schema:educationalLevel">Bachelor</meta>'
)


def test_metadata_are_read_with_their_places() -> None:
    course = read(files(package(METADATA))).course
    assert value(course.id) == "urn:isbn:9780000000002"
    assert value(course.description) == "About water."
    assert [text.text for text in value(course.keywords) or ()] == ["water"]
    assert (value(course.created), value(course.modified)) == ("2024-05-03", "2025-01-31T12:00:00Z")
    assert value(course.study_time_s) == 144000.0
    assert [level.label for level in value(course.levels) or ()] == ["Bachelor"]
    people = [(value(one.name), value(one.role)) for one in value(course.contributors) or ()]
    assert people == [("B. Author", "author"), ("Lakeside University", "publisher")]
    licence = value(course.licence)
    assert licence is not None
    assert (licence.id, licence.source.line) == ("CC-BY-SA-4.0", 1)
    provider = value(course.provider)
    assert provider is not None
    assert value(provider.name) == "Lakeside University"


def test_licence_link_decides() -> None:
    link = '<link rel="cc:license" href="https://creativecommons.org/licenses/by/4.0/"/><dc:rights>Mine</dc:rights>'
    licence = value(read(files(package(REQUIRED + MODIFIED + link))).course.licence)
    assert licence is not None
    assert licence.id == "CC-BY-4.0"


def test_main_title_is_the_one_marked_so() -> None:
    titles = '<dc:title id="t">Subtitle</dc:title><dc:title id="m">Water</dc:title>'
    marks = (
        '<meta property="title-type" refines="#t">subtitle</meta><meta property="title-type" refines="#m">main</meta>'
    )
    metadata = REQUIRED.replace("<dc:title>Water</dc:title>", titles) + marks + MODIFIED
    assert value(read(files(package(metadata))).course.title) == "Water"


def test_accessibility_is_read_in_both_versions() -> None:
    words = "".join(
        f'<meta property="schema:{name}">{word}</meta>'
        for name, word in (
            ("accessMode", "textual"),
            ("accessibilityFeature", "alternativeText"),
            ("accessibilityHazard", "none"),
            ("accessibilitySummary", "All of it can be read aloud."),
        )
    )
    claim = (
        '<meta property="dcterms:conformsTo" id="k">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>'
        '<meta property="a11y:certifiedBy" refines="#k">Lakeside</meta>'
    )
    told = value(read(files(package(REQUIRED + MODIFIED + words + claim))).course.accessibility)
    assert told is not None
    assert (told.access_modes, told.features, told.hazards) == (("textual",), ("alternativeText",), ("none",))
    assert value(told.evaluated_by) == "Lakeside"
    assert isinstance(told.known_limits, Fact)
    assert told.known_limits.state is State.UNSUPPORTED
    meta = '<meta name="schema:accessMode" content="visual"/>'
    older = value(read(old_files(old(REQUIRED + meta))).course.accessibility)
    assert older is not None
    assert older.access_modes == ("visual",)


def test_book_that_says_nothing_of_accessibility_has_none() -> None:
    assert read(files()).course.accessibility is None


def test_objectives_and_tests_are_told_by_their_words() -> None:
    body = (
        '<section epub:type="learning-objectives"><ul><li>Name three wells.</li><li>Boil water.</li></ul></section>'
        '<section epub:type="assessment"><p>Which?</p></section>'
    )
    course = read(files(more={"EPUB/c1.xhtml": page(body)})).course
    assert [value(outcome.text) for outcome in value(course.outcomes) or ()] == ["Name three wells.", "Boil water."]
    assert [activity.kind for activity in course.activities] == ["quiz"]


def test_table_of_contents_is_the_tree_and_the_spine_the_order() -> None:
    items = PAGE_ITEM + "".join(PAGE_ITEM.replace("c1", f"c{number}") for number in (2, 3, 4))
    toc = (
        '<li><span>Part</span><ol><li><a href="c1.xhtml">Rain</a></li>'
        '<li><a href="c3.xhtml#x">Rivers</a></li></ol></li>'
        '<li><a href="c4.xhtml">End</a></li>'
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in (1, 2, 3, 4))
    more = {f"EPUB/c{number}.xhtml": page('<p id="x">a</p>') for number in (2, 3, 4)}
    result = read(files(package(items=NAV_ITEM + items, spine=spine), {**more, "EPUB/nav.xhtml": nav(toc)}))
    assert result.findings == ()
    course = result.course
    shape = [(value(one.title), one.depth, one.leaf, one.activity_count) for one in course.modules]
    assert shape == [("Part", 1, False, 3), ("Rain", 2, True, 2), ("Rivers", 2, True, 1), ("End", 1, True, 1)]
    assert [activity.module for activity in course.activities] == ["nav-2", "nav-2", "nav-3", "nav-4"]
    assert course.modules[1].parent == "nav-1"


def test_table_of_contents_of_the_old_version_is_read() -> None:
    assert [value(module.title) for module in read(old_files()).course.modules] == ["Rain"]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (old_files(more={"EPUB/toc.ncx": NCX.replace("urn:isbn:9780000000002", "other")}), "EP-36/identifier"),
        (old_files(more={"EPUB/toc.ncx": NCX.replace("</navMap>", "")}), "EP-36/not-well-formed"),
        (old_files(old(REQUIRED + "<dc:date>May 2024</dc:date>")), "EP-35"),
        (old_files(old().replace('toc="ncx"', 'toc="c1"')), "EP-36/not-ncx"),
        (old_files(old().replace('toc="ncx"', "")), "EP-29/missing-attribute"),
        (
            old_files(
                old(items=PAGE_ITEM + PICTURE, after='<guide><reference type="cover" title="" href="a.png"/></guide>'),
                {"EPUB/a.png": "x"},
            ),
            "EP-37/guide",
        ),
    ],
)
def test_one_defect_of_an_old_book_gives_its_finding(parts: dict[str, str | bytes], found: str) -> None:
    assert checks(parts) == [found, "EP-40"]


def test_media_overlay_is_held_to_the_rules() -> None:
    overlay = '<item id="o" href="o.smil" media-type="application/smil+xml"/>'
    sound = '<item id="s" href="s.wav" media-type="audio/wav"/>'
    spoken = PAGE_ITEM.replace("/>", ' media-overlay="o"/>')
    durations = '<meta property="media:duration">0:01:00</meta><meta property="media:duration" refines="#o">60s</meta>'
    smil = (
        '<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0"><body><par><text src="{}.xhtml"/>'
        '<audio src="s.wav"/></par></body></smil>'
    )
    opf = package(REQUIRED + MODIFIED + durations, NAV_ITEM + spoken + overlay + sound)
    parts = files(opf, {"EPUB/o.smil": smil.format("c1"), "EPUB/s.wav": "RIFF"})
    assert checks(parts) == ["EP-33/audio"]
    parts = files(opf.replace("audio/wav", "audio/mpeg"), {"EPUB/o.smil": smil.format("c9"), "EPUB/s.wav": "RIFF"})
    assert checks(parts) == ["EP-33/silent"]
    parts = files(
        opf.replace("audio/wav", "audio/mpeg"), {"EPUB/o.smil": smil.format("c1").replace("c1.xhtml", "c1.xhtml#none")}
    )
    assert [found for found in checks(parts) if found.startswith("EP-12")] == ["EP-12/fragment"]


def test_entry_that_leads_to_the_table_of_contents_itself_is_no_empty_unit() -> None:
    result = read(files(more={"EPUB/nav.xhtml": nav('<li><a href="nav.xhtml">Contents</a></li>')}))
    assert [module.activity_count for module in result.course.modules if value(module.title) == "Contents"] == [1]


def test_property_of_an_item_that_no_vocabulary_has_is_told() -> None:
    opf = package(REQUIRED + MODIFIED, NAV_ITEM + PAGE_ITEM.replace("/>", ' properties="media-overlay x:own"/>'))
    assert checks(files(opf)) == ["EP-13/unknown", "EP-31/prefix"]


def test_prefix_is_reserved_or_declared_and_told_once() -> None:
    more = '<meta property="own:a">x</meta><meta property="own:b">x</meta><meta property="rendition:flow">auto</meta>'
    assert checks(files(package(REQUIRED + MODIFIED + more))) == ["EP-31/prefix"]
    declared = package(REQUIRED + MODIFIED + more, attributes='prefix="own: https://a.example/own#"')
    assert checks(files(declared)) == []


def test_item_that_lies_in_meta_inf_is_reported() -> None:
    item = '<item id="x" href="../META-INF/container.xml" media-type="application/xml"/>'
    assert checks(files(package(items=NAV_ITEM + PAGE_ITEM + item))) == ["EP-08/meta-inf"]


def test_only_a_picture_is_the_picture_of_the_cover() -> None:
    cover = PICTURE.replace("/>", ' properties="cover-image"/>')
    sound = files(package(items=NAV_ITEM + PAGE_ITEM + cover), more={"EPUB/a.png": b"x"})
    assert checks(sound) == []
    wrong = package(items=NAV_ITEM + PAGE_ITEM.replace("/>", ' properties="cover-image"/>'))
    assert checks(files(wrong)) == ["EP-13/no-picture"]


@pytest.mark.parametrize(("encoding", "found"), [("utf-8", []), ("utf-16", []), ("iso-8859-1", ["EP-12/encoding"])])
def test_page_is_written_in_utf_8_or_utf_16(encoding: str, found: list[str]) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{page("<p>Été</p>")}'.encode(encoding)
    assert checks(files(more={"EPUB/c1.xhtml": text})) == found


def test_several_package_documents_are_named_and_the_first_is_read() -> None:
    two = CONTAINER.replace(
        "</rootfiles>", '<rootfile full-path="B/p.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    )
    other = package().replace("Water", "Other")
    more = {"META-INF/container.xml": two, "B/p.opf": other, "B/nav.xhtml": nav(), "B/c1.xhtml": page()}
    result = read(files(more=more))
    assert [finding.check for finding in result.findings] == ["EP-34"]
    assert value(result.course.title) == "Water"


def test_program_that_names_itself_is_the_producer() -> None:
    metadata = REQUIRED + '<dc:contributor opf:role="bkp">calibre (3.12.0) [https://calibre-ebook.com]</dc:contributor>'
    result = read(old_files(old(metadata)))
    assert (value(result.producer), value(result.producer_version)) == ("calibre", "3.12.0")


def test_unreadable_package_document_is_a_finding() -> None:
    result = read({**files(), "EPUB/package.opf": "no xml"})
    assert [(finding.check, finding.variant) for finding in result.findings] == [("EP-03", "unreadable")]
    assert result.incomplete == ("manifest-unreadable",)


def test_table_of_contents_nested_deeply_is_read_without_recursion() -> None:
    toc = "<li><a href='c1.xhtml'>a</a><ol>" * 100 + "<li><a href='c1.xhtml'>b</a></li>" + "</ol></li>" * 100
    assert len(read(files(more={"EPUB/nav.xhtml": nav(toc)})).course.modules) == 101


_WORDS = st.sampled_from(
    ["package", "metadata", "manifest", "item", "spine", "itemref", "guide", "reference", "collection", "meta", "link"]
)
_VALUES = st.sampled_from(["c1", "nav", "#c1", "a b", "", "../..", "http://h/", "%ff", "application/xhtml+xml", "é"])
_ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["id", "href", "idref", "media-type", "properties", "fallback", "refines", "property", "media-overlay"]
    ),
    _VALUES,
    max_size=4,
)


def element(name: str, attributes: dict[str, str], inner: str) -> str:
    told = "".join(f' {key}="{text}"' for key, text in attributes.items())
    return f"<{name}{told}>{inner}</{name}>"


_XML = st.recursive(
    st.builds(element, _WORDS, _ATTRIBUTES, st.just("")),
    lambda inner: st.builds(element, _WORDS, _ATTRIBUTES, st.lists(inner, max_size=3).map("".join)),
    max_leaves=10,
)


@settings(max_examples=80, deadline=None)
@given(inside=_XML)
def test_any_package_document_gives_a_result(inside: str) -> None:
    assert isinstance(read(files(package(items=inside))), ReadResult)
    assert isinstance(read(files(f'<package xmlns="http://www.idpf.org/2007/opf">{inside}</package>')), ReadResult)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 5000), new=st.integers(0, 255))
def test_damaged_book_gives_a_result_or_a_documented_error(place: int, new: int) -> None:
    data = bytearray(packed(files()))
    data[place % len(data)] = new
    try:
        container = open_container(bytes(data), name="water.epub")
        for descriptor in READER.detect(container):
            assert isinstance(READER.read(container, descriptor), ReadResult)
    except PackageError:
        pass
