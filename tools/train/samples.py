"""Articles as the reader is trained on them: the labelled corpus, our own annotated one, and GUM's chains.

An article is read and parsed as the runtime does it. Its candidates are those that the runtime will see, so that what
is learned of them holds there. The labelled corpus says who does what and in which sentence; our own says which words
carry the act and which words mean whom.
"""

from __future__ import annotations

import json
import multiprocessing
import tempfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.candidates import Candidate, candidates
from onrecord.data import load_gazetteer
from onrecord.find import find_events
from onrecord.nouns import mention_at
from onrecord.parse import parse_article
from onrecord.parse.pipeline import Pipeline
from onrecord.read import read_file
from onrecord.read.draft import PileFile
from onrecord.resolve.antecedents import distance_buckets, linkable, pair_features, traits
from onrecord.resolve.claims import _Resolver
from onrecord.resolve.in_article import Resolution
from onrecord.tree import Tree
from onrecord.types import Article, Mention, Parsed
from tools.train import annotated
from tools.train.annotated import ACTIONS, MODALITIES, Act, Annotated, Known
from tools.train.chains import NAME as CHAIN
from tools.train.chains import chains
from tools.train.scoring import Record, same_party

OWN, CHAINS = "own", "chains"
"""The groups of the samples that are not of the labelled corpus."""
GROUPS = (("dip", "elb"), ("dis", "lis"), ("dom", "mix"), ("ela",), ("int",))
"""The labelled corpus in five folds; a group's articles are alike and stay together."""

Places = tuple[int, ...]
"""Places in ``Sample.candidates``."""


@dataclass(frozen=True, slots=True, eq=False)
class SampleAct:
    """One act of an article: its action and modality by number, and the rows of the words that carry it.

    ``exact`` where the rows are the trigger's: then ``parties`` holds, for agent and target, the mentions of each of
    them. Elsewhere the rows are a whole sentence's, ``alone`` holds for agent and target the candidates whose own words
    name the labelled one, ``ruled`` those whom the rules take for it, and ``label`` is what they were compared with.
    """

    action: int
    modality: int
    optional: bool
    rows: tuple[int, ...]
    exact: bool
    parties: tuple[tuple[Places, ...], ...] = ((), ())
    alone: tuple[Places, Places] = ((), ())
    ruled: tuple[Places, Places] = ((), ())
    label: Record | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One article with all that training asks of it.

    ``ruled`` says of each candidate whether the rules name somebody for it. ``features``, ``distances`` and ``link``
    are the mention ranker's tables of pairs (see ``onrecord.resolve.antecedents``). ``acts`` is None where the article
    says nothing of acts. ``links`` gives the entities of the candidates that are marked as mentions, ``kinds`` what
    they are, ``trusted`` those of them for which the rules name the right one, ``entities`` who is who. ``labels`` are
    the article's events.
    """

    name: str
    group: str
    parsed: Parsed
    candidates: tuple[Candidate, ...]
    ruled: tuple[bool, ...]
    forms: NDArray[np.int64]
    features: NDArray[np.float16]
    distances: NDArray[np.int8]
    link: NDArray[np.bool_]
    acts: tuple[SampleAct, ...] | None = None
    links: Mapping[int, tuple[str, ...]] | None = None
    kinds: Mapping[int, str] | None = None
    trusted: frozenset[int] = frozenset()
    entities: Mapping[str, Known] | None = None
    labels: tuple[Record, ...] = ()

    @property
    def words(self) -> int:
        """How many words it has, in all sentences."""
        return sum(len(sentence.words) for sentence in self.parsed.sentences)


def fold_of(sample: Sample, folds: int = len(GROUPS)) -> int:
    """The fold that a sample is kept for: by its group, our own by a checksum of its name. Raises ValueError."""
    if sample.group == OWN:
        return zlib.crc32(sample.name.encode()) % len(GROUPS) % folds
    for at, groups in enumerate(GROUPS):
        if sample.group in groups:
            return at % folds
    raise ValueError(f"{sample.name} is of the group {sample.group!r}, which is in no fold")


# --- sources ----------------------------------------------------------------------------------------------------


def labelled_samples(corpus: Path, model: Path | None = None, workers: int = 1) -> list[Sample]:
    """The articles of a labelled corpus: ``GROUP/NAME.txt``, each with its ``NAME.gold.json``."""
    jobs = []
    for path in sorted(corpus.rglob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "events" in gold:
            article = _article(path.with_name(path.name.replace(".gold.json", ".txt")))
            jobs += [(article, path.parent.name, gold["events"], model)] if article else []
    return _map(_labelled_job, jobs, workers)


def own_samples(folder: Path, model: Path | None = None, workers: int = 1) -> list[Sample]:
    """The articles of our own corpus. Raises AnnotationError."""
    articles = [article for path in sorted(folder.glob("*.txt")) for article in annotated.read(path)]
    return _annotated_samples(articles, model, workers)


def chain_samples(treebanks: Path, model: Path | None = None, workers: int = 1) -> list[Sample]:
    """GUM's articles with their chains and without acts."""
    return _annotated_samples(chains(treebanks), model, workers)


