"""The votes that everybody has seen the result of, without the ballots, and what was decided."""

from collections.abc import Iterable, Mapping

from db.agenda import StageKind
from db.archive import candidates_among, decisions_among
from db.candidates import Candidate
from db.decisions import Decision, How, Outcome
from db.people import PersonRole
from db.voting import VotingRound
from facilitation.archive.source import Source, Told, moment
from facilitation.archive.target import Target, at, heard, once, perhaps_at
from facilitation.breakdowns import Breakdown, breakdown
from facilitation.counted import CountedVote, Support, counted_vote, keep_counted
from facilitation.counts import WITHHELD, Count
from facilitation.counts import heard as count_heard
from facilitation.counts import told as count_told
from facilitation.errors import BadArchive


def tell_votes(source: Source) -> list[Told]:
    """Each revealed vote with what its candidates received; supporters as far as they were shown."""
    candidates: dict[int, list[Candidate]] = {}
    for candidate in candidates_among(source.session, source.vote_numbers):
        candidates.setdefault(candidate.round_id, []).append(candidate)
    decisions: dict[int, list[Decision]] = {}
    for decision in decisions_among(source.session, source.vote_numbers):
        decisions.setdefault(decision.round_id, []).append(decision)
    shown = {one.initiative_id: one for one in breakdown(source.session, source.workshop.id)}
    last = max((vote.id for vote in source.votes if not vote.runoff), default=None)
    return [
        {
            **_rules(source, vote),
            "candidates": _candidates(
                source, vote, candidates.get(vote.id, []), shown if vote.id == last else {}
            ),
            "decisions": [_decision(source, one) for one in decisions.get(vote.id, [])],
        }
        for vote in source.votes
    ]


def _rules(source: Source, vote: VotingRound) -> Told:
    counted = counted_vote(vote)
    closed = vote.closed_at or source.at
    return {
        "stage": source.stage_numbers[vote.stage_id],
        "settles": source.vote_numbers[vote.settles_id] if vote.settles_id else None,
        "dots": vote.dots,
        "cap": vote.cap,
        "keep": vote.keep,
        "own_territory": vote.own_territory,
        "opened": moment(vote.opened_at),
        "closed": moment(closed),
        "revealed": moment(vote.revealed_at or closed),
        "eligible": vote.eligible or 0,
        "voted": counted.voted,
        "proxies": counted.proxies,
    }


def _candidates(
    source: Source, vote: VotingRound, candidates: Iterable[Candidate], shown: Mapping[int, Breakdown]
) -> list[Told]:
    support = counted_vote(vote).support
    return [
        {
            "initiative": source.initiative_numbers[one.initiative_id],
            "territory": one.territory,
            "territories": [
                source.territory_numbers[id_] for id_ in one.territory_ids if id_ in source.territory_numbers
            ],
            "dots": support[one.initiative_id].dots,
            "from_territories": count_told(support[one.initiative_id].territories),
            **_supporters(source, shown.get(one.initiative_id)),
        }
        for one in candidates
        if one.initiative_id in source.initiative_numbers
    ]


def _supporters(source: Source, shown: Breakdown | None) -> Told:
    if shown is None:
        return {"by_role": None, "by_territory": []}
    numbers: dict[str | None, int | None] = {
        one.name: source.territory_numbers[one.id] for one in source.territories
    }
    numbers[None] = None
    return {
        "by_role": {role.value: count_told(shown.by_role[role]) for role in PersonRole},
        "by_territory": [
            {"territory": numbers[name], "supporters": count_told(count)}
            for name, count in shown.by_territory.items()
        ],
    }


def _decision(source: Source, one: Decision) -> Told:
    return {
        "initiative": source.initiative_numbers[one.initiative_id],
        "outcome": one.outcome.value,
        "how": one.how.value,
        "reason": one.reason,
        "at": moment(one.decided_at),
    }


def rebuild_votes(target: Target, votes: list[Told], stages: list[Told]) -> None:
    """Make the votes anew, closed and revealed, with what was counted."""
    for told in votes:
        _check(told, votes[: len(target.votes)], stages)
        stage_id = at(target.stages, told["stage"])
        vote = _vote(target, told, stage_id)
        keep_counted(vote, _counted(target, told))
        target.add([vote])
        target.votes.append(vote.id)
        target.add([_candidate(target, vote.id, one) for one in told["candidates"]])
        target.add([_decided(target, vote.id, one) for one in told["decisions"]])


def _check(told: Told, former: list[Told], stages: list[Told]) -> None:
    """What is decided is decided of all candidates; a run-off settles a vote before it, among its own."""
    stood = [one["initiative"] for one in told["candidates"]]
    once(stood, "votes")
    decided = [one["initiative"] for one in told["decisions"]]
    once(decided, "votes")
    if decided and (set(decided) != set(stood) or told["settles"]):
        raise BadArchive("numbers", "votes")
    if at(stages, told["stage"])["kind"] != StageKind.voting:
        raise BadArchive("numbers", "votes")
    if told["settles"]:
        settled = at(former, told["settles"])
        if settled["settles"] or not set(stood) <= {one["initiative"] for one in settled["candidates"]}:
            raise BadArchive("numbers", "votes")
    once((one["territory"] for row in told["candidates"][:1] for one in row["by_territory"]), "votes")


def _vote(target: Target, told: Told, stage_id: int) -> VotingRound:
    return VotingRound(
        workshop_id=target.workshop.id,
        stage_id=stage_id,
        settles_id=perhaps_at(target.votes, told["settles"]),
        dots=told["dots"],
        cap=told["cap"],
        keep=told["keep"],
        own_territory=told["own_territory"],
        seed=0,
        opened_at=heard(told["opened"]),
        closed_at=heard(told["closed"]),
        eligible=told["eligible"],
        revealed_at=heard(told["revealed"]),
        revealed_by=target.by,
    )


def _candidate(target: Target, round_id: int, told: Told) -> Candidate:
    return Candidate(
        round_id=round_id,
        initiative_id=at(target.initiatives, told["initiative"]),
        territory_ids=[at(target.territories, number) for number in told["territories"]],
        territory=told["territory"],
    )


def _decided(target: Target, round_id: int, told: Told) -> Decision:
    return Decision(
        round_id=round_id,
        initiative_id=at(target.initiatives, told["initiative"]),
        outcome=Outcome(told["outcome"]),
        how=How(told["how"]),
        reason=told["reason"],
        decided_by=target.by,
        decided_at=heard(told["at"]),
    )


def _counted(target: Target, told: Told) -> CountedVote:
    return CountedVote(
        told["voted"],
        told["proxies"],
        {at(target.initiatives, one["initiative"]): _support(target, one) for one in told["candidates"]},
    )


def _support(target: Target, told: Told) -> Support:
    """What is told of a candidate; of a vote that came without a breakdown all of it is withheld."""
    roles = told["by_role"]
    places: dict[int | None, Count] = {
        perhaps_at(target.territories, one["territory"]): count_heard(one["supporters"])
        for one in told["by_territory"]
    }
    return Support(
        told["dots"],
        count_heard(told["from_territories"]),
        {role: WITHHELD if roles is None else count_heard(roles[role.value]) for role in PersonRole},
        dict.fromkeys((*target.territories, None), WITHHELD) if roles is None else places,
    )
