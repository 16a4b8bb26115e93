"""How far the model agrees with public statistics: the validation of the city compared, in the appendix of a brief."""

from __future__ import annotations

from collections.abc import Iterator

from ...experiments.validation.validate import Validation, mark_of
from ...model.behaviour import Behaviour
from ...scenarios.cities import list_cities
from ..view import View
from ..words.texts import listed
from .document import Block, Fold, Paragraph, Section
from .probes import probe_blocks, probes_met
from .public_moments import definitions, moments_table
from .stylised import fact_blocks
from .validation import facts_met, moments_met


def agreement(view: View, found: Validation | None, usual: Validation | None) -> Section:
    """What was found for the city, moment by moment and fact by fact, or which command finds it out.

    `usual` is the validation of the reference city: stylised facts are tested there, for behaviour is the same in all
    cities.
    """
    title = view.say("agreement.title")
    if found is None:
        return Section("agreement", title, [Paragraph(_absent(view))])
    at = usual if usual and usual.facts and not found.facts else found
    blocks: list[Block] = [Paragraph(_result(view, found))]
    if at is not found:
        blocks.append(Paragraph(_result_elsewhere(view, at)))
    blocks += _caveats(view, found, at)
    blocks.append(Fold(view.say("agreement.moments", met=found.met, all=len(found.verdicts)), _moments(view, found)))
    if at.facts:
        met = sum(fact.passed for fact in at.facts)
        heading = view.say("agreement.facts", met=met, all=len(at.facts))
        blocks.append(Fold(heading, tuple(fact_blocks(at.facts, view.lang))))
    if at.probes:
        blocks.append(Fold(probes_met(at.probes, view.lang), tuple(probe_blocks(at.probes, view.lang))))
    return Section("agreement", title, blocks)


def _absent(view: View) -> str:
    city = view.comparison.city
    if city in list_cities():
        return view.say("agreement.absent", city=view.city, command=f"jiuye validate {city}")
    return view.say("agreement.absent_own", city=view.city)


def _result(view: View, found: Validation) -> str:
    parts = [moments_met(found, view.lang), *([facts_met(found.facts, view.lang)] if found.facts else [])]
    result = view.say("number.semicolon").join(parts)
    return view.say("agreement.result", city=view.city, result=result, **_size(found))


def _result_elsewhere(view: View, at: Validation) -> str:
    city = at.city_title.get(view.lang, at.city)
    return view.say("agreement.elsewhere", city=city, result=facts_met(at.facts, view.lang), **_size(at))


def _size(found: Validation) -> dict[str, str | int]:
    return {"workers": f"{found.workers:,}", "seeds": len(found.seeds), "version": found.version}


def _caveats(view: View, found: Validation, at: Validation) -> Iterator[Paragraph]:
    """Where the tables do not speak of the model that was compared."""
    c, shipped = view.comparison, mark_of(Behaviour())
    if earlier := dict.fromkeys(f"`{each.command}`" for each in (found, at) if each.behaviour != shipped):
        yield Paragraph(view.say("agreement.earlier", commands=listed([*earlier], view.lang)), "warning")
    if c.version != found.version:
        yield Paragraph(view.say("agreement.version", ours=c.version, theirs=found.version), "warning")
    if c.behaviour:
        names = view.say("number.comma").join(f"`{name}: {value:g}`" for name, value in c.behaviour.items())
        yield Paragraph(view.say("agreement.changed", n=len(c.behaviour), names=names), "warning")
    if c.ensemble:
        yield Paragraph(view.say("agreement.ensemble", n=c.ensemble), "note")


def _moments(view: View, found: Validation) -> tuple[Block, ...]:
    terms = definitions((v.target for v in found.verdicts), view.lang)
    table = moments_table(found.verdicts, view.lang, sourced=True)
    return Paragraph(view.say("agreement.reading"), "note"), table, Fold(view.say("validation.definitions"), (terms,))
