"""What is to be reached on two shared cores with the load generator beside the server."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A bound: a figure must not exceed it, or must not fall below it."""

    bound: float
    at_least: bool = False

    def reached(self, figure: float) -> bool:
        """Whether the figure keeps to the bound."""
        return figure >= self.bound if self.at_least else figure <= self.bound

    def __str__(self) -> str:
        return f"{'>=' if self.at_least else '<='} {self.bound:g}"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


PEOPLE = (20, 200)
_BOUNDS: dict[str, dict[str, tuple[float, float]]] = {
    "atelier": {
        "joins_per_s": (60, 60),
        "own_p95_ms": (25, 60),
        "others_p95_ms": (12, 25),
        "projector_p95_ms": (15, 30),
        "stage_p95_ms": (300, 2000),
        "rss_mb": (200, 260),
        "idle_cpu_percent": (1, 2),
    },
    "canvas": {"others_p95_ms": (15, 40)},
}
TARGETS = {
    (scenario, name, people): Target(bound, at_least=name == "joins_per_s")
    for scenario, figures in _BOUNDS.items()
    for name, bounds in figures.items()
    for people, bound in zip(PEOPLE, bounds, strict=True)
}
"""By scenario, figure and number of people."""
