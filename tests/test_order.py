"""The teaching order: levels, then what others build on before them."""

from itertools import permutations
from pathlib import Path

from build_tools.model import Entry
from build_tools.pages.order import teaching_order


def entry(name: str, body: str, level: str = "basic", terms: tuple[str, ...] = ()) -> Entry:
    return Entry(name, "kitchen", Path(f"{name}.md"), f"What is {name}?", body, 1, level, terms=terms)


SOUP = entry("broth-soup", "A soup is stock with something in it.", terms=("soup",))
STOCK = entry("stock", "Water in which bones were cooked.", terms=("stock",))
CREAM = entry("a-creamed-soup", "A soup with cream.", level="intermediate")
KNIFE = entry("a-knife", "A blade with a handle.", level="advanced")


def ids(entries) -> list[str]:
    return [one.id for one in teaching_order(entries)]


def test_a_question_follows_those_whose_terms_its_short_answer_mentions():
    assert ids([SOUP, STOCK]) == ["stock", "broth-soup"]


def test_levels_come_before_terms_and_unknown_levels_come_last():
    unknown = entry("a-bowl", "It holds soup.", level="")
    assert ids([KNIFE, unknown, CREAM, SOUP, STOCK]) == ["stock", "broth-soup", "a-creamed-soup", "a-knife", "a-bowl"]


def test_the_order_is_one_for_every_order_of_the_files():
    assert {tuple(ids(some)) for some in permutations([SOUP, STOCK, CREAM, KNIFE])} == {
        tuple(ids([SOUP, STOCK, CREAM, KNIFE]))
    }


def test_questions_that_build_on_one_another_all_stand_in_the_order_those_that_others_mention_most_first():
    hen = entry("a-hen", "It lays an egg.", terms=("hen",))
    egg = entry("egg", "A hen lays it.\n\nMore words.", terms=("egg",))
    nest = entry("nest", "A place.\n\nAn egg lies in it.")
    assert ids([hen, egg, nest]) == ["nest", "egg", "a-hen"]
