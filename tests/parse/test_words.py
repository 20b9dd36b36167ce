"""Sentences and words with exact offsets."""

from __future__ import annotations

import time
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.parse.words import split

# Marks and scraps that splitters trip over, so that random texts are hostile.
SCRAPS = (
    *".,!?…;:'\"‘’“”«»()[]-–—•*/@#&%$€_ \t\n\r",
    *("Mr.", "U.S.", "No.", "5", "1,234", "92.12", "don't", "cannot", "re-elected", "http://a.b/c", "a@b.org", "e.g."),
    *(
        "he",
        "said",
        "The",
        "President",
        "J.",
        "\n\n",
        "\u2028",
        "。",
        "؟",
        "中国",
        "é",
        "e\u0301",
        "\u200b",
        "\ud800",
        "😀",
        "[1]",
        "a)",
    ),
)
texts = st.one_of(
    st.text(), st.lists(st.sampled_from(SCRAPS)).map("".join), st.lists(st.sampled_from(SCRAPS)).map(" ".join)
)


def shown(text: str) -> list[str]:
    """The sentences of a text, their words separated by a space."""
    return [" ".join(text[start:end] for start, end in sentence) for sentence in split(text)]


def words(text: str) -> list[str]:
    """All words of a text."""
    return [text[start:end] for sentence in split(text) for start, end in sentence]


@given(texts)
def test_every_character_but_white_space_is_in_exactly_one_word(text: str) -> None:
    """Words are in order, never empty, do not overlap, hold no white space and leave out nothing else."""
    offsets = [word for sentence in split(text) for word in sentence]
    covered = [at for start, end in offsets for at in range(start, end)]
    assert [at for at, char in enumerate(text) if not char.isspace()] == covered
    assert all(start < end for start, end in offsets)


@given(texts)
def test_no_sentence_is_empty_or_longer_than_the_cap(text: str) -> None:
    """Every sentence has one word at least and 150 at most."""
    assert all(1 <= len(sentence) <= 150 for sentence in split(text))


@given(texts)
def test_the_same_text_is_split_the_same_way(text: str) -> None:
    """Splitting depends on the text alone, not on what was split before."""
    first = split(text)
    split(text[::-1])
    assert first == split(text)


@given(texts, texts, texts)
def test_a_stretch_is_split_as_if_it_stood_alone(before: str, stretch: str, after: str) -> None:
    """What stands around ``text[start:end]`` does not matter, and offsets are those of the whole text."""
    start, end = len(before), len(before) + len(stretch)
    alone = tuple(tuple((left + start, right + start) for left, right in sentence) for sentence in split(stretch))
    assert alone == split(before + stretch + after, start, end)


@pytest.mark.parametrize(
    "text",
    [
        '"I thank you. We will go on," he said. "Why?" Gen. Smith asked. "No!" The U.S. envoy left at 6 p.m. sharp.',
        "He won 92.12% (No. 5), i.e. 1,234 votes. J. R. Smith can't say etc. The rest didn't.",
        "« Oui. » Il part. “Well… I don’t know.” (He left.) He came back [1] at last. [2] She went.",
    ],
)
def test_a_sentence_split_again_is_itself(text: str) -> None:
    """Splitting the stretch of one sentence gives that sentence."""
    for sentence in split(text):
        assert (sentence,) == split(text, sentence[0][0], sentence[-1][1])


def test_a_word_is_found_where_it_was_planted() -> None:
    """Offsets count code points, also after characters beyond the basic plane and combining marks."""
    text = "😀 Нұрсұлтан e\u0301tait là. 🎉 Raisi's men."
    (start, end) = next(
        (start, end) for sentence in split(text) for start, end in sentence if text[start:end] == "Raisi"
    )
    assert (text.index("Raisi"), text.index("Raisi") + 5) == (start, end)


