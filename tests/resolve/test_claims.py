"""Claims that say who is meant, from claims with mentions as written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.data import load_gazetteer
from onrecord.find import attach, find_events
from onrecord.resolve import resolve
from onrecord.types import Claim, Mention, Parsed, Span
from tests.trees import parsed_of

GAZETTEER = load_gazetteer()
VERA_WON = (
    "Vera NNP 3 nsubj PER; Dahlgren NNP 1 flat PER; won|win VBD 0 root; the DT 5 det; vote NN 3 obj; "
    "in IN 7 case; Peru NNP 3 obl LOC; . . 3 punct"
)
IN_PERU = (VERA_WON, VERA_WON)  # a story names its own country most
SENT = "{} NNP 2 nsubj LOC; sent|send VBD 0 root; congratulations|congratulation NNS 2 obj; . . 2 punct"
PAIR = "Fiji NNP 4 nsubj LOC; and CC 3 cc; Malta NNP 1 conj LOC; spoke|speak VBD 0 root; . . 4 punct"
VERA_OF_NORWAY = (
    "Vera NNP 8 nsubj PER; Dahlgren NNP 1 flat PER; , , 4 punct; president NN 1 appos; of IN 6 case; "
    "Norway NNP 4 nmod LOC; "
    ", , 4 punct; spoke|speak VBD 0 root; . . 8 punct"
)


def congratulated(agent: str, target: str) -> str:
    """ "A congratulated B", each a word with its tag and perhaps its label."""
    (one, one_tag, *one_label), (other, other_tag, *other_label) = agent.split(), target.split()
    return (
        f"{one} {one_tag} 2 nsubj {' '.join(one_label)}; congratulated|congratulate VBD 0 root; "
        f"{other} {other_tag} 2 obj {' '.join(other_label)}; . . 2 punct"
    )


def resolved(*sentences: str, **layout) -> tuple[Parsed, tuple[Mention, ...], tuple[Claim, ...]]:
    """An article of hand-written sentences with its mentions and claims."""
    parsed = parsed_of(*sentences, **layout)
    return (parsed, *resolve(parsed, attach(parsed, find_events(parsed, GAZETTEER), GAZETTEER), GAZETTEER))


def events(*sentences: str, **layout) -> list[Claim]:
    """The events of an article."""
    return [claim for claim in resolved(*sentences, **layout)[2] if claim.kind == "event"]


def who(claims: list[Claim]) -> list[tuple[str | None, str | None]]:
    """The names of agent and target of each claim."""
    return [
        tuple(mention.name if (mention := claim.role(role)) else "" for role in ("agent", "target")) for claim in claims
    ]


# --- whom a clause leaves out


def test_congratulations_to_nobody_are_to_the_winner() -> None:
    """ "Norway sent congratulations" where Vera Dahlgren won."""
    assert [("Norway", "Vera Dahlgren")] == who(events(VERA_WON, SENT.format("Norway")))


def test_a_target_that_was_left_out_is_cited_where_it_stands() -> None:
    """The winner's own words, the nearest to the claim, are the span of the role."""
    parsed, _, (claim,) = resolved(VERA_WON, SENT.format("Norway"), kinds=("paragraph", "paragraph"))
    target = claim.role("target")
    assert ("Vera Dahlgren", parsed.article.text.index("Vera")) == (
        target.span.of(parsed.article.text),
        target.span.start,
    )


def test_the_winner_is_who_is_congratulated_by_name() -> None:
    """More than who "won" anything: the one congratulated most."""
    boris = congratulated("Fiji NNP LOC", "Boris NNP PER")
    assert ("Norway", "Boris") == who(events(VERA_WON, boris, SENT.format("Norway")))[-1]


