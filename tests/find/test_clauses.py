"""Constructions into clauses, on trees written by hand."""

from __future__ import annotations

from onrecord.find.clauses import copular_clause, noun_clause, reporters, verb_clause
from onrecord.tree import Tree
from tests.trees import tree_of


def named(tree: Tree, words: tuple[int, ...]) -> list[str]:
    return [tree.sentence.words[word] for word in words]


def test_an_active_clause_has_its_subject_for_agent() -> None:
    """X congratulated Y: agent X, object Y."""
    tree = tree_of("Minsk Minsk NNP 2 nsubj\ncongratulated congratulate VBD 0 root\nAliyev Aliyev NNP 2 obj")
    clause = verb_clause(tree, 1)
    assert (["Minsk"], ["Aliyev"]) == (named(tree, clause.slot("agent")), named(tree, clause.slot("obj")))


def test_a_passive_clause_has_its_by_phrase_for_agent() -> None:
    """Y was congratulated by X: agent X, object Y."""
    tree = tree_of(
        "Aliyev Aliyev NNP 3 nsubj:pass\nwas be AUX 3 aux:pass\ncongratulated congratulate VBN 0 root\n"
        "by by IN 5 case\nMinsk Minsk NNP 3 obl:agent"
    )
    clause = verb_clause(tree, 2)
    assert (["Minsk"], ["Aliyev"]) == (named(tree, clause.slot("agent")), named(tree, clause.slot("obj")))


def test_have_before_a_participle_is_active_whatever_the_parser_says() -> None:
    """ "have congratulated" labelled passive is read as active."""
    tree = tree_of(
        "Leaders leader NNS 3 nsubj:pass\nhave have AUX 3 aux:pass\n"
        "congratulated congratulate VBN 0 root\nAliyev Aliyev NNP 3 obj"
    )
    assert ["Leaders"] == named(tree, verb_clause(tree, 2).slot("agent"))


def test_a_relative_clause_takes_its_antecedent() -> None:
    """X, who congratulated Y: agent X."""
    tree = tree_of(
        "Orban Orban NNP 5 nsubj\nwho who WP 3 nsubj\n"
        "congratulated congratulate VBD 1 acl:relcl\nAliyev Aliyev NNP 3 obj\n"
        "arrived arrive VBD 0 root"
    )
    assert ["Orban"] == named(tree, verb_clause(tree, 2).slot("agent"))


def test_a_fronted_participle_takes_the_subject_of_its_clause() -> None:
    """Congratulating Y, X called for peace: agent X."""
    tree = tree_of(
        "Congratulating congratulate VBG 5 advcl\nAliyev Aliyev NNP 1 obj\n, , , 1 punct\nMichel Michel NNP 5 nsubj\n"
        "spoke speak VBD 0 root"
    )
    assert ["Michel"] == named(tree, verb_clause(tree, 0).slot("agent"))


def test_refusing_and_stopping_short_are_negative() -> None:
    """X refused to congratulate Y did not happen."""
    tree = tree_of(
        "Paris Paris NNP 2 nsubj\nrefused refuse VBD 0 root\nto to TO 4 mark\ncongratulate congratulate VB 2 xcomp\n"
        "Aliyev Aliyev NNP 4 obj"
    )
    clause = verb_clause(tree, 3)
    assert ("negative", ["Paris"]) == (clause.polarity, named(tree, clause.slot("agent")))


def test_expected_acts_are_planned_and_possible_ones_open() -> None:
    """ "will" plans; "may" leaves open."""
    rows = "Paris Paris NNP 3 nsubj\n{0} {0} MD 3 aux\ncongratulate congratulate VB 0 root\nAliyev Aliyev NNP 3 obj"
    will, may = verb_clause(tree_of(rows.format("will")), 2), verb_clause(tree_of(rows.format("may")), 2)
    assert ("planned", False, True) == (will.modality, will.open, may.open)


def test_among_the_countries_that_were_lists_the_members() -> None:
    """Among the countries that congratulated Y were A and B: agents A and B."""
    tree = tree_of(
        "Among among IN 3 case\nthe the DT 3 det\ncountries country NNS 7 obl\nthat that WDT 5 nsubj\n"
        "congratulated congratulate VBD 3 acl:relcl\nwere be AUX 7 cop\nTurkey Turkey NNP 0 root\nand and CC 9 cc\n"
        "Hungary Hungary NNP 7 conj",
        (6, 7, "LOC"),
        (8, 9, "LOC"),
    )
    assert ["Turkey", "Hungary"] == named(tree, verb_clause(tree, 4).slot("agent"))


def test_an_object_controls_the_infinitive_it_is_asked_to_do() -> None:
    """X asked Y to congratulate Z: Y would act, and nothing says it did."""
    tree = tree_of(
        "Baku Baku NNP 2 nsubj\nasked ask VBD 0 root\nParis Paris NNP 2 obj\nto to TO 5 mark\n"
        "congratulate congratulate VB 2 xcomp\nit it PRP 5 obj"
    )
    clause = verb_clause(tree, 4)
    assert (["Paris"], True) == (named(tree, clause.slot("agent")), clause.open)


def test_a_complement_clause_is_answered_for_by_the_subject_of_saying() -> None:
    """X said Y accused Z: X reports."""
    tree = tree_of(
        "Ali Ali NNP 2 nsubj\nsaid say VBD 0 root\n"
        "Baku Baku NNP 4 nsubj\naccused accuse VBD 2 ccomp\nParis Paris NNP 4 obj"
    )
    assert ["Ali"] == named(tree, reporters(tree, 3))


def test_a_predicate_adjective_is_said_of_its_subject() -> None:
    """The vote was unfair: said of the vote."""
    tree = tree_of("The the DT 2 det\nvote vote NN 4 nsubj\nwas be AUX 4 cop\nunfair unfair JJ 0 root")
    assert ["vote"] == named(tree, copular_clause(tree, 3).slot("subject"))


def test_a_noun_of_action_has_its_owner_and_its_prepositions() -> None:
    """X's congratulations to Y: owner X, to Y."""
    tree = tree_of(
        "Putin Putin NNP 3 nmod:poss\n's 's POS 1 case\ncongratulations congratulation NNS 6 nsubj\nto to IN 5 case\n"
        "Aliyev Aliyev NNP 3 nmod\ncame come VBD 0 root"
    )
    clause = noun_clause(tree, 2)
    assert (["Putin"], ["Aliyev"]) == (named(tree, clause.slot("poss")), named(tree, clause.slot("to")))
