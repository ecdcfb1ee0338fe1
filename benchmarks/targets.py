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


TARGETS = {
    (name, people): Target(bound, at_least=name == "joins_per_s")
    for name, bounds in {
        "joins_per_s": (60, 60),
        "own_p95_ms": (25, 60),
        "others_p95_ms": (12, 25),
        "projector_p95_ms": (15, 30),
        "stage_p95_ms": (300, 2000),
        "rss_mb": (200, 260),
        "idle_cpu_percent": (1, 2),
    }.items()
    for people, bound in zip((20, 200), bounds, strict=True)
}