def test_who_congratulates_is_not_congratulated() -> None:
    """Of two who won something, who sends congratulations sends them to the other; where only he won, to nobody."""
    vera, boris = (f"{name} NNP 2 nsubj PER; won|win VBD 0 root; . . 2 punct" for name in ("Vera", "Boris"))
    sent = SENT.replace("LOC", "PER").format("Vera")
    assert [[("Vera", "Boris")], [("Vera", "")]] == [who(events(vera, boris, sent)), who(events(vera, sent))]


def test_without_a_winner_nobody_is_put_in_his_place() -> None:
    """Congratulations of which the article does not tell to whom are kept without a target, and scored low."""
    assert [("Norway", None, 0.4)] == [
        (claim.role("agent").name, claim.role("target"), claim.score) for claim in events(SENT.format("Norway"))
    ]


@pytest.mark.parametrize(("pronoun", "other"), [("him", "Boris"), ("her", "Petra")])
def test_a_congratulated_pronoun_is_the_winner(pronoun: str, other: str) -> None:
    """Whoever stood nearest, who is congratulated is who won."""
    sentences = (
        congratulated("Fiji NNP LOC", "Zorvath NNP PER"),
        f"{other} NNP 2 nsubj PER; spoke|speak VBD 0 root; . . 2 punct",
        congratulated("Norway NNP LOC", f"{pronoun} PRP"),
    )
    assert [("Fiji", "Zorvath"), ("Norway", "Zorvath")] == who(events(*sentences))


def test_a_congratulated_office_is_the_winners_unless_another_country_has_it() -> None:
    """ "The president" who is congratulated is the winner; "the Turkish president" is Turkey's."""
    rows = "Norway NNP 2 nsubj LOC; congratulated|congratulate VBD 0 root; the DT {0} det; {1}president NN 2 obj"
    assert [[("Norway", "Vera Dahlgren")], [("Norway", "the Turkish president")]] == [
        who(events(*IN_PERU, rows.format(at, more))) for at, more in ((4, ""), (5, "Turkish JJ 5 amod; "))
    ]


def test_a_thanked_pronoun_is_not_the_winner_for_that() -> None:
    """Only congratulations and recognition are aimed at the winner."""
    boris = "Boris NNP 2 nsubj PER; spoke|speak VBD 0 root; . . 2 punct"
    thanked = "Norway NNP 2 nsubj LOC; thanked|thank VBD 0 root; him PRP 2 obj; . . 2 punct"
    sentences = (congratulated("Fiji NNP LOC", "Vera NNP PER"), boris, thanked)
    assert [("Fiji", "Vera"), ("Norway", "Boris")] == who(events(*sentences))


def test_observers_with_nothing_to_observe_observe_the_election() -> None:
    """The first election that the article names, in its own words."""
    observed = "OSCE NNP 2 nsubj ORG; deployed|deploy VBD 0 root; observers|observer NNS 2 obj; . . 2 punct"
    parsed, _, (claim,) = resolved(VERA_WON, observed)
    assert ("OBSERVE", "the vote", "the vote") == (
        claim.action,
        claim.role("target").name,
        claim.role("target").span.of(parsed.article.text),
    )


# --- whoever cannot be told


def test_a_pronoun_that_nobody_fits_says_so() -> None:
    """Its name stays None, and the reason is written beside it."""
    (claim,) = events("He PRP 2 nsubj; praised|praise VBD 0 root; Oman NNP 2 obj LOC; . . 2 punct")
    agent = claim.role("agent")
    assert ("He", None, None) == (agent.wording, agent.name, agent.entity)
    assert "pronoun" == agent.unresolved.partition(":")[0]


def test_a_name_that_no_list_has_keeps_its_own_words() -> None:
    """Who is not in the gazetteer has a name, and a reason why no more is known."""
    (claim,) = events("Zorvath NNP 2 nsubj PER; praised|praise VBD 0 root; Oman NNP 2 obj LOC; . . 2 punct")
    agent = claim.role("agent")
    assert ("Zorvath", None, None) == (agent.name, agent.entity, agent.country)
    assert agent.unresolved


