"""What matching decides about single wordings, and the promises that every grouping keeps."""

import json
import random
from itertools import combinations
from pathlib import Path
from tomllib import loads

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.matching import MERGE, SUGGEST, Wording, alike_entries, group, nearest
from build_tools.matching.abbreviations import initials_fit
from build_tools.matching.reading import read
from build_tools.matching.vocabulary import learn

CASES = Path(__file__).parent / "matching"
WORDS = loads((CASES / "words.toml").read_text("utf-8"))
KINDS = loads((CASES / "kinds.toml").read_text("utf-8"))
QUESTIONS = [case["question"] for case in json.loads((CASES / "collections.json").read_text("utf-8"))]


def together(*questions: str) -> bool:
    """Return whether the questions make one group."""
    return len(group([Wording(question) for question in questions]).groups) == 1


def sets(questions: list[str]) -> set[frozenset[str]]:
    """Return the groups as sets of wordings, so that an order of input leaves no trace."""
    return {frozenset(questions[i] for i in g.members) for g in group([Wording(q) for q in questions]).groups}


@pytest.mark.parametrize(("one", "other"), WORDS["same"])
def test_wordings_that_one_answer_serves_are_one_question(one: str, other: str) -> None:
    assert together(one, other)


@pytest.mark.parametrize(("one", "other"), WORDS["different"])
def test_wordings_whose_answers_differ_stay_apart(one: str, other: str) -> None:
    assert not together(one, other)


@pytest.mark.parametrize("wording", WORDS["alone"])
def test_a_leaning_question_or_a_heading_never_merges(wording: str) -> None:
    assert not together(wording, wording)
    assert nearest(Wording(wording), [Wording("What is dropout?"), Wording(wording)]) == []


@pytest.mark.parametrize(("kind", "wording"), [(kind, wording) for kind in KINDS for wording in KINDS[kind]])
def test_the_kind_of_answer_wanted_is_read_from_the_form(kind: str, wording: str) -> None:
    reading = read(wording, learn([wording]))
    assert reading.frames[0].kind == kind
    assert reading.alone


@pytest.mark.parametrize("explained", ["Fuzzy Quantile Trees (FQTs)", "FQT (Fuzzy Quantile Tree)"])
def test_an_abbreviation_is_learnt_from_the_texts_in_both_directions(explained: str) -> None:
    wordings = [Wording("What is an FQT?"), Wording("Explain fuzzy quantile trees."), Wording(f"Why use {explained}?")]
    assert group(wordings).groups[0].members == (0, 1)


def test_an_abbreviation_may_be_explained_in_an_answer() -> None:
    answer = "A fuzzy quantile tree (FQT) splits at quantiles."
    assert len(group([Wording("What is an FQT?"), Wording("Explain fuzzy quantile trees.", answer)]).groups) == 1


def test_an_abbreviation_that_the_texts_explain_in_two_ways_stays_as_it_is() -> None:
    questions = ["What is QX?", "What are quick xylophones?"]
    questions += ["Why use quick xylophones (QX)?", "Why use quiet xenons (QX)?"]
    assert all(len(g.members) == 1 for g in group([Wording(q) for q in questions]).groups)


@pytest.mark.parametrize(("short", "long", "fits"), [
    ("CNN", "convolutional neural network", True), ("TF-IDF", "term frequency inverse document frequency", True),
    ("CNN", "recurrent neural network", False), ("LSTM", "short term memory", False),
])  # fmt: skip
def test_initials_decide_whether_a_long_form_fits(short: str, long: str, fits: bool) -> None:
    assert initials_fit(short, long.split()) is fits


def test_wordings_of_one_anchor_stay_together_and_of_two_never_merge() -> None:
    questions = ["What is dropout?", "Why is the sky blue?", "Explain dropout.", "What is drop-out?"]
    grouping = group([Wording(q) for q in questions], anchors=["a", "a", "b", None])
    assert {g.anchor: g.members for g in grouping.groups} in ({"a": (0, 1, 3), "b": (2,)}, {"a": (0, 1), "b": (2, 3)})


def test_a_new_wording_joins_the_entry_that_a_person_moved_the_same_words_to() -> None:
    questions = ["What is dropout?", "Explain dropout.", "Why is the sky blue?", "Explain dropout"]
    grouping = group([Wording(q) for q in questions], anchors=["a", "b", "b", None])
    assert next(g for g in grouping.groups if g.anchor == "b").members == (1, 2, 3)


