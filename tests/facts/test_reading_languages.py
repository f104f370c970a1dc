"""The languages a course is written in: declared, or told by script and commonest words."""

from __future__ import annotations

import pytest
from course_facts import CourseFacts, catalogue

from oecheck.facts.reading_languages import common_words_of

TEXTS = {
    "en": "Rain fills the rivers and the lakes, and part of it sinks into the ground. On its way it meets the soil of "
    "the fields, and what it picks up there is what you will have to treat.",
    "fr": "La pluie remplit les rivières et les lacs, et une partie de cette eau descend dans le sol. Ce que vous "
    "trouvez dans un puits est donc plus ou moins dangereux pour la santé des familles.",
    "es": "La lluvia llena los ríos y los lagos, y una parte del agua se filtra en el suelo. Lo que recoge en el "
    "camino es lo que más importa para la salud de las familias que la beben.",
    "pt": "A chuva enche os rios e os lagos, e uma parte da água desce para o solo. O que ela recolhe no caminho é o "
    "que mais importa para a saúde das famílias que a bebem em casa.",
    "sw": "Mvua hujaza mito na maziwa, na sehemu ya maji huingia katika ardhi. Kile ambacho maji hukusanya ni muhimu "
    "kwa afya ya watu wa kijiji na familia za mashamba kama hayo.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_commonest_words_tell_the_language(language: str) -> None:
    assert common_words_of(TEXTS[language], catalogue()) == (language,)


def test_text_in_another_language_is_not_taken_for_one_with_a_list() -> None:
    icelandic = "Rigningin fyllir ár og vötn og hluti hennar sígur niður í jörðina þar sem hún mætir jarðvegi dýrum "
    assert common_words_of(icelandic * 3, catalogue()) == ()


def test_few_words_tell_nothing() -> None:
    assert common_words_of("the end of the story", catalogue()) == ()


def test_declared_languages_come_first() -> None:
    pages = {"p.html": {"lang": "fr", "text_sample": TEXTS["en"]}}
    assert CourseFacts(languages=("pt-BR", "pt"), pages=pages).value("reading_languages") == ("pt",)
    assert CourseFacts(pages=pages).value("reading_languages") == ("fr",)


def test_tag_for_no_language_declares_none() -> None:
    facts = CourseFacts(languages=("und",), pages={"p.html": {"text_sample": TEXTS["es"] * 3}})
    assert facts.value("reading_languages") == ("es",)


def test_course_without_text_has_no_known_language() -> None:
    assert CourseFacts(title="Water").value("reading_languages") == ()