def test_a_text_without_words_has_no_sentences() -> None:
    """White space alone is no sentence."""
    assert () == split(" \n\t ") == split("") == split("abc", 2, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don't", "do n't"),
        ("DON’T", "DO N’T"),
        ("dont", "do nt"),
        ("can't", "ca n't"),
        ("cannot", "can not"),
        ("gonna", "gon na"),
        ("Putin's", "Putin 's"),
        ("students' rights", "students ' rights"),
        ("they'll", "they 'll"),
        ("I'd've", "I 'd 've"),
        ("Sana'a", "Sana'a"),
        ("Ha'aretz's", "Ha'aretz 's"),
        ("O'Brien", "O'Brien"),
        ("o'clock", "o'clock"),
        ("the '90s", "the '90s"),
        ("vice-president", "vice - president"),
        ("20-year-old", "20 - year - old"),
        ("UN-backed", "UN - backed"),
        ("re-elected", "re-elected"),
        ("pro-Western", "pro-Western"),
        ("mid-1980s", "mid-1980s"),
        ("e-mail", "e-mail"),
        ("E-mail", "E-mail"),
        ("over-the-counter", "over - the - counter"),
        ("ex-ministers'", "ex-ministers '"),
        ("92.12%", "92.12 %"),
        ("6.5", "6.5"),
        ("1,234", "1,234"),
        ("4 281 625", "4 281 625"),
        ("10-15", "10 - 15"),
        ("18:30", "18:30"),
        ("11/28/2000", "11/28/2000"),
        ("24th", "24th"),
        ("1990s", "1990s"),
        ("5pm", "5 pm"),
        ("$3.5m", "$ 3.5 m"),
        ("US$4bn", "US$ 4 bn"),
        ("€5", "€ 5"),
        ("+44", "+44"),
        ("713-853-3098", "713-853-3098"),
        ("and/or", "and / or"),
        ("AT&T", "AT&T"),
        ("U.S.", "U.S."),
        ("the U.S.-led", "the U.S. - led"),
        ("Ph.D.", "Ph.D."),
        ("e.g.,", "e.g. ,"),
        ("J. R. Smith", "J. R. Smith"),
        ("No. 5", "No. 5"),
        ("No.", "No ."),
        ("GEN. LEE", "GEN. LEE"),
        ("https://example.org/a_b?c=1.", "https://example.org/a_b?c=1 ."),
        ("www.example.org,", "www.example.org ,"),
        ("first.last@example.org.", "first.last@example.org ."),
        ("example.com", "example.com"),
        ("@a_handle", "@a_handle"),
        ("#AHashtag", "#AHashtag"),
        ("# 538", "# 538"),
        ("well...", "well ..."),
        ("well…", "well …"),
        ("here--there", "here -- there"),
        ("here—there", "here — there"),
        ("“here”", "“ here ”"),
        ("„hier“", "„ hier “"),
        ("«ici»", "« ici »"),
        ("''here''", "'' here ''"),
        ("'here'", "' here '"),
        ("What?!", "What ?!"),
        ("e\u0301tat", "e\u0301tat"),
    ],
)
def test_words_follow_the_treebanks(text: str, expected: str) -> None:
    """Clitics, hyphens, numbers, abbreviations, names of the net and marks are cut as in the UD English treebanks."""
    assert expected == " ".join(words(text))


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Gen. Li, Rep. Roe and Prof. Dr. Ek.",
        "He went to the U.S. on Jan. 5 at 6 p.m. sharp.",
        "Acme Inc. paid No. 5, e.g. Smith & Co. of Fig. 7.",
        "J. R. Smith and Yu. Petrov met MR. LEE.",
        "It grew 6.5%.",
        "I was ... well ... late.",
        "Yahoo! said so.",
        "1. The chair opened the session.",
        "**4. The chair opened** the session.",
        "A. The nine.",
        '"Why?" he said.',
        '"Why?" Smith asked.',
        "‘Why?’ asked Smith.",
        "“We won!” President Joe Biden told reporters.",
        '"When?" I asked him.',
        '"We go on," Smith said.',
        '"It is a long game." - Matthew Ingram',
        "Ana Roe (b. March 2009) sings.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    """Abbreviations, initials, decimals, item numbers and the end of a quotation before its speaker do not cut."""
    assert 1 == len(split(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"I thank you. We will go on," he said.', ['" I thank you .', 'We will go on , " he said .']),
        ('He said: "It is over." Then he left.', ['He said : " It is over . "', "Then he left ."]),
        ('"Why not?" The crowd left.', ['" Why not ? "', "The crowd left ."]),
        ("“Yes!” (He left.) “No.”", ["“ Yes ! ”", "( He left . )", "“ No . ”"]),
        ("« Oui. » Il part.", ["« Oui . »", "Il part ."]),
        ("He met them in the U.S. The talks failed.", ["He met them in the U.S.", "The talks failed ."]),
        ("He chairs Acme Inc. It makes soap.", ["He chairs Acme Inc.", "It makes soap ."]),
        ("Pens, paper, etc. The rest came.", ["Pens , paper , etc .", "The rest came ."]),
        ("Is it over? No. It is not.", ["Is it over ?", "No .", "It is not ."]),
        ("Well… He left.", ["Well …", "He left ."]),
        ("He won 52.4 percent.The rest lost.", ["He won 52.4 percent .", "The rest lost ."]),
        ("It passed. [2] She left.", ["It passed . [ 2 ]", "She left ."]),
        ("ENVOY LEAVES. MR. LEE STAYS.", ["ENVOY LEAVES .", "MR. LEE STAYS ."]),
        ("他走了。「你好。」再见！", ["他走了 。", "「 你好 。 」", "再见 ！"]),
        ("هل؟ نعم۔", ["هل ؟", "نعم ۔"]),
    ],
)
def test_a_sentence_ends_at_its_mark(text: str, expected: list[str]) -> None:
    """A stop ends a sentence together with the marks it closes, inside a quotation as well as outside."""
    assert expected == shown(text)


def test_a_hard_wrapped_paragraph_is_one_paragraph() -> None:
    """A line break where the column was full does not end a sentence, also before a capital."""
    text = (
        "The envoy of the northern neighbour said on Monday that he had met President\n"
        "Jane Roe twice and that both sides were content. He did not say what they\n"
        "had spoken of.\n"
    )
    assert 2 == len(split(text)) == len(split(text.replace("\n", "\r\n")))
    assert ["content", "."] == shown(text)[0].split()[-2:]


def test_a_headline_is_a_sentence_of_its_own() -> None:
    """A line that was broken before its column was full ends, full stop or not."""
    text = (
        "Roe wins again\nBy A. Writer\nThe president of the northern neighbour won a second term on Sunday, he said.\n"
    )
    assert ["Roe wins again", "By A. Writer"] == shown(text)[:2]


def test_a_blank_line_ends_a_sentence() -> None:
    """A paragraph's end is a sentence's end, whatever the line ends are."""
    assert ["No stop here", "nor here"] == shown("No stop here\r\n\r\nnor here") == shown("No stop here\n \t\nnor here")


@pytest.mark.parametrize("marks", ["••", "--", "**", "12", "ab"])
def test_a_list_item_is_a_sentence_of_its_own(marks: str) -> None:
    """A line that begins with a bullet, a dash, a number or a letter in a list begins a sentence."""
    end = {"1": ".", "a": ")"}.get(marks[0], "")
    text = f"{marks[0]}{end} Turnout rose\n{marks[1]}{end} Prices fell"
    assert 2 == len(split(text))


@pytest.mark.parametrize("name", ["words", "sentences"])
def test_the_data_lists_hold_each_entry_once(name: str) -> None:
    """A list of the splitter's data has no entry twice and no empty one."""
    data = tomllib.loads(files("onrecord.parse").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))
    lists = [entries for table in data.values() for entries in table.values() if isinstance(entries, list)]
    assert [] == [entry for entries in lists for entry in entries if not entry or entries.count(entry) > 1]