def test_a_country_taken_from_the_story_says_so() -> None:
    """ "The vote" is the story's own, and that is written down; "the Fijian vote" is Fiji's, and nothing need be."""
    own, fijian = (
        events(*IN_PERU, f"Norway NNP 2 nsubj LOC; praised|praise VBD 0 root; the DT {at} det; {more}vote NN 2 obj")[0]
        for at, more in ((4, ""), (5, "Fijian JJ 5 amod; "))
    )
    assert ("PER", "country: not said; the story's own") == (own.role("target").country, own.role("target").unresolved)
    assert ("FJI", None) == (fijian.role("target").country, fijian.role("target").unresolved)


def test_an_office_without_a_country_is_the_storys_own_and_says_so() -> None:
    """ "The minister" in a story of Peru is taken for Peru's, with the reason."""
    minister = "The DT 2 det; minister NN 3 nsubj; praised|praise VBD 0 root; Oman NNP 3 obj LOC; . . 3 punct"
    (claim,) = events(*IN_PERU, minister)
    agent = claim.role("agent")
    assert ("PER", "country: not said; the story's own") == (agent.country, agent.unresolved)


def test_an_official_of_an_international_body_has_no_country() -> None:
    """Neither that of the story nor any other."""
    official = (
        "Marta NNP 9 nsubj PER; Lindqvist NNP 1 flat PER; , , 4 punct; president NN 1 appos; of IN 8 case; "
        "the DT 8 det; "
        "European NNP 8 amod ORG; Council NNP 4 nmod ORG; praised|praise VBD 0 root; Oman NNP 9 obj LOC; . . 9 punct"
    )
    (claim,) = events(*IN_PERU, official)
    assert ("Marta Lindqvist", None) == (claim.role("agent").name, claim.role("agent").country)


# --- several for one


def test_a_group_that_the_article_spells_out_is_one_claim_for_each_member() -> None:
    """ "They congratulated Oman" after "Fiji and Malta spoke" is two claims, at the pronoun's words."""
    claims = events(PAIR, congratulated("They PRP", "Oman NNP LOC"))
    assert [("Fiji", "Oman"), ("Malta", "Oman")] == who(claims)
    assert {"They"} == {claim.role("agent").wording for claim in claims}


def test_two_groups_are_every_pair() -> None:
    """Agents and targets multiply; each claim has an id of its own."""
    pair = (
        "Peru NNP 4 nsubj LOC; and CC 3 cc; Chile NNP 1 conj LOC; congratulated|congratulate VBD 0 root; "
        "them PRP 4 obj; . . 4 punct"
    )
    claims = events(PAIR, pair)
    assert [(agent, target) for agent in ("Peru", "Chile") for target in ("Fiji", "Malta")] == who(claims)
    assert 4 == len({claim.id for claim in claims})


def test_a_shared_office_is_the_holder_whom_the_article_names() -> None:
    """Of "the presidents of Norway and Fiji" Norway's is Vera Dahlgren, and Fiji's stays his office."""
    both = (
        "The DT 2 det; presidents|president NNS 7 nsubj; of IN 4 case; Norway NNP 2 nmod LOC; and CC 6 cc; "
        "Fiji NNP 4 conj LOC; "
        "praised|praise VBD 0 root; Oman NNP 7 obj LOC; . . 7 punct"
    )
    assert [("Vera Dahlgren", "Oman"), ("president of Fiji", "Oman")] == who(events(VERA_OF_NORWAY, both))


def test_nobody_acts_on_himself() -> None:
    """Where agent and target turn out to be one, there is no claim; two of one surname are two."""
    praised = "{} NNP 2 nsubj PER; praised|praise VBD 0 root; Dahlgren NNP 2 obj PER; . . 2 punct"
    boris = "Boris NNP 3 nsubj PER; Okrent NNP 1 flat PER; spoke|speak VBD 0 root; . . 3 punct"
    assert [[], [("Boris Okrent", "Vera Dahlgren")]] == [
        who(events(VERA_OF_NORWAY, boris, praised.format(agent))) for agent in ("Vera", "Okrent")
    ]


