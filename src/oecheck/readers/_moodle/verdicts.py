"""Feedback that Moodle puts into each new question: it says whether the answer was right, and explains nothing.

Moodle fills `correctfeedback`, `partiallycorrectfeedback` and `incorrectfeedback` of a new multiple-choice, matching or
drag-and-drop question with these texts, in the language of the author. A translation that is not here
counts as feedback.
Source: Moodle language packs, `question`: `correctfeedbackdefault`, `partiallycorrectfeedbackdefault`,
`incorrectfeedbackdefault`.
"""

from __future__ import annotations

from oecheck.values.text import fold

__all__ = ["is_verdict"]

_COMBINED = frozenset({"correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"})
_LONGEST = 80  # characters
_ENDS = ".。!！ "
_TEXTS = frozenset(
    fold(text)
    for text in (
        "Your answer is correct",
        "Your answer is partially correct",
        "Your answer is incorrect",
        "Votre réponse est correcte",
        "Votre réponse est partiellement correcte",
        "Votre réponse est incorrecte",
        "Die Antwort ist richtig",
        "Die Antwort ist teilweise richtig",
        "Die Antwort ist falsch",
        "Respuesta correcta",
        "Respuesta parcialmente correcta",
        "Respuesta incorrecta",
        "Sua resposta está correta",
        "Sua resposta está parcialmente correta",
        "Sua resposta está incorreta",
        "Risposta corretta",
        "Risposta parzialmente esatta",
        "Risposta errata",
        "Je antwoord is juist",
        "Je antwoord is gedeeltelijk juist",
        "Je antwoord is niet juist",
        "Ваш ответ верный",
        "Ваш ответ частично правильный",
        "Ваш ответ неправильный",
        "إجابتك صحيحة",
        "إجابتك صحيحة جزئياً",
        "إجابتك غير صحيحة",
        "您的答案是正确的",
        "您的答案部分正确",
        "您的答案不正确",
        "Jawaban anda benar",
        "Jawaban anda sebagian benar",
        "Jawaban anda salah",
    )
)


def is_verdict(name: str, text: str) -> bool:
    """Whether the field of this name holds nothing but Moodle's own text."""
    return name in _COMBINED and len(text) <= _LONGEST and fold(text).strip(_ENDS) in _TEXTS
