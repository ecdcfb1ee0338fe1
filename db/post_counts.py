"""How much the groups of a workshop have written, and where."""

from collections import Counter

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from db.posts import Part, Post, Section, standing


def count_posts(session: Session, group_id: int) -> int:
    """How many posts a group ever wrote, deleted ones too, since those can come back."""
    return session.scalar(select(func.count(Post.id)).where(Post.group_id == group_id)) or 0


def groups_with_posts(session: Session, workshop_id: int) -> set[int]:
    """The groups of a workshop that ever wrote something."""
    return set(session.scalars(select(Post.group_id).where(Post.workshop_id == workshop_id).distinct()))


def section_counts(session: Session, workshop_id: int) -> dict[tuple[int, Section], int]:
    """How many decomposition posts each (group, section) of a workshop holds.

    A post that is marked as a core function counts among the core functions too, wherever it stands.
    """
    elsewhere = and_(Post.core_at.is_not(None), Post.section != Section.core_functions)
    rows = session.execute(
        select(Post.group_id, Post.section, func.count(Post.id), func.count(case((elsewhere, Post.id))))
        .where(Post.workshop_id == workshop_id, Post.part == Part.decomposition, standing())
        .group_by(Post.group_id, Post.section)
    )
    counts: Counter[tuple[int, Section]] = Counter()
    for group_id, section, count, marked in rows:
        counts[group_id, section] += count
        if marked:
            counts[group_id, Section.core_functions] += marked
    return dict(counts)


def perspective_counts(session: Session, workshop_id: int) -> dict[tuple[int, int], int]:
    """How many perspective posts on the record stand, by (group, territory)."""
    rows = session.execute(
        select(Post.group_id, Post.territory_id, func.count(Post.id))
        .where(
            Post.workshop_id == workshop_id,
            Post.part == Part.perspective,
            Post.territory_id.is_not(None),
            Post.off_record.is_(False),
            standing(),
        )
        .group_by(Post.group_id, Post.territory_id)
    )
    return {(group_id, territory_id): count for group_id, territory_id, count in rows if territory_id}