def test_distinct_anchors_are_not_suggested() -> None:
    wordings = [Wording("What is dropout?"), Wording("Why is dropout used?")]
    assert group(wordings, ["a", "b"]).suggestions
    assert not group(wordings, ["a", "b"], distinct=[frozenset({"a", "b"})]).suggestions


def test_pairs_of_entries_are_those_that_a_grouping_of_them_suggests() -> None:
    wordings = [Wording(question) for question in QUESTIONS]
    anchors = [f"entry-{i // 2}" for i in range(len(wordings))]
    distinct = [frozenset({"entry-0", "entry-1"})]
    grouping = group(wordings, anchors, distinct)
    names = [found.anchor for found in grouping.groups]
    suggested = [({names[one.left], names[one.right]}, one.evidence.score) for one in grouping.suggestions]
    assert [({left, right}, score) for left, right, score in alike_entries(wordings, anchors, distinct)] == suggested
    assert len(suggested) > 10


def test_a_pair_near_the_line_is_suggested_with_what_matched_and_what_differed() -> None:
    grouping = group([Wording("What is dropout?"), Wording("Why is dropout used?")])
    (found,) = grouping.suggestions
    assert (found.left, found.right) == (0, 1)
    assert SUGGEST <= found.evidence.score < MERGE
    assert found.evidence.matched == ("thing: dropout",)
    assert found.evidence.differed == ("kind: definition / need",)


def test_nearest_gives_the_best_known_wordings_first() -> None:
    known = [Wording(q) for q in ("Why is pooling used?", "What are convolutional neural networks?", "Define pooling.")]
    found = nearest(Wording("What is a pooling layer?"), known, limit=2)
    assert [i for i, _ in found] == [2, 0]
    assert found[0][1].score >= MERGE > found[1][1].score


def test_every_member_is_near_its_centre() -> None:
    grouping = group([Wording(q) for q in QUESTIONS])
    for g in grouping.groups:
        assert g.centre in g.members
        assert grouping.evidence[g.centre].score == 1.0
        assert all(grouping.evidence[i].score >= MERGE for i in g.members)


def test_two_wordings_far_from_each_other_share_no_group_however_near_a_third_is() -> None:
    questions = ["What is pruning?", "What is pruning in decision trees?", "What is pruning in sparse convnets?"]
    assert together(*questions[:2])
    assert together(questions[0], questions[2])
    assert not together(*questions)


def test_every_wording_is_in_exactly_one_group() -> None:
    members = [i for g in group([Wording(q) for q in QUESTIONS]).groups for i in g.members]
    assert sorted(members) == list(range(len(QUESTIONS)))


def test_the_groups_do_not_depend_on_the_order_of_the_whole_collection() -> None:
    mixed = QUESTIONS[:]
    random.Random(5).shuffle(mixed)
    assert sets(mixed) == sets(QUESTIONS)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(QUESTIONS), max_size=40, unique=True), st.randoms())
def test_the_groups_do_not_depend_on_the_order_of_the_input(questions: list[str], chance: random.Random) -> None:
    mixed = questions[:]
    chance.shuffle(mixed)
    assert sets(mixed) == sets(questions)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(QUESTIONS), st.sampled_from([None, "a", "b", "c"])), max_size=25))
def test_people_s_decisions_hold_whatever_the_wordings(cases: list[tuple[str, str | None]]) -> None:
    anchors = [anchor for _, anchor in cases]
    groups = group([Wording(question) for question, _ in cases], anchors).groups
    home = {i: number for number, g in enumerate(groups) for i in g.members}
    for i, j in combinations(range(len(cases)), 2):
        if anchors[i] and anchors[j]:
            assert (home[i] == home[j]) == (anchors[i] == anchors[j])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_at_all_can_be_matched(text: str) -> None:
    assert len(group([Wording(text), Wording("What is dropout?")]).evidence) == 2


def test_no_wording_gives_no_group() -> None:
    assert group([]).groups == ()


def test_copied_answers_decide_near_the_line() -> None:
    answer = "Switching random units off while training keeps them from leaning on each other, so networks generalise."
    pair = Wording("What is dropout?", answer), Wording("Why is dropout used?", answer.replace("so", "and so"))
    assert len(group(pair).groups) == 1
    assert len(group([pair[0], Wording(pair[1].question, "Short.")]).groups) == 2
