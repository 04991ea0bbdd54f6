"""The project as it is served: read again when its files change, and the last good state where they are broken.

One thread in each process looks at the files, only while somebody asks; it is started by the first question, so that it
belongs to the process that answers. Looking is a `stat` of each file; only where that changed are contents compared, and
only where these differ is anything read. What is served is one immutable `State`, replaced as a whole.

Several processes may serve one folder. They need no word with each other: each answer says until when its state was
known to be what the files say, by a clock all processes of a machine share. Of two different states the one known
later is the newer, so a browser can tell news from a process that has not looked yet.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path

from flask import g

from dashboard.catalogue.editor_file import refresh_schema
from dashboard.editions import keep_state
from dashboard.errors import CatalogueError, DashboardError, Problem
from dashboard.project import CATALOGUE_FILE, Project, Workshop, last_good_project, load_project
from dashboard.web.lookup import Lookup, build_lookup
from dashboard.web.security import correlation_id
from dashboard.web.watching import Marks, marks_of, steady_bytes
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["VERSION", "Live", "Served", "State", "heard_of", "name_served", "open_project"]

VERSION = "data_version"
"""Where a request keeps the version its answer is made from, for the header."""

_LOG = logging.getLogger("dashboard.web")
_PAUSE = 0.2  # seconds between two looks nobody asked for
_SHARE = 20  # a look is followed by a pause so many times as long at least
_AWAKE = 10.0  # seconds without a question after which nobody looks any more
_FRESH = 1.5  # seconds an answer may be old before a question waits for a look
_CALM = 0.02  # seconds without a touch before files are read
_QUIET = 0.1  # seconds without a touch before what was read counts
_SETTLED = 0.2  # and before it counts as broken
_LATER = 2.0  # seconds after which a state is kept for other starts: first come the pages that ask for it
_RESTLESS = 0.8  # seconds of touches after which a whole catalogue counts although more is written
_PATIENCE = 2.0  # seconds a question waits for the files to be read


@dataclass(frozen=True, slots=True)
class State:
    """What is served: the last good state of a project, and what is wrong with its files since.

    `version` names the state, `broken` the faults ("" where there are none, and then `problems` is empty).
    """

    lookup: Lookup
    version: str
    problems: tuple[Problem, ...] = ()
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """A state and the moment until which it is known to be what the files say, in microseconds of the machine's clock.

    `pending`: the files have been touched since.
    """

    state: State
    seen: int
    pending: bool

    @property
    def lookup(self) -> Lookup:
        """The state, arranged for reading."""
        return self.state.lookup


class Live:
    """A project folder that is followed. Safe to use from many threads, and in processes forked from this one.

    `marks` are those of the files just before the project was read; `problems` what made it the last good one only.
    """

    def __init__(
        self,
        project: Project,
        prefix: str = "/",
        marks: Marks | None = None,
        problems: tuple[Problem, ...] = (),
        changed: int = 0,
    ) -> None:
        self.folder, self._prefix = project.folder, prefix
        self._workshop = Workshop(project.folder)
        self._state = _state_of(build_lookup(project, prefix), problems)
        self._marks: Marks | None = marks_of(project.folder) if marks is None else marks
        self._fingerprint: str | None = None
        self._primed = False  # the next reading has been prepared for
        self._kept, self._keep_from = "", inf  # the version that was kept last; when the next may be
        self._changed = changed or _youngest(self._marks or {})  # when the youngest file of what is served was
        self._seen = _now()
        self._asked = 0.0
        self._pending = False
        self._turn = threading.Lock()  # who holds it reads the files
        self._storing = threading.Lock()  # who holds it writes what is kept
        self._news = threading.Condition()
        self._look_now = threading.Event()
        self._watcher: threading.Thread | None = None

    @property
    def state(self) -> State:
        """What is served at this moment, without a look at the files."""
        return self._state

    @property
    def lookup(self) -> Lookup:
        """The last good state, arranged for reading."""
        return self._state.lookup

    @property
    def project(self) -> Project:
        """The last good state."""
        return self._state.lookup.project

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files now; empty where what is served is what they say."""
        return self._state.problems

    @property
    def version(self) -> str:
        """Names the state that is served."""
        return self._state.version

    @property
    def extracted(self) -> int:
        """How many times a document was extracted since the start."""
        return self._workshop.extracted

    def served(self, since: int = 0) -> Served:
        """What is served, after a look not older than a second or two; at least as new as what was `seen` elsewhere.

        Where the files take longer to read than two seconds the answer is what there is.
        """
        self._wake()
        wanted = max(min(since, _now()), _now() - int(_FRESH * 1e6))
        with self._news:
            self._news.wait_for(lambda: self._seen >= wanted, _PATIENCE)
            return Served(self._state, self._seen, self._pending)

    def glance(self, page_open: bool = False) -> Served:
        """What is served, at once. Where a page is open the next reading is prepared for."""
        if page_open and not self._primed:
            self._primed = True
            threading.Thread(target=self.prepare, name="prepare", daemon=True).start()
        self._wake()
        touched = self._marks is not None and marks_of(self.folder) != self._marks
        if touched:
            self._look_now.set()
        with self._news:
            return Served(self._state, self._seen, self._pending or touched)

    def refresh(self, now: bool = True) -> State:
        """Read what has changed. With `now` in this thread and without waiting for a quiet moment: for who wrote the files.

        Returns what is served then. The files as they are may be broken: see `problems`.
        """
        if not now:
            return self.served(_now()).state
        with self._turn:
            marks = marks_of(self.folder)
            self._publish(self._read(steady_bytes(self.folder / CATALOGUE_FILE)), marks)
        return self._state

    def prepare(self) -> None:
        """Get ready what the first change would wait for: the stations that read, and what they make of the files now."""
        self._primed = True
        with self._turn:
            if self._fingerprint is not None or self._state.broken or marks_of(self.folder) != self._marks:
                return
            content = steady_bytes(self.folder / CATALOGUE_FILE)
            try:
                self._workshop.read(content, self.project)
            except (DashboardError, OSError):
                return  # broken since: the next look finds it
            if marks_of(self.folder) == self._marks:
                self._fingerprint, self._keep_from = self._workshop.fingerprint(content), 0.0
        self._keep()

    # --- looking -----------------------------------------------------------------------------------------------------

    def _wake(self) -> None:
        """See to it that somebody looks."""
        self._asked = time.monotonic()
        if self._watcher is not None and self._watcher.is_alive():
            return
        with self._news:
            if self._watcher is None or not self._watcher.is_alive():
                self._watcher = threading.Thread(target=self._watch, name="watch", daemon=True)
                self._watcher.start()

    def _watch(self) -> None:
        """Look, as long as somebody asks."""
        while time.monotonic() - self._asked < _AWAKE:
            took = 0.0
            try:
                took = self._look()
            except Exception as problem:
                if not threading.main_thread().is_alive():
                    return  # the process is ending: nothing can be read any more
                correlation_id(problem, "watch")
            self._look_now.wait(max(_PAUSE, _SHARE * took))
            self._look_now.clear()

    def _look(self) -> float:
        """One look: nothing was touched, or what was is read. How many seconds the look itself took."""
        began = _now()
        marks = marks_of(self.folder)
        took = (_now() - began) / 1e6
        if marks == self._marks:
            self._tell(began)
            self._keep()
            return took
        with self._turn:
            self._follow(time.monotonic())
        return 0.0

    def _tell(self, seen: int, pending: bool = False) -> None:
        with self._news:
            self._seen, self._pending = max(self._seen, seen), pending
            self._news.notify_all()

    def _follow(self, noticed: float) -> None:
        """Read the files until what was read is what they still say, or, where they find no rest, a whole catalogue."""
        self._tell(0, pending=True)
        while True:
            marks = self._calm(noticed)
            began = _now()
            content = steady_bytes(self.folder / CATALOGUE_FILE)
            if self._says_the_same(content, marks):
                self._marks = marks
                self._tell(began)
                return
            found = self._read(content)
            if self._quiet(marks, _SETTLED if found.broken else _QUIET):
                self._publish(found, marks, began)
                return
            if time.monotonic() - noticed > _RESTLESS and content and not found.broken and self._data_rests(marks):
                self._publish(found, None, began)
                return

    def _calm(self, noticed: float) -> Marks:
        """The marks once nothing was touched for a moment, or when there has been no such moment for long enough."""
        marks = marks_of(self.folder)
        while True:
            time.sleep(_CALM)
            now = marks_of(self.folder)
            if now == marks or time.monotonic() - noticed > _RESTLESS / 2:
                return now
            marks = now

    def _quiet(self, marks: Marks, seconds: float) -> bool:
        """Whether the files have been and stay untouched for as long as a save may take."""
        until = time.monotonic() + seconds
        youngest = max((mark[2] for mark in marks.values()), default=0)
        rested = (time.time_ns() - youngest) / 1e9
        until -= rested if rested > 0 else 0
        while time.monotonic() < until:
            if marks_of(self.folder) != marks:
                return False
            time.sleep(_CALM / 2)
        return marks_of(self.folder) == marks

    def _data_rests(self, marks: Marks) -> bool:
        """Whether only indicators.yaml, whose bytes were read at once, was touched."""
        name = str(self.folder / CATALOGUE_FILE)
        now = marks_of(self.folder)
        return {k: v for k, v in now.items() if k != name} == {k: v for k, v in marks.items() if k != name}

    def _says_the_same(self, content: bytes | None, marks: Marks) -> bool:
        """Whether files that were touched say what is served already. Contents decide, whatever the clocks say."""
        name = self._workshop.fingerprint(content)
        return name is not None and name == self._fingerprint and not self._state.broken and self._quiet(marks, _QUIET)

    # --- reading -----------------------------------------------------------------------------------------------------

    def _read(self, content: bytes | None) -> State:
        """What the files come to: another state, or the same with what is wrong now. Nothing they hold makes this fail."""
        try:
            project = self._workshop.read(content)
        except CatalogueError as error:
            return self._spoiled(_errors(error))
        except DashboardError as error:
            return self._spoiled((Problem(CATALOGUE_FILE, 0, 0, "error", error.zh, error.en),))
        except Exception as error:
            number = correlation_id(error, "reload")
            words = [say(WORDS, "broken.failed", lang, number=number) for lang in ("zh", "en")]
            return self._spoiled((Problem(CATALOGUE_FILE, 0, 0, "error", words[0], words[1]),))
        found = _state_of(build_lookup(project, self._prefix))
        same = found.version == self._state.version
        return replace(self._state, problems=(), broken="") if same else found

    def _spoiled(self, problems: tuple[Problem, ...]) -> State:
        """The last good state with these faults; another process may have seen a later one."""
        if self._state.broken:
            return _state_of(self._state.lookup, problems)
        last = last_good_project(self.folder)
        newer = last is not None and last[1] > self._changed
        return _state_of(build_lookup(last[0], self._prefix) if last and newer else self._state.lookup, problems)

    def _publish(self, found: State, marks: Marks | None, began: int | None = None) -> None:
        """Serve it from now on. `marks` None: the files have been touched since, and are looked at again."""
        if found.broken and found.broken != self._state.broken:
            _LOG.warning("%s", "\n".join(problem.text("en") for problem in found.problems))
        self._state, self._marks = found, marks
        if not found.broken:
            self._changed = _youngest(marks) if marks else time.time_ns()
        self._fingerprint, self._keep_from = None, time.monotonic() + _LATER
        self._tell(_now() if began is None else began, pending=marks is None)

    def _keep(self) -> None:
        """Keep what is served for other starts, where that has not been done, and remember what it was read from."""
        if self._state.broken or self._kept == self._state.version or time.monotonic() < self._keep_from:
            return
        with self._turn:
            name = self._workshop.fingerprint()
            if not name or self._marks != marks_of(self.folder) or not self._workshop.reads_as(self.project):
                return
            self._fingerprint, self._kept, project = name, self._state.version, self.project
            kept = (project, name, self._changed)
        threading.Thread(target=self._store, args=kept, name="keep", daemon=True).start()

    def _store(self, project: Project, name: str, changed: int) -> None:
        """Write it, which may take a slow disk long: no reading waits for it."""
        with self._storing:
            self._workshop.keep(project, name, changed)
            keep_state(project)
            with suppress(OSError):  # an editor's help is no reason to fail
                refresh_schema(project.folder, project.catalogue)