def _annotated_samples(articles: Sequence[Annotated], model: Path | None, workers: int) -> list[Sample]:
    jobs = []
    with tempfile.TemporaryDirectory() as place:
        for one in articles:
            path = Path(place) / f"{one.id}.txt"
            path.write_text(one.text, encoding="utf-8")
            article = _article(path)
            if article and article.text == one.text:
                jobs.append((article, one, model))
            elif article:
                print(f"{one.id} is left out: reading changes its text")
    return _map(_annotated_job, jobs, workers)


def _article(path: Path) -> Article | None:
    told, article = read_file(PileFile(path, path.name, path.stem))
    if article is None:
        print(f"{path.name} is left out: {told.reason}")
    return article


def _map(work: Callable[[Any], Sample], jobs: Sequence[Any], workers: int) -> list[Sample]:
    if workers < 2:
        return list(map(work, jobs))
    with multiprocessing.Pool(workers) as pool:
        return pool.map(work, jobs, chunksize=8)


def _labelled_job(job: tuple[Article, str, Sequence[Record], Path | None]) -> Sample:
    article, group, labels, model = job
    return labelled(group, parse_article(article, pipeline=_pipeline(model)), labels)


def _annotated_job(job: tuple[Article, Annotated, Path | None]) -> Sample:
    article, marked, model = job
    return marked_up(parse_article(article, pipeline=_pipeline(model)), marked)


@cache
def _pipeline(model: Path | None) -> Pipeline | None:
    return Pipeline(model) if model else None


# --- what every sample has --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Meant:
    """Who a candidate is by its own words, and who by the rules where it is not a name."""

    alone: tuple[Mention, ...]
    ruled: tuple[Mention, ...]


def _unmarked(group: str, parsed: Parsed) -> tuple[Sample, list[_Meant]]:
    """The sample before its labels, with whom each candidate may mean."""
    gazetteer, parsed = load_gazetteer(), replace(parsed, signals=None)
    trees = tuple(Tree(sentence, parsed.article.text) for sentence in parsed.sentences)
    quotations = tuple(claim for claim in find_events(parsed, gazetteer) if claim.kind == "quotation")
    # Without signals: what the ranker is to be taught cannot be what an earlier ranker said.
    resolution = Resolution(parsed.article, trees, quotations, gazetteer)
    resolver = _Resolver(parsed, trees, resolution, gazetteer)
    found = candidates(trees)
    meant = [_meant(resolver, one) for one in found]
    said = [(claim.evidence[0], speaker.span) for claim in quotations if (speaker := claim.role("speaker"))]
    every = traits(trees, found, resolution, said, gazetteer)
    sample = Sample(
        name=parsed.article.document,
        group=group,
        parsed=parsed,
        candidates=found,
        ruled=tuple(bool(one.ruled) for one in meant),
        forms=np.array([one.form for one in every], dtype=np.int64),
        features=pair_features(every).astype(np.float16),
        distances=distance_buckets(every).astype(np.int8),
        link=linkable(found),
    )
    return sample, meant


