from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.values.licence import LicenceParts, normalise
from oecheck.values.licence_compatibility import compatibility_table, compatible


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://www.creativecommons.org/licenses/by-nc-sa/4.0/deed.fr", "CC-BY-NC-SA-4.0"),
        ("creativecommons.org/licenses/by-nd/2.5", "CC-BY-ND-2.5"),
        ("https://creativecommons.org/licenses/by/3.0/de/", "CC-BY-3.0-DE"),
        ("https://creativecommons.org/licenses/by-sa/3.0/igo/legalcode", "CC-BY-SA-3.0-IGO"),
        ("http://creativecommons.org/licenses/by/3.0/br/", "LicenseRef-CC-BY-3.0-BR"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0"),
        ("This work is under <http://creativecommons.org/licenses/by/4.0/>, except where noted.", "CC-BY-4.0"),
        ("cc-4.0", "CC-BY-4.0"),
        ("cc-nc-sa-4.0", "CC-BY-NC-SA-4.0"),
        ("allrightsreserved", "LicenseRef-All-Rights-Reserved"),
        ("public", "LicenseRef-Public-Domain"),
        ("CC0 1.0", "CC0-1.0"),
        ("creative-commons: ver=4.0 BY NC SA", "CC-BY-NC-SA-4.0"),
        ("creative-commons: ver=3.0 BY", "CC-BY-3.0"),
        ("all-rights-reserved", "LicenseRef-All-Rights-Reserved"),
        ("private", "LicenseRef-All-Rights-Reserved"),
        ("Private (Copyrighted) - http://en.wikipedia.org/wiki/Copyright", "LicenseRef-All-Rights-Reserved"),
        ("CC Attribution Share Alike - http://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-SA-4.0"),
        ("Public Domain - http://en.wikipedia.org/wiki/Public_domain", "LicenseRef-Public-Domain"),
        ("CC-BY-SA-4.0", "CC-BY-SA-4.0"),
        ("CC BY 4.0", "CC-BY-4.0"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License", "CC-BY-NC-SA-4.0"),
        ("Creative Commons Namensnennung - Weitergabe unter gleichen Bedingungen 4.0", "CC-BY-SA-4.0"),
        ("Creative Commons Reconocimiento-NoComercial-CompartirIgual 4.0", "CC-BY-NC-SA-4.0"),
        ("Licence Creative Commons Paternité - Pas de Modification 3.0", "CC-BY-ND-3.0"),
        ("知识共享 署名-非商业性使用 4.0", "CC-BY-NC-4.0"),
        ("本著作採用創用 CC 姓名標示-相同方式分享 4.0 國際授權條款", "CC-BY-SA-4.0"),
        ("クリエイティブ・コモンズ 表示 - 非営利 4.0 国際 ライセンス", "CC-BY-NC-4.0"),
        ("크리에이티브 커먼즈 저작자표시-변경금지 2.0", "CC-BY-ND-2.0"),
        ("المشاع الإبداعي نسب المصنف - غير تجاري 4.0", "CC-BY-NC-4.0"),
        ("© 2020 Université. Tous droits réservés", "LicenseRef-All-Rights-Reserved"),
        ("Alle Rechte vorbehalten", "LicenseRef-All-Rights-Reserved"),
        ("Все права защищены", "LicenseRef-All-Rights-Reserved"),
        ("GNU General Public License v3", "GPL-3.0-only"),
        ("gpl-3.0-or-later", "GPL-3.0-or-later"),
        ("apache-2.0", "Apache-2.0"),
        ("mit", "MIT"),
        ("https://www.w3.org/Consortium/Legal/2015/copyright-software-and-document", "W3C-20150513"),
        ("https://www.w3.org/copyright/software-license-2015/", "W3C-20150513"),
        ("https://www.gnu.org/licenses/gpl-3.0.en.html", "GPL-3.0-only"),
        ("GPL 3 or later (https://www.gnu.org/licenses/gpl-3.0.html)", "GPL-3.0-or-later"),
        ("http://www.apache.org/licenses/LICENSE-2.0.txt", "Apache-2.0"),
        ("https://opensource.org/licenses/MIT", "MIT"),
        ("https://opensource.org/license/bsd-3-clause/", "BSD-3-Clause"),
        ("https://spdx.org/licenses/OFL-1.1.html", "OFL-1.1"),
        ("https://opendatacommons.org/licenses/odbl/1-0/", "ODbL-1.0"),
        ("http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "OGL-UK-3.0"),
        ("MIT (https://opensource.org/licenses/MIT, http://www.opensource.org/licenses/mit-license.php)", "MIT"),
    ],
)
def test_licence_is_recognised(written: str, identifier: str) -> None:
    assert normalise(written).id == identifier


@pytest.mark.parametrize("written", ["cc-sa", "cc", "CC BY-SA", "cc_by_nc", "creative-commons: BY", "Creative Commons"])
def test_version_is_never_guessed(written: str) -> None:
    found = normalise(written)
    assert (found.family, found.version, found.id, found.url) == ("cc", "", "", "")


@pytest.mark.parametrize(
    "written",
    [
        "unknown",
        "U",
        "see the web site",
        "CC BY 4.0 and CC BY-SA 3.0",
        "http://creativecommons.org/licenses/by/4.0/ and http://creativecommons.org/licenses/by-sa/4.0/",
        "http://creativecommons.org/licenses/by/4.0/ All rights reserved",
        "https://opensource.org/licenses/MIT and http://creativecommons.org/licenses/by/4.0/",
        "https://opensource.org/licenses/no-such-licence",
        "cc by-nd-sa 4.0",
        "",
    ],
)
def test_what_is_not_clear_is_unknown(written: str) -> None:
    found = normalise(written)
    assert (found.family, found.id, found.open) == ("unknown", "", False)


@pytest.mark.parametrize(
    ("written", "default"),
    [
        ("private", True),
        ("allrightsreserved", True),
        ("unknown", True),
        ("U", True),
        ("all-rights-reserved", False),
        ("cc-4.0", False),
        ("© me, all rights reserved", False),
    ],
)
def test_what_a_platform_writes_by_itself_is_marked(written: str, default: bool) -> None:
    assert normalise(written).default is default


def test_conditions_follow_from_the_letters() -> None:
    found = normalise("cc-nc-sa-4.0")
    assert (found.attribution, found.non_commercial, found.share_alike, found.no_derivatives) == (
        True,
        True,
        True,
        False,
    )
    assert found.open
    assert not normalise("CC BY-ND 4.0").open


def test_version_and_url_may_stand_in_places_of_their_own() -> None:
    assert normalise("CC BY-SA", version="4.0").id == "CC-BY-SA-4.0"
    assert normalise("GNU GPL", version="v3").id == "GPL-3.0-only"
    assert normalise("see link", url="http://creativecommons.org/licenses/by/4.0/").id == "CC-BY-4.0"
    assert normalise("CC BY-SA", version="4.0").raw == "CC BY-SA"


@pytest.mark.parametrize(
    ("part", "whole", "verdict"),
    [
        ("CC BY 4.0", "CC BY-SA 4.0", "yes"),
        ("CC BY-SA 3.0", "CC BY-SA 4.0", "yes"),
        ("CC BY-SA 4.0", "CC BY-SA 3.0", "collection-only"),
        ("CC BY-NC 4.0", "CC BY-SA 4.0", "collection-only"),
        ("CC BY-ND 4.0", "CC BY 4.0", "collection-only"),
        ("CC0", "CC BY 4.0", "yes"),
        ("allrightsreserved", "CC BY 4.0", "no"),
        ("something", "CC BY 4.0", "unknown"),
        ("CC BY-SA", "CC BY-SA 4.0", "unknown"),
    ],
)
def test_compatibility_follows_the_table_of_the_standard(
    part: str, whole: str, verdict: str, vocabulary_entries: list[str]
) -> None:
    table = compatibility_table(vocabulary_entries)
    assert compatible(normalise(part), normalise(whole), table) == verdict


@pytest.fixture(scope="module")
def vocabulary_entries() -> list[str]:
    import yaml

    from oecheck.values.locations import standards_root

    text = (standards_root() / "vocabularies" / "licence_compatibility.yaml").read_text(encoding="utf-8")
    entries: list[str] = yaml.safe_load(text)["entries"]
    return entries


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(["cc", "by", "-", "sa", "4.0", "nc", " ", "creativecommons.org/licenses/", "gpl", "v3", "/"])
    ).map("".join)
)
def test_any_text_gives_parts(text: str) -> None:
    found = normalise(text)
    assert isinstance(found, LicenceParts)
    assert found.raw == text
    if found.id.startswith("CC-"):
        assert found.version
        assert normalise(found.id).id == found.id