def test_a_fused_word_is_cut_inside() -> None:
    """``cannot`` and its like are cut after their first letter and before their end."""
    data = tomllib.loads(files("onrecord.parse").joinpath("data/words.toml").read_text(encoding="utf-8"))
    assert [] == [word for word, at in data["fused"].items() if not 0 < at < len(word)]


def test_an_overlong_sentence_is_cut_after_a_mark() -> None:
    """Past 150 words a sentence is cut, after a semicolon where there is one."""
    text = " ".join(["word"] * 100) + "; " + " ".join(["word"] * 100)
    assert [101, 100] == [len(sentence) for sentence in split(text)]


@pytest.mark.parametrize(
    "unit",
    [
        *".\"'(“-@#_。\n",
        ". ",
        "a.",
        "a-",
        "a'",
        "1,",
        "a@",
        "www.",
        "http://",
        ". [1] ",
        "A\n",
        '?"I ',
        ". A ",
        "U.S. ",
        "a.b-c@",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """Eight times the text takes no more than a small multiple of eight times the time."""
    small, large = unit * (20_000 // len(unit)), unit * (160_000 // len(unit))
    assert _seconds(large) < 40 * max(_seconds(small), 0.005)


def _seconds(text: str) -> float:
    """How long this process computes to split a text."""
    began = time.process_time()
    split(text)
    return time.process_time() - began
