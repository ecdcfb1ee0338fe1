"""What fits a post: rules on plain values, which the verbs of the tables and the import of an archive ask."""

from collections.abc import Hashable

from facilitation.posts import DECOMPOSITION, Part, Resource, Section

Place = tuple[Hashable, Part, Hashable]
"""A post's table, half of the work, and target territory."""


def part_of_section(section: Section) -> Part:
    """The half of the work that a section belongs to."""
    return Part.decomposition if section in DECOMPOSITION else Part.perspective


def resource_fits(section: Section, resource: Resource | None) -> bool:
    """Whether a post of the resources says of which kind, and no other does."""
    return (section == Section.resources) == (resource is not None)


def may_become_part(post: Place, into: Place, *, is_part: bool, into_is_part: bool) -> bool:
    """Whether a post may become part of another: of the same place, and neither is part of a third."""
    return post == into and not is_part and not into_is_part


def may_be_about(post: tuple[Part, Hashable], about: tuple[Part, Hashable]) -> bool:
    """Whether a post may be about another, each with its initiative: perspective looks at decomposition."""
    return post == (Part.perspective, about[1]) and about[0] == Part.decomposition