def test_a_state_and_its_capital_are_one_party() -> None:
    """ "Norway praised Oslo" is a state that praises itself."""
    assert [] == events("Norway NNP 2 nsubj LOC; praised|praise VBD 0 root; Oslo NNP 2 obj LOC; . . 2 punct")


# --- names, reporters, quotations


def test_a_nameless_voice_of_a_body_is_the_body() -> None:
    """What "its spokesman" does the body does; he himself is what is done to him."""
    met = "Norway NNP 2 nsubj LOC; met|meet VBD 0 root; Oman NNP 2 obj LOC; . . 2 punct"
    did = "Its|its PRP$ 2 nmod:poss; spokesman NN 3 nsubj; praised|praise VBD 0 root; Peru NNP 3 obj LOC; . . 3 punct"
    suffered = "Peru NNP 2 nsubj LOC; praised|praise VBD 0 root; its PRP$ 4 nmod:poss; spokesman NN 2 obj; . . 2 punct"
    assert ("Norway", "Peru") in who(events(met, did))
    assert ["its spokesman"] == [target for agent, target in who(events(met, suffered)) if agent == "Peru"]


def test_a_surname_has_the_full_name_of_the_article() -> None:
    """The wording stays as it is written; the name is the fullest, and a capital is its state."""
    (claim,) = events(
        VERA_OF_NORWAY, "Dahlgren NNP 2 nsubj PER; praised|praise VBD 0 root; Muscat NNP 2 obj LOC; . . 2 punct"
    )
    agent, target = claim.role("agent"), claim.role("target")
    assert [("Dahlgren", "Vera Dahlgren", "NOR"), ("Muscat", "Oman", "OMN")] == [
        (mention.wording, mention.name, mention.country) for mention in (agent, target)
    ]


def test_who_reports_a_claim_is_resolved_too() -> None:
    """In "Dahlgren said Fiji praised Oman" it is Vera Dahlgren who says so."""
    said = (
        "Dahlgren NNP 2 nsubj PER; said|say VBD 0 root; Fiji NNP 4 nsubj LOC; praised|praise VBD 2 ccomp; "
        "Oman NNP 4 obj LOC; . . 2 punct"
    )
    (claim,) = events(VERA_OF_NORWAY, said)
    assert ["Vera Dahlgren"] == [mention.name for mention in claim.reported_by]


def test_who_says_we_in_a_quotation_acts() -> None:
    """ "“We thank Malta,” Dahlgren said": Vera Dahlgren thanks, and the quotation is hers."""
    quoted = (
        "“ `` 3 punct; We PRP 3 nsubj; thank VBP 0 root; Malta NNP 3 obj LOC; , , 3 punct; ” '' 3 punct; "
        "Dahlgren NNP 8 nsubj PER; said|say VBD 3 parataxis; . . 3 punct"
    )
    _, _, claims = resolved(VERA_OF_NORWAY, quoted)
    assert [("quotation", "Vera Dahlgren"), ("event", "Vera Dahlgren")] == [
        (claim.kind, claim.roles[0].mention.name) for claim in claims
    ]


# --- the whole


ARTICLE = (
    VERA_OF_NORWAY,
    PAIR,
    congratulated("They PRP", "Dahlgren NNP PER"),
    SENT.format("Chile"),
    congratulated("He PRP", "Dahlgren NNP PER"),
)


def test_an_article_without_claims_has_no_mentions_either() -> None:
    """Nothing is kept that nothing is said of."""
    parsed = parsed_of(VERA_OF_NORWAY)
    assert ((), ()) == resolve(parsed, (), GAZETTEER)


