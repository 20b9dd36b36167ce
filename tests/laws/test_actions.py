"""Adding an action is one file: what its claims are found by, its worked examples, and how a question asks for it."""

from __future__ import annotations

from collections import Counter

from onrecord.ask import read_question, vocabulary
from onrecord.data import load_questions
from onrecord.find import load_lexicon

QUESTIONS = load_questions()
LEXICON = load_lexicon()


def test_every_action_can_be_found_and_asked_for() -> None:
    """An action of the lexicon has frames, worked examples and question words, all in its one file."""
    asked = {words.action for words in QUESTIONS}
    assert (asked, asked) == ({f.action for f in LEXICON.frames}, {e.action for e in LEXICON.examples})


def test_its_own_words_ask_for_it() -> None:
    """A question in the words by which an answer names an action asks for that action."""
    for words in QUESTIONS:
        assert words.action in read_question(f"Who {words.past} Ilham Aliyev?").actions, words.past
        assert words.action in read_question(f"Who did not {words.base} Ilham Aliyev?").actions, words.base


def test_no_word_asks_for_two_actions() -> None:
    """Each verb form and each noun of a question belongs to one action."""
    forms = [
        form
        for words in QUESTIONS
        for form in {*vocabulary.written_out((*words.verbs, *words.topic_verbs, *words.onward_verbs)), *words.nouns}
    ]
    assert [] == [form for form, times in Counter(forms).items() if times > 1]
