"""The year itself: sources, people and ingests in any order, and what must hold after every step."""

import re
import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from build_tools.check import check
from build_tools.collection import load, read, read_text, split
from build_tools.ingest import apply, open_collection, plan, read_pages
from build_tools.model import Collection
from build_tools.revision import losses
from build_tools.text import wording_key
from tests.year import people
from tests.year.git import Repository
from tests.year.pages import FORM, QUESTIONS, Asking, Page

COUNTS: Counter[str] = Counter()  # what was done in all the years played: told at the end of a run
PICKS = st.integers(0, 60)
CONFLICT = re.compile(r"^<<<<<<< .*\n((?s:.*?))^=======\n((?s:.*?))^>>>>>>> .*\n", re.MULTILINE)
NAMES = ("Harbour", "Mill", "Orchard", "Quarry", "Station", "Tower")


class Year(RuleBasedStateMachine):
    """One year of a collection that is kept in git."""

    def __init__(self) -> None:
        super().__init__()
        COUNTS["years"] += 1
        self.folder = Path(tempfile.mkdtemp(prefix="year-"))
        self.git = Repository.made(self.folder / "repository")
        self.docs = self.git.folder / "docs"
        self.pages: dict[str, Page] = {}  # what each source publishes today
        self.read: dict[str, Page] = {}  # … and published when it was ingested last
        self.ever: dict[str, set[str]] = {}  # the wording keys of all that each source ever published
        self.parted: set[tuple] = set()  # (source, question, form) whose lines people have put into several entries
        self.homes: dict[str, str] = {}  # every id that ever was: the id under which its question stands now
        self.undo: tuple | None = None  # `homes` before the last commit, where it is a person's, and what it made new

    def teardown(self) -> None:
        """Throw the year away."""
        shutil.rmtree(self.folder)

    # Sources

    @initialize(asked=st.lists(st.integers(0, len(QUESTIONS) - 1), min_size=5, max_size=9, unique=True))
    def first(self, asked: list[int]) -> None:
        """The year begins with one source."""
        self._publish(asked)
        self.ingest([0], False, False)

    @precondition(lambda self: len(self.pages) < len(NAMES))
    @rule(asked=st.lists(st.integers(0, len(QUESTIONS) - 1), min_size=5, max_size=9, unique=True))
    def publish(self, asked: list[int]) -> None:
        """A source nobody has read yet."""
        self._publish(asked)

    def _publish(self, asked: list[int]) -> None:
        name = NAMES[len(self.pages)]
        address = f"https://{name.lower()}.example.com/questions" if len(self.pages) % 2 else ""
        askings = (Asking(question, place % 3, 0, question % 4) for place, question in enumerate(asked))
        self._becomes(Page(name, address, tuple(askings)))

    def _becomes(self, page: Page) -> None:
        """Let a page be published, if it is no copy of another: a copy is one source by design."""
        keys = page.keys
        others = [ever for name, ever in self.ever.items() if name != page.name]
        if all(len(keys & ever) < 0.4 * len(keys | ever) for ever in others):
            self.pages[page.name] = page
            self.ever[page.name] = self.ever.get(page.name, set()) | keys

    @rule(
        page=PICKS,
        how=st.sampled_from(["reworded", "answered", "changed", "longer"]),
        place=st.integers(0, 8),
        question=st.integers(0, len(QUESTIONS) - 1),
        kind=st.integers(0, 3),
    )
    def change(self, page: int, how: str, place: int, question: int, kind: int) -> None:
        """A source says one thing in another way."""
        former = self._page(page)
        given = {"reworded": (question % 3, kind), "answered": (kind,)}.get(how, (question,))
        self._becomes(getattr(former, how)(place, *given))
        COUNTS["changes of sources"] += 1

    @rule(page=PICKS, how=st.sampled_from(["turned", "without"]), by=st.integers(1, 8))
    def rearrange(self, page: int, how: str, by: int) -> None:
        """A source numbers its questions anew, or drops one."""
        former = self._page(page)
        self._becomes(getattr(former, how)(by))
        COUNTS["changes of sources"] += 1

    def _page(self, pick: int) -> Page:
        return list(self.pages.values())[pick % len(self.pages)]

    # Ingests

    @rule(which=st.lists(PICKS, min_size=1, max_size=3), questions_only=st.booleans(), append=st.booleans())
    def ingest(self, which: list[int], questions_only: bool, append: bool) -> None:
        """Some sources are read again, or for the first time."""
        pages = {page.name: page for page in map(self._page, which)}
        self._ingest(list(pages.values()), questions_only, append)
        self.git.commit("ingest")
        self._ingest(list(pages.values()), questions_only, append)
        assert self.git("status", "--porcelain") == "", "a second ingest of the same changed something"

    def _ingest(self, pages: list[Page], questions_only: bool = False, append: bool = False) -> None:
        before = {path: read_text(path) for path in self.docs.rglob("*.md")}
        read, mistakes = read_pages([page.save(self.folder) for page in pages])
        assert not mistakes
        work = plan(read, open_collection(self.docs), questions_only)
        apply(work, append)
        for path, text in before.items():
            assert_only_added(text, read_text(path), append and not questions_only)
        self.read |= {page.name: page for page in pages}
        for entry in load(self.docs).entries:
            self.homes.setdefault(entry.id, entry.id)
        COUNTS["ingests"] += 1
        self.undo = None

    # People

    @rule(act=st.sampled_from(people.WRITING), pick=PICKS)
    def write(self, act, pick: int) -> None:
        """Somebody words something."""
        self._work(act, pick)

    @rule(act=st.sampled_from(people.GROUPING), pick=PICKS)
    def regroup(self, act, pick: int) -> None:
        """Somebody says which questions are one."""
        self._work(act, pick)

    @rule(act=st.sampled_from(people.PLACING), pick=PICKS)
    def place(self, act, pick: int) -> None:
        """Somebody gives a question another place."""
        self._work(act, pick)

    def _work(self, act, pick: int) -> None:
        former = dict(self.homes)
        born = self._act(act, pick)
        if self.git.commit(act.__name__):
            self.undo = former, born
            COUNTS[f"acts: {act.__name__}"] += 1

    def _act(self, act, pick: int) -> dict[str, str]:
        before = load(self.docs)
        born = act(self.docs, pick)
        if read(self.docs, split)[1]:  # two people's decisions about one wording meet
            people.settle(self.docs)
        after = load(self.docs)
        self._follow(before, after, born)
        return born

    def _follow(self, before: Collection, after: Collection, born: dict[str, str]) -> None:
        """Learn where the addresses lead after what a person did, which has lost nothing."""
        assert [str(mistake) for mistake in losses(before, after)] == []
        living = {entry.id for entry in after.entries}
        gone = {old: entry.id for entry in after.entries for old in entry.former_ids}
        for entry in before.entries:
            if entry.id not in living:
                target = gone[entry.id]
                self.homes = {name: target if home == entry.id else home for name, home in self.homes.items()}
        self.homes |= {name: name for name in born}
        self._part(after)

    def _part(self, collection: Collection) -> None:
        """Learn which wordings of a source people have put into several entries."""
        forms = Counter(key for entry in collection.entries for key in {form_of(one) for one in entry.asked})
        self.parted |= {key for key, count in forms.items() if count > 1}

    @precondition(lambda self: self.undo is not None)
    @rule()
    def revert(self) -> None:
        """The last thing that somebody did is taken back; the addresses that it made go on leading somewhere."""
        former, born = self.undo
        before = load(self.docs)
        self.git("revert", "--no-edit", "HEAD")
        lost = {mistake.cause.split("`")[1] for mistake in losses(before, load(self.docs))}
        assert lost == set(born), "check tells of each address that is lost, and of no other"
        self.homes = former | {name: former[home] for name, home in born.items()}
        for name, home in born.items():
            entry = next(entry for entry in load(self.docs).entries if entry.id == home)
            people.write(replace(entry, former_ids=(*entry.former_ids, name)))
        self.git.commit("keep the addresses")
        self.undo = None
        COUNTS["reverts"] += 1

    # Branches

    @rule(pick=PICKS, place=PICKS)
    def neighbours(self, pick: int, place: int) -> None:
        """Two contributors change neighbouring lines of one answer; where git asks, whoever merges keeps both."""
        path = people.pick_entry(self.docs, pick).path
        text = read_text(path)
        lines = text.split("\n")
        first = text[: text.index("\n---\n")].count("\n") + 2  # of the body
        place = min(first + place % 8, len(lines) - 1)
        for n, branch in enumerate(("one", "two")):
            self.git("checkout", "--quiet", "-b", branch, "main")
            mine = [*lines]
            mine[place + n : place + n + 1] = [f"Line {n} by {branch}, {pick}.", *[""] * n]
            path.write_text("\n".join(mine), "utf-8")
            self.git.commit(branch)
        if self.git.merge("one"):
            path.write_text(keep_both(read_text(path)), "utf-8")
            self.git.commit("merged by hand")
            COUNTS["conflicts: two people on neighbouring lines"] += 1
        self._to_main("two", "one")
        assert all(f"Line {n} by {branch}, {pick}." in read_text(path) for n, branch in enumerate(("one", "two")))
        COUNTS["merges: two people"] += 1
        self.undo = None

    @precondition(lambda self: len(self.pages) > 1)
    @rule(one=PICKS, other=PICKS, questions_only=st.booleans())
    def two_ingests(self, one: int, other: int, questions_only: bool) -> None:
        """Two branches read a source each; git asks a person only where both wrote the answer to one new question."""
        left = self._page(one)
        right = self._page(other) if self._page(other) != left else self._page(other + 1)
        self._branch("one", lambda: self._ingest([left], questions_only))
        self._branch("two", lambda: self._ingest([right], questions_only))
        conflicts = self.git.merge("one")
        assert set(conflicts.values()) <= {"AA"}, conflicts
        for path in conflicts:
            text = read_text(self.git.folder / path)
            assert not any("source:" in side for both in CONFLICT.findall(text) for side in both), text
            (self.git.folder / path).write_text(CONFLICT.sub(r"\1", text), "utf-8")
            COUNTS["conflicts: two answers to one new question"] += 1
        self._settle()
        self._to_main("two", "one")
        COUNTS["merges: two ingests"] += 1

    @rule(page=PICKS, act=st.sampled_from(people.ACTS), pick=PICKS)
    def ingest_beside_work(self, page: int, act, pick: int) -> None:
        """One branch reads a source while somebody works on another; git asks only where a file went away."""
        self._branch("one", lambda: self._ingest([self._page(page)]))
        self._branch("two", lambda: self._act(act, pick))
        conflicts = self.git.merge("one")
        assert set(conflicts.values()) <= {"DU", "UD"}, conflicts
        if conflicts:  # the work stands, and the source is read again on top of it
            self.git("merge", "--abort")
            self._ingest([self._page(page)])
            COUNTS["conflicts: a file went away"] += 1
        self._settle()
        self._to_main("two", "one")
        COUNTS["merges: an ingest and somebody's work"] += 1

    def _branch(self, name: str, do) -> None:
        self.git("checkout", "--quiet", "-b", name, "main")
        do()
        self.git.commit(name)

    def _settle(self) -> None:
        """Do what `check` asks of whoever merges, and commit."""
        if read(self.docs, split)[1]:
            people.settle(self.docs)
            COUNTS["merges after which check asked for a decision"] += 1
        self.git.commit("merged")
        self._part(load(self.docs))

    def _to_main(self, *branches: str) -> None:
        self.git("checkout", "--quiet", "-B", "main")
        self.git("branch", "--quiet", "-D", *branches)
        for entry in load(self.docs).entries:
            self.homes.setdefault(entry.id, entry.id)
        self.undo = None

    # What must hold

    @invariant()
    def sound(self) -> None:
        """No rule of a collection is broken, and every old address leads to where its question is."""
        COUNTS["steps"] += 1
        if not self.docs.exists():
            return
        assert [str(error) for error in check(self.docs)] == []
        leads = {name: entry.id for entry in load(self.docs).entries for name in (entry.id, *entry.former_ids)}
        assert {name: leads.get(name) for name in self.homes} == self.homes

    @invariant()
    def no_question_is_lost_or_doubled(self) -> None:
        """Each question that a page asks stands in `asked` once, and no line of `asked` stands twice."""
        if not self.docs.exists():
            return
        collection = load(self.docs)
        lines = Counter((one.source, wording_key(one.wording)) for entry in collection.entries for one in entry.asked)
        assert [line for line, count in lines.items() if count > 1] == []
        assert len(collection.sources) == len(self.read)
        ids = {name: source_id(name) for name in self.read}
        forms = Counter(key for entry in collection.entries for key in {form_of(one) for one in entry.asked})
        assert [key for key, count in forms.items() if count > 1 and key not in self.parted] == []
        asked = {key[:2] for key in forms}
        for name, page in self.read.items():
            assert {(ids[name], one.question) for one in page.asked} <= asked


def keep_both(text: str) -> str:
    """Return a file with what both sides wrote in place of git's marks."""
    return CONFLICT.sub(r"\1\2", text)


def source_id(name: str) -> str:
    return f"interview-questions-of-the-{name.lower()}-meetup"


def form_of(one) -> tuple[str, int, int]:
    """Return which source's question a line of `asked` is, and in which words."""
    return one.source, *FORM[wording_key(one.wording)]


def assert_only_added(old: str, new: str, append: bool) -> None:
    """Fail where an ingest did more to a file than add lines to its `asked`, or a block behind its text."""
    if old == new:
        return
    former, head, rest = old.partition("\n---\n")
    lines, _, body = new.partition("\n---\n")
    assert body == rest or (append and body.startswith(rest.rstrip())), "an answer was changed"
    standing = iter(lines.split("\n"))
    assert all(line in standing for line in former.split("\n")), "front matter was changed"
    added = Counter(lines.split("\n")) - Counter(former.split("\n"))
    assert all(line.startswith(("  - {source: ", "asked:")) for line in added), added