def _meant(resolver: _Resolver, one: Candidate) -> _Meant:
    tree = resolver.trees[one.sentence]
    mention = mention_at(tree, one.word, resolver.gazetteer)
    seen = (one.sentence, one.word) in resolver.resolution.at
    by_rules = resolver.who(mention) if seen and not one.is_name else ()
    if tree.sentence.upos[one.word] == "PRON" or one.form == "some":
        alone: tuple[Mention, ...] = ()
    elif one.is_name:
        alone = resolver.who(mention)
    elif mention.kind == "thing":
        alone = (resolver._thing(mention),)
    else:
        alone = (resolver._identify(replace(mention, name=mention.wording)),)
    named = (tuple(who for who in said if who.name) for said in (alone, by_rules))
    return _Meant(*named)


def is_party(label: Record, role: str, mentions: Iterable[Mention]) -> bool:
    """Whether one of the mentions is the labelled one in a role ("actor" or "target")."""
    return any(same_party(label, party_record(role, one), role) for one in mentions)


def is_entity(known: Known, mentions: Iterable[Mention]) -> bool:
    """Whether one of the mentions is the entity of an annotated article."""
    return is_party({"actor": known.name, "actor_country": known.country}, "actor", mentions)


def party_record(role: str, mention: Mention) -> Record:
    """A mention as the fields of a role in a record."""
    entity = mention.entity.name if mention.entity else None
    return {role: mention.name, f"{role}_entity": entity, f"{role}_country": mention.country}


def _rows(parsed: Parsed, start: int, end: int) -> tuple[int, ...]:
    """The rows of the words that share a character with a stretch of the text."""
    spans = (span for one in parsed.sentences for span in zip(one.starts, one.ends, strict=True))
    return tuple(row for row, (first, last) in enumerate(spans) if first < end and last > start)


# --- labelled articles ------------------------------------------------------------------------------------------


def labelled(group: str, parsed: Parsed, labels: Sequence[Record]) -> Sample:
    """The sample of an article whose events are labelled by sentence."""
    sample, meant = _unmarked(group, parsed)
    acts = [act for label in labels if (act := _labelled_act(sample, meant, label))]
    return replace(sample, acts=tuple(acts), labels=tuple(labels))


def _labelled_act(sample: Sample, meant: Sequence[_Meant], label: Record) -> SampleAct | None:
    text, words = sample.parsed.article.text, label["evidence"]
    start = label.get("start")
    if start is None or text[start : label["end"]] != words:
        start = text.find(words)
    rows = _rows(sample.parsed, start, start + len(words)) if start >= 0 else ()
    if not rows:
        return None
    alone = [_fitting(label, role, [one.alone for one in meant]) for role in ("actor", "target")]
    ruled = [_fitting(label, role, [one.ruled for one in meant]) for role in ("actor", "target")]
    return SampleAct(
        action=ACTIONS.index(label["action"]),
        modality=MODALITIES.index(label["modality"]),
        optional=bool(label.get("optional")),
        rows=rows,
        exact=False,
        alone=(alone[0], alone[1]),
        ruled=(ruled[0], ruled[1]),
        label=label,
    )


def _fitting(label: Record, role: str, said: Sequence[tuple[Mention, ...]]) -> Places:
    return tuple(at for at, mentions in enumerate(said) if is_party(label, role, mentions))


# --- articles that are marked up --------------------------------------------------------------------------------


def marked_up(parsed: Parsed, marked: Annotated) -> Sample:
    """The sample of an article whose mentions are marked; of GUM's, which have no acts, ``acts`` is None."""
    of_chains = marked.id.startswith(CHAIN)
    sample, meant = _unmarked(CHAINS if of_chains else OWN, parsed)
    links = _links(sample, marked)
    trusted = _trusted_by_chain(sample, links) if of_chains else _trusted_by_name(meant, links, marked)
    return replace(
        sample,
        acts=None if of_chains else tuple(_marked_acts(sample, links, marked)),
        links=links,
        kinds={at: marked.entities[entities[0]].kind for at, entities in links.items()},
        trusted=frozenset(at for at in trusted if sample.ruled[at]),
        entities=marked.entities,
        labels=tuple(_labels_of(marked)),
    )