def open_project(folder: Path, prefix: str = "/") -> Live:
    """The project in a folder, followed from now on; the last good one where its files are broken and that was kept.

    CatalogueError and UsageError as `load_project` raises them, where there is nothing to show.
    """
    marks = marks_of(folder)
    try:
        return Live(load_project(folder), prefix, marks)
    except CatalogueError as error:
        last = last_good_project(folder)
        if last is None:
            raise
        return Live(last[0], prefix, marks, _errors(error), last[1])


def _errors(error: CatalogueError) -> tuple[Problem, ...]:
    """What has to be put right; a warning has not."""
    return tuple(problem for problem in error.problems if problem.severity == "error")


def _youngest(marks: Marks) -> int:
    """When the youngest of some files was changed, by the system's clock: renaming counts, and no editor can set it."""
    return max((mark[3] for mark in marks.values()), default=0)


def heard_of(data: object) -> int:
    """The moment a browser knows a state from: `{"heard": {"seen": …}}` of what it sends. 0 where it says none."""
    said = data.get("heard") if isinstance(data, Mapping) else None
    seen = said.get("seen") if isinstance(said, Mapping) else None
    return seen if isinstance(seen, int) and not isinstance(seen, bool) else 0


def name_served(served: Served) -> Served:
    """Remember what the request at hand is answered from."""
    setattr(g, VERSION, served.state.version)
    return served


def _state_of(lookup: Lookup, problems: tuple[Problem, ...] = ()) -> State:
    """A state, named after what its project is made of and what could not be read of it."""
    project = lookup.project
    return State(lookup, _name(project.version, project.problems), problems, _name("", problems) if problems else "")


def _name(version: str, problems: tuple[Problem, ...]) -> str:
    said = "\n".join([version, *(f"{p.text('zh')}\n{p.text('en')}\n{p.excerpt}" for p in problems)])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _now() -> int:
    return time.monotonic_ns() // 1000
