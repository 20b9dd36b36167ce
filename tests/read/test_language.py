"""English is let through, other languages are not."""

import pytest

from onrecord.read.language import is_english

ENGLISH = (
    "The president of Turkey congratulated his colleague on the victory, and said that they would meet in Ankara soon."
)
OTHERS = [
    "Президент Турции поздравил своего коллегу с победой и сказал, что они скоро встретятся в Анкаре по этому поводу.",
    "Le président de la Turquie a félicité son collègue pour sa victoire et a dit qu'ils se verraient à Ankara.",
    "Der Präsident der Türkei gratulierte seinem Kollegen zum Sieg und sagte, dass sie sich bald in Ankara treffen.",
    "El presidente de Turquía felicitó a su colega por la victoria y dijo que se reunirían pronto en Ankara.",
    "Türkiye Cumhurbaşkanı, meslektaşını zaferinden dolayı tebrik etti ve yakında Ankara'da görüşeceklerini söyledi.",
    "Türkiyə prezidenti həmkarını qələbəsi münasibətilə təbrik edib və tezliklə Ankarada görüşəcəklərini deyib bu gün.",
    "土耳其总统祝贺同事获胜 他说 他们 很快 将在 安卡拉 会面 讨论 选举 结果 以及 其他 问题",
]


def test_english_is_english() -> None:
    """Running English text passes, and so does a short line, which shows too little to judge."""
    assert is_english(ENGLISH)
    assert is_english("Aliyev wins")


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages_are_not(text: str) -> None:
    """A text in another language does not pass."""
    assert not is_english(text)


@pytest.mark.parametrize("text", ["", "12 34", "\n\n", "Поздравляем!"])
def test_nothing_and_another_script_are_not(text: str) -> None:
    """Without Latin words there is no English."""
    assert not is_english(text)
