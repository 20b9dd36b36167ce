"""Web pages: the article without the page, its kinds kept, and no text lost in silence."""

from pathlib import Path

import pytest

from onrecord.read.article import read_file
from onrecord.read.draft import STANDARD, Limits, PileFile
from onrecord.read.page.sandbox import Sandbox
from onrecord.types import Article, Input

SENTENCES = [
    "The president of Turkey congratulated his colleague on the victory, his office said in a statement on Monday.",
    "He wished the people of the neighbouring country peace and well-being, and said that he would visit them soon.",
    "The leader of the opposition did not comment on the result, which the commission will announce later this week.",
]
PROSE = "".join(f"<p>{sentence}</p>\n" for sentence in SENTENCES)
HEAD = """<html><head><title>Turkey sends its wishes - The Baku Herald</title>
<meta property="og:title" content="Turkey sends its wishes"><meta property="og:site_name" content="The Baku Herald">
<meta property="article:published_time" content="2024-02-08T10:00:00Z"><meta name="author" content="Jane Doe">
<link rel="canonical" href="https://herald.example/turkey"></head>"""
PAGE = f"""{HEAD}<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article>
<h1>Turkey sends its wishes</h1><p>ANKARA, Feb 8 (Agency) - {SENTENCES[0]}</p><h2>Reactions</h2>
<p>{SENTENCES[1]}</p><ul><li>France has sent a letter to the winner</li><li>Spain has sent none so far</li></ul>
<p>{SENTENCES[2]}</p></article><footer>© The Baku Herald</footer></body></html>"""
QUICK = Limits(wall_seconds=3, cpu_seconds=2)


def read_page(folder: Path, page: str | bytes, limits: Limits = STANDARD) -> tuple[Input, Article | None]:
    (folder / "x.html").write_bytes(page.encode() if isinstance(page, str) else page)
    return read_file(PileFile(folder / "x.html", "x.html", "x"), limits)


def article_of(folder: Path, page: str | bytes) -> tuple[Input, Article]:
    source, article = read_page(folder, page)
    assert article is not None
    return source, article


def test_a_page_is_its_article(tmp_path: Path) -> None:
    """Title, kinds and metadata are kept; menu and footer are not part of the text."""
    source, article = article_of(tmp_path, PAGE)
    assert [(block.kind, block.span.of(article.text)) for block in article.blocks] == [
        ("title", "Turkey sends its wishes"),
        ("dateline", "ANKARA, Feb 8 (Agency) -"),
        ("paragraph", SENTENCES[0]),
        ("heading", "Reactions"),
        ("paragraph", SENTENCES[1]),
        ("item", "France has sent a letter to the winner"),
        ("item", "Spain has sent none so far"),
        ("paragraph", SENTENCES[2]),
    ]
    assert (article.title, article.byline, article.published) == ("Turkey sends its wishes", "Jane Doe", "2024-02-08")
    assert (article.source, article.url) == ("The Baku Herald", "https://herald.example/turkey")
    assert (source.status, source.reason) == ("ok", "")


def test_the_same_page_gives_the_same_article(tmp_path: Path) -> None:
    """Reading again, in a process that has read other pages, changes nothing."""
    first = read_page(tmp_path, PAGE)
    read_page(tmp_path, f"<html><body>{PROSE}</body></html>")
    assert read_page(tmp_path, PAGE) == first


def test_a_declared_encoding_is_used(tmp_path: Path) -> None:
    """A page in Windows-1252 that says so has no doubt."""
    page = (
        f'<html><head><meta charset="windows-1252"></head><body><p>The café’s owner said it.</p>{PROSE}</body></html>'
    )
    source, article = article_of(tmp_path, page.encode("cp1252"))
    assert "café’s" in article.text
    assert source.status == "ok"


@pytest.mark.parametrize("depth", [254, 1000, 5000])
def test_text_below_deep_nesting_is_not_lost(tmp_path: Path, depth: int) -> None:
    """What the first parser drops without a word is read by the second, and the status says so."""
    source, article = article_of(tmp_path, f"{HEAD}<body>{'<div>' * depth}{PROSE}{'</div>' * depth}</body></html>")
    assert all(sentence in article.text for sentence in SENTENCES)
    assert source.status == "suspect"
    assert "read a second way" in source.reason


def test_a_line_of_ten_megabytes_is_not_lost(tmp_path: Path) -> None:
    """A text node over the parser's buffer is counted, not dropped: here it is over the limit of text."""
    source, _ = read_page(tmp_path, f"<html><body><p>{(SENTENCES[0] + ' ') * 100_000}</p></body></html>")
    assert source.status == "too_large"
    assert "characters; the limit is 5000000" in source.reason


@pytest.mark.parametrize(
    "page",
    [
        "<body><p " + " ".join(f"a{number}=1" for number in range(300_000)) + f">x</p>{PROSE}</body>",
        "<body><table>" + "<tr><td colspan=9999 rowspan=9999>The text</td></tr>" * 10_000 + "</table></body>",
    ],
    ids=["attributes", "table"],
)
def test_a_page_that_hangs_the_parser_is_given_up(tmp_path: Path, page: str) -> None:
    """It ends with a status within its time, and the next page is read as ever."""
    source, _ = read_page(tmp_path, page, QUICK)
    assert source.status == "timeout"
    assert source.reason.endswith("(x.html). Save the article's text as plain text instead.")
    assert read_page(tmp_path, PAGE)[0].status == "ok"


def test_a_page_that_eats_memory_is_given_up(tmp_path: Path) -> None:
    """Memory has a limit of its own; above it the page is too large, and the next page is read as ever."""
    page = "<body>" + '<a href="/x">The link of it</a> ' * 60_000 + "</body>"
    source, _ = read_page(tmp_path, page, Limits(memory_bytes=230_000_000))
    assert source.status == "too_large"
    assert read_page(tmp_path, PAGE)[0].status == "ok"


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<script>" * 5000, "<" * 50_000, "<!--", "<p", "<a b='"]
)
def test_a_page_without_text_is_empty(tmp_path: Path, page: str) -> None:
    """Markup without an article is not an article."""
    source, _ = read_page(tmp_path, page)
    assert source.status == "empty"


def test_a_script_is_never_text(tmp_path: Path) -> None:
    """Scripts, styles and comments are not shown by a page and not read from it."""
    _, article = article_of(
        tmp_path, f"<body><script>alert('x')</script><style>p {{}}</style><!-- no -->{PROSE}</body>"
    )
    assert "alert" not in article.text
    assert "no -->" not in article.text


def test_a_page_titled_with_its_outlets_name_has_its_heading_for_a_title(tmp_path: Path) -> None:
    """The name of the site is not the title of its article."""
    head = '<head><title>The Baku Herald</title><meta property="og:site_name" content="The Baku Herald"></head>'
    page = f"<html>{head}<body><article><h1>Turkey sends its wishes</h1>{PROSE}</article></body></html>"
    _, article = article_of(tmp_path, page)
    assert article.title == "Turkey sends its wishes"
    assert article.source == "The Baku Herald"


def test_pages_are_read_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder a user stands in does not matter, not even with modules in it that are named like ours."""
    (tmp_path / "lxml.py").write_text("raise SystemExit(3)", encoding="utf-8")
    (tmp_path / "onrecord.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.chdir(tmp_path)
    answer = Sandbox().read(PAGE, STANDARD)
    assert isinstance(answer, dict), answer
