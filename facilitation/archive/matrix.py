"""What territories would do with the initiatives: verdicts, the revealed matrix, conditions and answers."""

from db.answers import HolderAnswer
from db.conditions import Lift, lifts_in
from db.posts import Verdict
from db.ratings import Criterion, MatrixReveal
from db.report import verdicts_in
from db.verdicts import TerritoryVerdict
from facilitation.archive.source import Source, Told, moment
from facilitation.archive.target import Target, at, heard, once, perhaps_at, perhaps_heard
from facilitation.errors import BadArchive
from facilitation.matrix import MatrixRow, matrix_view
from facilitation.medians import Cell
from facilitation.rating_progress import Standing
from facilitation.sealed import SealedMatrix, SealedRow, seal_matrix

OF_CELLS = ("criterion", "value", "rated", "unknown", "zeros", "low", "high", "gap")


def tell_verdicts(source: Source) -> list[Told]:
    """What each territory would do with each initiative."""
    return [
        {
            "initiative": source.initiative_numbers[row.initiative_id],
            "territory": source.territory_numbers[row.territory_id],
            "verdict": row.verdict.value,
            "at": moment(row.decided_at),
        }
        for row, _ in sorted(
            verdicts_in(source.session, source.workshop.id),
            key=lambda found: (found[0].initiative_id, found[0].territory_id),
        )
        if row.initiative_id in source.initiative_numbers
    ]


def tell_matrix(source: Source) -> Told | None:
    """The matrix as everybody saw it; None before its reveal."""
    if source.reveal is None:
        return None
    view = matrix_view(source.session, source.workshop.id, "console")
    return {
        "revealed": moment(source.reveal.revealed_at),
        "criteria": view.criteria,
        "raters": view.raters,
        "finished": view.finished,
        "able": view.able,
        "initiatives": [
            {
                "initiative": source.initiative_numbers[work.id],
                "rows": [_row(source, row) for row in work.rows],
            }
            for work in view.initiatives
        ],
    }


def _row(source: Source, row: MatrixRow) -> Told:
    return {
        "territory": source.territory_numbers[row.territory_id],
        "tables": row.groups,
        "cells": [{name: getattr(cell, name) for name in OF_CELLS} for cell in row.cells],
    }


def tell_lifts(source: Source) -> list[Told]:
    """What was said about lifting conditions: of contributions that leave and, once revealed, of zeros."""
    return [
        {
            "initiative": source.initiative_numbers[lift.initiative_id],
            "territory": source.territory_numbers[lift.territory_id],
            "criterion": lift.criterion.value if lift.criterion else None,
            "post": source.post_numbers[lift.post_id] if lift.post_id else None,
            "who": lift.who,
            "by_when": lift.by_when,
            "first_step": lift.first_step,
            "at": moment(lift.said_at),
        }
        | ({"lifted": moment(lift.lifted_at)} if lift.lifted_at else {})
        for lift in sorted(lifts_in(source.session, source.workshop.id), key=lambda one: one.id)
        if lift.initiative_id in source.initiative_numbers
        and (lift.post_id in source.post_numbers if lift.post_id else source.reveal)
    ]


def tell_answers(source: Source) -> list[Told]:
    """What holders answered; the questions show with the matrix, and so do the answers."""
    return [
        {
            "initiative": source.initiative_numbers[answer.initiative_id],
            "criterion": answer.criterion.value,
            "text": answer.text,
            "by": source.signature(answer.author_id),
            "entered": answer.entered_by is not None,
            "at": moment(answer.answered_at),
        }
        for answer, _, _ in source.answers
    ]


def rebuild_verdicts(target: Target, verdicts: list[Told]) -> None:
    """Let the territories say what they said."""
    once(((told["initiative"], told["territory"]) for told in verdicts), "verdicts")
    target.add(
        [
            TerritoryVerdict(
                workshop_id=target.workshop.id,
                initiative_id=at(target.initiatives, told["initiative"]),
                territory_id=at(target.territories, told["territory"]),
                verdict=Verdict(told["verdict"]),
                account_id=target.by,
                decided_at=heard(told["at"]),
            )
            for told in verdicts
        ]
    )


def rebuild_matrix(target: Target, told: Told | None) -> None:
    """Reveal the matrix anew and seal what it showed."""
    if told is None:
        return
    once((work["initiative"] for work in told["initiatives"]), "matrix")
    for work in told["initiatives"]:
        once((row["territory"] for row in work["rows"]), "matrix")
        if any([cell["criterion"] for cell in row["cells"]] != told["criteria"] for row in work["rows"]):
            raise BadArchive("numbers", "matrix")
    target.add(
        [
            MatrixReveal(
                workshop_id=target.workshop.id, revealed_at=heard(told["revealed"]), revealed_by=target.by
            )
        ]
    )
    rows = {
        at(target.initiatives, work["initiative"]): [_sealed(target, row) for row in work["rows"]]
        for work in told["initiatives"]
    }
    standing = Standing(told["raters"], told["finished"], told["able"])
    seal_matrix(
        target.session,
        workshop_id=target.workshop.id,
        matrix=SealedMatrix(told["criteria"], standing, rows),
    )


def _sealed(target: Target, row: Told) -> SealedRow:
    territory_id = at(target.territories, row["territory"])
    return SealedRow(territory_id, row["tables"], [Cell(**cell) for cell in row["cells"]])


def rebuild_lifts(target: Target, lifts: list[Told]) -> None:
    """Write down how conditions can be lifted."""
    if any((told["criterion"] is None) == (told["post"] is None) for told in lifts):
        raise BadArchive("numbers", "lifts")
    once(
        (told["post"] or (told["initiative"], told["territory"], told["criterion"]) for told in lifts),
        "lifts",
    )
    target.add(
        [
            Lift(
                workshop_id=target.workshop.id,
                initiative_id=at(target.initiatives, told["initiative"]),
                territory_id=at(target.territories, told["territory"]),
                criterion=Criterion(told["criterion"]) if told["criterion"] else None,
                post_id=perhaps_at(target.posts, told["post"]),
                who=told["who"],
                by_when=told["by_when"],
                first_step=told["first_step"],
                account_id=target.by,
                said_at=heard(told["at"]),
                lifted_at=perhaps_heard(told.get("lifted")),
            )
            for told in lifts
        ]
    )


def rebuild_answers(target: Target, answers: list[Told]) -> None:
    """Let the holders have answered."""
    once(((told["initiative"], told["criterion"]) for told in answers), "answers")
    target.add(
        [
            HolderAnswer(
                workshop_id=target.workshop.id,
                initiative_id=at(target.initiatives, told["initiative"]),
                criterion=Criterion(told["criterion"]),
                text=told["text"],
                author_id=target.author(told["by"]),
                entered_by=target.by if told["entered"] else None,
                answered_at=heard(told["at"]),
            )
            for told in answers
        ]
    )