def test_every_mention_is_exactly_the_words_of_its_span_in_order() -> None:
    """Roles, reporters and mentions are slices of the article's text; mentions come in order of appearance."""
    parsed, mentions, claims = resolved(*ARTICLE)
    shown = [*mentions, *(role.mention for claim in claims for role in claim.roles)]
    assert [mention.wording for mention in shown] == [mention.span.of(parsed.article.text) for mention in shown]
    assert sorted(mention.span.start for mention in mentions) == [mention.span.start for mention in mentions]


def test_the_mentions_of_a_headline_come_first() -> None:
    """A title is understood last, and still stands first."""
    _, mentions, _ = resolved(
        "Oman NNP 2 nsubj LOC; wins|win VBZ 0 root", *ARTICLE, kinds=("title", *["paragraph"] * 5)
    )
    assert ("Oman", 0) == (mentions[0].wording, mentions[0].span.start)


def test_every_role_is_named_or_says_why_not() -> None:
    """Nobody is None without a reason."""
    _, _, claims = resolved(*ARTICLE)
    roles = [role.mention for claim in claims for role in claim.roles]
    assert [] == [mention.wording for mention in roles if mention.name is None and not mention.unresolved]
    assert None in [mention.name for mention in roles]


def test_claims_have_ids_of_their_own_that_never_change() -> None:
    """Distinct within the article, the same at a second reading, and none that of the claim it came from."""
    parsed, _, claims = resolved(*ARTICLE)
    ids = [claim.id for claim in claims]
    assert 4 == len(ids) == len(set(ids))
    assert ids == [claim.id for claim in resolved(*ARTICLE)[2]]
    assert ids != [claim.id for claim in find_events(parsed, GAZETTEER)]


def test_the_same_claim_given_twice_is_made_once() -> None:
    """Two claims with one id are one."""
    parsed = parsed_of(*ARTICLE)
    found = find_events(parsed, GAZETTEER)
    assert resolve(parsed, found, GAZETTEER) == resolve(parsed, (*found, *found), GAZETTEER)


def test_every_claim_of_a_find_is_resolved_or_dropped_whole() -> None:
    """Resolving changes who is meant, never what is said, where, or by which rule."""
    parsed, _, claims = resolved(*ARTICLE)
    kept = {(claim.action, claim.polarity, claim.trigger, claim.evidence, claim.rule) for claim in claims}
    assert kept <= {
        (claim.action, claim.polarity, claim.trigger, claim.evidence, claim.rule)
        for claim in find_events(parsed, GAZETTEER)
    }


# --- who says so


def test_two_who_say_it_together_are_one_source() -> None:
    """ "Vera and Igor said" is one link of the chain, under both names."""
    told = (
        "Vera NNP 5 nsubj PER; and CC 3 cc; Igor NNP 1 conj PER; both DT 5 advmod; said|say VBD 0 root; "
        "that IN 8 mark; Fiji NNP 8 nsubj LOC; thanked|thank VBD 5 ccomp; Peru NNP 8 obj LOC; . . 5 punct"
    )
    (claim,) = events(VERA_WON, told)
    assert ["Vera and Igor"] == [mention.name for mention in claim.reported_by]


def test_nobody_is_in_a_chain_twice() -> None:
    """Two wordings that turn out to mean one person are one link; a group that stands for several stays one."""
    told = congratulated("Fiji NNP LOC", "Malta NNP LOC")
    parsed, mentions, (claim,) = resolved(
        VERA_WON, VERA_WON.replace("Dahlgren NNP 1 flat PER", "herself PRP 3 advmod"), told
    )
    text = parsed.article.text
    spans = (Span(0, len("Vera Dahlgren")), Span(text.index("Vera herself"), text.index("Vera herself") + 4))
    chain = tuple(Mention(span, "person", span.of(text)) for span in spans)
    (again,) = resolve(parsed, [replace(claim, reported_by=chain)], GAZETTEER)[1]
    assert ["Vera Dahlgren"] == [mention.name for mention in again.reported_by]
    assert mentions
