"""Topics, tags and levels: the shipped words against the reviewed collection, and against questions it does not ask."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.collection import load
from build_tools.model import Collection, Topic
from build_tools.topics import FLOOR, MOST_TAGS, classify, level, tags

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "topics"

# Measured; they may rise, and falling fails. The wordings stand alone here, without the answers that ingest has too.
TOPICS_OF_WORDINGS, LEVELS_OF_WORDINGS, TAGS_OF_WORDINGS, TOPICS_OF_UNSEEN = 0.99, 0.95, 0.95, 0.94


@cache
def collection() -> Collection:
    return load(ROOT / "docs")


def shipped() -> tuple[Topic, ...]:
    return collection().topics


def cases(name: str) -> list[tuple[str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.rpartition("|") for line in lines if line.strip() and not line.startswith("#"))
    return [(left.strip(), right.strip()) for left, _, right in pairs]


def topic(id: str, *words: str, tags: tuple[str, ...] = (), order: int = 0) -> Topic:
    return Topic(id, Path(id, "index.md"), id, order, "", words, tags)


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def test_the_reviewed_wordings_land_in_their_topics() -> None:
    hits = [
        classify(asked.wording, "", shipped()).topic == entry.topic
        for entry in collection().entries
        for asked in entry.asked
    ]
    assert share(hits) >= TOPICS_OF_WORDINGS


def test_the_reviewed_wordings_get_their_entries_levels() -> None:
    hits = [level(asked.wording) == entry.level for entry in collection().entries for asked in entry.asked]
    assert share(hits) >= LEVELS_OF_WORDINGS


def test_the_reviewed_wordings_get_their_entries_tags() -> None:
    hits = [
        set(tags(asked.wording, shipped())) == set(entry.tags)
        for entry in collection().entries
        for asked in entry.asked
    ]
    assert share(hits) >= TAGS_OF_WORDINGS


@pytest.mark.parametrize(("place", "question"), cases("unseen.txt"))
def test_a_question_that_no_page_asks_is_placed_by_the_words(place: str, question: str) -> None:
    placed = place.rpartition(">")[2].strip()
    assert classify(question, "", shipped()).topic == (None if placed == "-" else placed)


def test_few_questions_that_no_page_asks_land_elsewhere() -> None:
    assert share([">" not in place for place, _ in cases("unseen.txt")]) >= TOPICS_OF_UNSEEN


@pytest.mark.parametrize(("one", "other"), cases("forms.txt"))
def test_spelling_inflection_and_hyphens_change_nothing(one: str, other: str) -> None:
    placed = classify(one, "", shipped())
    assert placed.topic is not None
    assert placed.topic == classify(other, "", shipped()).topic
    assert tags(one, shipped()) == tags(other, shipped())


@pytest.mark.parametrize(("name", "question"), cases("levels.txt"))
def test_what_a_question_asks_to_do_gives_its_level(name: str, question: str) -> None:
    assert level(question) == name


def test_a_question_without_a_known_word_is_placed_nowhere() -> None:
    placed = classify("What is the capital of France?", "", shipped())
    assert (placed.topic, placed.score, placed.matched) == (None, 0.0, ())


def test_an_answer_places_a_question_that_says_nothing() -> None:
    assert classify("Which one would you take?", "An LSTM, or a GRU with fewer gates.", shipped()).topic == "sequences"


def test_the_question_outweighs_its_answer() -> None:
    answer = "It stacks convolutional layers, as an image classification network on ImageNet does, with max pooling."
    assert classify("What is a policy gradient?", answer, shipped()).topic == "reinforcement-learning"


def test_equal_evidence_for_too_many_topics_is_no_placement() -> None:
    topics = [topic(name, "kernel") for name in "abc"]
    placed = classify("What is a kernel?", "", topics)
    assert placed.topic is None
    assert 0 < placed.score < FLOOR


def test_a_longer_phrase_counts_in_place_of_the_words_in_it() -> None:
    topics = [topic("plants", "tree"), topic("models", "decision tree")]
    assert classify("How deep is a decision tree?", "", topics).matched == ("decision tree",)


def test_a_phrase_that_other_topics_longer_phrases_contain_weighs_less() -> None:
    common = [topic("a", "network"), topic("b", "sparse network", "gate"), topic("c", "dense network")]
    assert classify("Has the network a gate?", "", common).topic == "b"


def test_the_setting_of_a_question_weighs_less_than_what_is_asked() -> None:
    topics = [topic("a", "forest"), topic("b", "river")]
    assert classify("What is a river in a forest?", "", topics).topic == "b"
    # At the beginning there is nothing before "in" that it could be the setting of.
    assert classify("In a river?", "", topics).score == classify("A river?", "", topics).score


def test_the_first_of_two_questions_decides() -> None:
    topics = [topic("a", "forest"), topic("b", "river")]
    assert classify("What is a river? And what is a forest?", "", topics).topic == "b"
    # A scenario counts like its question.
    assert classify("You see a river. Is there a forest?", "", topics).topic == "a"


def test_a_method_named_by_a_gerund_is_not_the_plain_noun() -> None:
    topics = [topic("a", "bagging")]
    assert classify("What is bagging?", "", topics).topic == "a"
    assert classify("What is in the bag?", "", topics).topic is None


def test_any_form_of_a_group_earns_the_tag_of_its_name() -> None:
    topics = [topic("a", "big-cat (lion, tiger)", "mouse", tags=("big-cat",))]
    assert tags("What is a tiger?", topics) == tags("What is a big cat?", topics) == ("big-cat",)
    assert tags("What is a mouse?", topics) == ()


def test_no_topics_give_no_placement_and_no_tags() -> None:
    assert classify("What is a CNN?", "", ()).topic is None
    assert tags("What is a CNN?", ()) == ()


def test_every_shipped_tag_can_be_earned_by_its_own_name() -> None:
    for each in shipped():
        assert [tag for tag in each.tags if tag not in tags(f"What is {tag}?", shipped())] == []


def test_every_tag_of_an_entry_is_a_topic_s_tag() -> None:
    allowed = {tag for each in shipped() for tag in each.tags}
    assert {tag for entry in collection().entries for tag in entry.tags} <= allowed


@given(st.text(), st.text())
def test_a_placement_is_a_score_below_one_and_a_topic_from_the_floor_up(question: str, answer: str) -> None:
    placed = classify(question, answer, shipped())
    assert 0 <= placed.score < 1
    assert (placed.topic is None) == (placed.score < FLOOR)


@given(st.lists(st.sampled_from(("dropout", "CNN", "in", "RNNs,", "what?", "and why", "GAN", "kernel", "bias"))))
def test_tags_are_few_and_known_and_levels_are_levels(parts: list[str]) -> None:
    question = " ".join(parts)
    earned = tags(question, shipped())
    assert len(set(earned)) == len(earned) <= MOST_TAGS
    assert set(earned) <= {tag for each in shipped() for tag in each.tags}
    assert level(question) in ("", "basic", "intermediate", "advanced")