def _links(sample: Sample, marked: Annotated) -> dict[int, tuple[str, ...]]:
    """The candidate that heads each mention with its entities; the longest mention has a candidate first."""
    links: dict[int, tuple[str, ...]] = {}
    for mention in sorted(marked.mentions, key=lambda one: one.start - one.end):
        inside = [
            at
            for at, one in enumerate(sample.candidates)
            if mention.start <= _start(sample, one, one.word) and _end(sample, one, one.word) <= mention.end
        ]
        if inside:
            head = min(inside, key=lambda at: _depth(sample, sample.candidates[at], mention.start, mention.end))
            links.setdefault(head, mention.entities)
    return links


def _start(sample: Sample, one: Candidate, word: int) -> int:
    return sample.parsed.sentences[one.sentence].starts[word]


def _end(sample: Sample, one: Candidate, word: int) -> int:
    return sample.parsed.sentences[one.sentence].ends[word]


def _depth(sample: Sample, one: Candidate, start: int, end: int) -> int:
    """How many words of a stretch stand above a candidate in its tree."""
    heads, depth = sample.parsed.sentences[one.sentence].heads, 0
    word = heads[one.word]
    while word >= 0:
        depth += start <= _start(sample, one, word) and _end(sample, one, word) <= end
        word = heads[word]
    return depth


def _trusted_by_chain(sample: Sample, links: Mapping[int, tuple[str, ...]]) -> set[int]:
    """Where the rules mean somebody by two mentions of one chain. Feature 4 says that two have an actor in common."""
    return {
        one
        for one, chain in links.items()
        if any(other != one and links[other] == chain and sample.features[one, other, 4] > 0 for other in links)
    }


def _trusted_by_name(meant: Sequence[_Meant], links: Mapping[int, tuple[str, ...]], marked: Annotated) -> set[int]:
    """Where the rules name all whom a mention speaks of."""

    def is_named(at: int, entity: str) -> bool:
        return is_entity(marked.entities[entity], meant[at].ruled)

    return {at for at, entities in links.items() if all(is_named(at, entity) for entity in entities)}


def _marked_acts(sample: Sample, links: Mapping[int, tuple[str, ...]], marked: Annotated) -> Iterable[SampleAct]:
    mentions: dict[str, list[int]] = {}
    for at, entities in links.items():
        for entity in entities:
            mentions.setdefault(entity, []).append(at)
    for act in marked.acts:
        rows = _rows(sample.parsed, act.start, act.end)
        if rows:
            yield SampleAct(
                action=ACTIONS.index(act.action),
                modality=MODALITIES.index(act.modality),
                optional=act.optional,
                rows=rows,
                exact=True,
                parties=tuple(
                    tuple(tuple(mentions.get(entity, ())) for entity in side) for side in (act.agents, act.targets)
                ),
            )


def _labels_of(marked: Annotated) -> list[Record]:
    """The marked acts as records, one for each agent with each target; without an agent there is no event.

    Every instance is marked, but an article's event is labelled once: by a required one, where there is one.
    """
    found: dict[tuple[str, ...], Record] = {}
    for act in sorted(marked.acts, key=_may_be_missed):
        for agent in act.agents:
            for target in act.targets or ("",):
                key = (act.action, agent, target, act.modality)
                found.setdefault(key, _record(act, marked.entities[agent], marked.entities.get(target)))
    return list(found.values())


def _may_be_missed(act: Act) -> bool:
    return act.optional or act.modality == "implied"


def _record(act: Act, agent: Known, target: Known | None) -> Record:
    return {
        "action": act.action,
        "actor": agent.name,
        "actor_kind": agent.kind,
        "actor_country": agent.country,
        "target": target.name if target else None,
        "target_country": target.country if target else None,
        "modality": act.modality,
        "start": act.start,
        "end": act.end,
        "optional": _may_be_missed(act),
    }
