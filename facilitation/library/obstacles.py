"""What stood in the way of initiatives, across workshops: zeros that may be known outside their room."""

from collections.abc import Collection, Iterator

from db.ratings import Criterion
from db.session import Session
from db.zeros import Zero, sealed_matrices, zeros_in
from facilitation.sealed import sealed_matrix
from facilitation.secrecy import FEWEST


def in_the_way(session: Session, criterion: Criterion) -> set[tuple[int, int]]:
    """The (initiative, territory) pairs with a zero on a criterion."""
    zeros = zeros_in(session, FEWEST, criterion=criterion) | set(_sealed(session))
    return {(initiative_id, territory_id) for initiative_id, territory_id, one in zeros if one == criterion}


def zeros_about(session: Session, initiative_ids: Collection[int]) -> set[Zero]:
    """The zeros of these initiatives."""
    zeros = zeros_in(session, FEWEST, initiative_ids=initiative_ids) | set(_sealed(session))
    return {zero for zero in zeros if zero[0] in initiative_ids}


def _sealed(session: Session) -> Iterator[Zero]:
    """Of workshops that came without their answers: what was sealed with them."""
    for workshop_id in sealed_matrices(session):
        matrix = sealed_matrix(session, workshop_id)
        for initiative_id, rows in matrix.rows.items() if matrix else ():
            for row in rows:
                for cell in row.cells:
                    if cell.zeros:
                        yield initiative_id, row.territory_id, Criterion(cell.criterion)
