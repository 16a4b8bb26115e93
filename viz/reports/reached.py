"""Those a policy reaches: how many, what changes for them, the cost of each, and who would have had the same anyway."""

from __future__ import annotations

from ...experiments.compare.answers.answer import Reached, Since
from ...experiments.compare.answers.reached import FEW
from ...experiments.compare.answers.said import REACHED
from ...experiments.compare.answers.sentences import sentences
from ...experiments.compare.answers.sentences_reached import latest, main_circles
from ..charts.since_began import Course
from ..view import Tone, View
from ..words.amounts import AmountTold
from ..words.answers import sentence_told
from ..words.texts import number, text
from .document import Block, Bullets, Cell, DataTable, Paragraph, RowGroup, Section
from .money import anyway

EARLY = (1, 7)  # first months of the windows that are shown before the last
TOLD = ("nobody_touched", "nobody_took_part", "who", "arithmetic")  # sentences that a table cannot say
DIGITS = 2  # of heads and shares


def those_reached(view: View) -> Section:
    """A table of the circles of people that levers reach, and what it cannot say."""
    main = [r for a in view.comparison.answers for r in main_circles(a.reached)]
    answers = [a for a in (view.answer(s) for s in view.comparison.scenarios) if a is not None and a.reached]
    if not answers:
        return Section("reached", view.say("reached.title"), anyway(view))
    groups = [(a.scenario, tuple(r for r in a.reached if r.heads)) for a in answers]
    rows = tuple(RowGroup(view.marked(s), tuple(_row(view, r, r in main) for r in rows)) for s, rows in groups if rows)
    windows = (view.say("reached.window", first=1, last=3), view.say("reached.window", first=7, last=12))
    columns = ("whom", "persons", *windows, "latest", "cost", "anyway")
    heads = tuple(column if column in windows else view.say(f"reached.{column}") for column in columns)
    blocks: list[Block] = [DataTable(view.say("reached.caption"), heads, rows)] if rows else []
    told = [words for a in answers if (words := _told(view, a.scenario))]
    blocks += [Bullets(tuple(told))] if told else []
    return Section("reached", view.say("reached.title"), [*blocks, Paragraph(view.say("reached.beside"), "note")])


def helped(view: View, scenario: str) -> tuple[Reached, Since, AmountTold] | None:
    """The largest circle whose income is surely higher, when that is last known, and by how much."""
    answer = view.answer(scenario)
    for r in sorted(answer.reached if answer else (), key=lambda r: -r.persons[0]):
        since = latest(r, view.comparison) if r.heads >= FEW else None
        amount = None if since is None else _income(since)
        if since is not None and amount is not None and amount.clear and amount.value > 0.0:
            return r, since, amount
    return None


def course_of(view: View, scenario: str) -> Course | None:
    """How the income of the circle that is surely helped goes, window by window."""
    if (help_ := helped(view, scenario)) is None:
        return None
    windows = [(since.first, since.last, amount) for since in help_[0].since if (amount := _income(since)) is not None]
    circle = circle_told(view, help_[0])
    name = circle[:1].upper() + circle[1:]
    several = len(view.comparison.scenarios) > 1
    title = view.say("reached.of", scenario=view.marked(scenario), words=name) if several else name
    return Course(scenario, title, tuple(windows))


def circle_told(view: View, r: Reached) -> str:
    """Who a circle is, in words."""
    whom = text(f"atlas.whom.{r.touches}", view.lang)
    return view.say(f"reached.circle.{r.kind}", whom=whom[:1].lower() + whom[1:])


def persons_told(view: View, r: Reached) -> str:
    """How many real persons."""
    return number(float(f"{r.persons[0]:.{DIGITS}g}"), "persons", view.lang)


def _row(view: View, r: Reached, main: bool) -> tuple[str, tuple[Cell, ...]]:
    name = circle_told(view, r)
    name = name[:1].upper() + name[1:]
    few = r.heads < FEW
    windows = {since.first: since for since in r.since}
    last = None if few else latest(r, view.comparison)
    early = [None if few else windows.get(first) for first in EARLY]
    cells = [_change(view, since) for since in (since if since is not last else None for since in early)]
    cost = AmountTold(*r.cost_each, "yuan") if main and r.cost_each is not None and r.cost_each[1] > 0.0 else None
    share = None if r.anyway is None else AmountTold(*r.anyway, "share")
    return name, (
        Cell(persons_told(view, r), notes=(view.say("reached.few"),) if few else ()),
        *cells,
        _change(view, last, dated=True),
        Cell(cost.size(view.lang) if cost else view.say("number.dash")),
        Cell(share.size(view.lang) if share else view.say("number.dash")),
    )


def _change(view: View, since: Since | None, *, dated: bool = False) -> Cell:
    """The change of income in a window; of the last one also its months and interval."""
    amount = None if since is None else _income(since)
    if since is None or amount is None:
        return Cell(view.say("number.dash"))
    tone: Tone = "undecided" if not amount.clear else "better" if amount.value > 0.0 else "worse"
    arrow = "" if not amount.clear else "▲" if amount.value > 0.0 else "▼"
    notes = (view.say("reached.months", first=since.first, last=since.last), amount.span(view.lang)) if dated else ()
    return Cell(amount.size(view.lang), arrow, tone, tuple(note for note in notes if note))


def _income(since: Since) -> AmountTold | None:
    stated = since.change.get("income")
    return None if stated is None or stated[0] != stated[0] else AmountTold(*stated, "yuan/month", change=True)


def _told(view: View, scenario: str) -> str:
    said = [s for s in sentences(view.comparison, scenario) if s.topic == REACHED and s.key in TOLD]
    words = view.say("summary.gap").join(dict.fromkeys(sentence_told(s, view.lang) for s in said))
    return view.say("reached.of", scenario=view.marked(scenario), words=words) if words else ""
