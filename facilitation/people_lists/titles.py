"""Titles that people bear: which of the method's roles each one is, or None where that is not plain."""

import re
from functools import lru_cache

from db.people import PersonRole
from facilitation.texts import folded

_STATE = frozenset(
    """
    etat state prefet prefete prefecture prefets prefectoral prefectorale ddt ddtm ddets ddetspp
    ddpp dreal deal dreets drac draaf ddfip drfip dgfip anct ademe ars rectorat recteur rectrice
    cerema ofb dsden sgar sgcd ministere ministeriel ministerielle gendarmerie
    """.split()
)
"""Services and agencies of the State, wherever they are named."""
_OUTSIDE = frozenset(
    """
    association associations asso ong cooperative scop scic universite syndicale benevole benevoles
    habitant habitante habitants habitantes citoyen citoyenne citoyens citoyennes entreprise
    collectif fondation
    """.split()
)
"""What makes a president or a director somebody of neither a local authority nor the State."""
_OUTSIDE_PLACES = _OUTSIDE | frozenset(
    """
    sa sas sasu sarl eurl sci mjc ligue chambre cci cma cpie federation confederation club amicale comite
    societe groupement union
    """.split()
)
"""What makes a structure neither a local authority nor a service of the State."""
_PUBLIC_PLACES = frozenset(
    """
    commune communes mairie ville communaute agglomeration agglo ca cc cu metropole departement conseil
    region pays petr syndicat epci interco intercommunalite sivom sivu sm smictom pnr parc ccas cias cd cr
    pole territoire
    """.split()
)
"""Structures whose presidents are elected."""
_PRESIDING = frozenset("president presidente presidents presidentes pdt pdte chair".split())
_ELECTED = _PRESIDING | frozenset(
    """
    elu elue elus elues elected maire maires mairesse depute deputee deputes senateur senatrice vp
    bourgmestre echevin echevine mayor councillor councilor
    """.split()
)
_PROJECT = frozenset("porteur porteuse porteurs porteuses".split())
_OFFICER = frozenset(
    """
    officer officers technicien technicienne techniciens techniciennes technique agent agente agents
    agentes dgs dga dgst dg dst directeur directrice directeurs directrices dir responsable
    responsables resp chef cheffe charge chargee charges chargees cm cdm coordinateur coordinatrice
    coordonnateur coordonnatrice animateur animatrice secretaire assistant assistante ingenieur
    ingenieure ingenieurs attache attachee redacteur redactrice urbaniste gestionnaire instructeur
    instructrice collaborateur collaboratrice manager referent referente developpeur developpeuse
    dircab cadre fonctionnaire alternant alternante stagiaire apprenti apprentie director
    bibliothecaire mediateur mediatrice
    """.split()
)
_OTHER = _OUTSIDE | frozenset(
    """
    other others autre autres entrepreneur entrepreneure entrepreneuse dirigeant dirigeante gerant
    gerante artisan artisane commercant commercante agriculteur agricultrice chercheur chercheuse
    enseignant enseignante universitaire etudiant etudiante consultant consultante journaliste
    presse retraite retraitee partenaire partenaires prestataire invite invitee expert experte
    resident residente citizen volunteer
    """.split()
)
_OF_A_COUNCIL = frozenset(
    """
    municipal municipale municipaux municipales communautaire communautaires departemental
    departementale departementaux regional regionale regionaux metropolitain metropolitaine
    metropolitains delegue deleguee delegues consulaire
    """.split()
)
_OF_AN_OFFICE = frozenset(
    """
    administratif administrative technique directeur directrice dgs chef direction
    """.split()
)
_KINDS = (
    dict.fromkeys(_OTHER, PersonRole.other)
    | dict.fromkeys(_OFFICER, PersonRole.officer)
    | dict.fromkeys(_PROJECT, PersonRole.project)
    | dict.fromkeys(_ELECTED, PersonRole.elected)
)
_BESIDE = frozenset(
    """
    de des du d la le les l et e s es ne nes services service projet projets vice
    """.split()
)
_PHRASES = {
    "project": PersonRole.project,
    "project holder": PersonRole.project,
    "state agent": PersonRole.state,
}
_NO_STATE = re.compile(r"\betat(s)? (civil|des lieux)\b")
_ABBREVIATED = re.compile(r"\b(?:\w\.){2,}")
_WORDS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def role_of(title: str) -> PersonRole | None:
    """The role that somebody of this title has; None where none or several are meant."""
    plain = _ABBREVIATED.sub(lambda letters: letters[0].replace(".", "") + " ", folded(title))
    words = _WORDS.findall(_NO_STATE.sub("", " ".join(_WORDS.findall(plain))))
    if phrase := _PHRASES.get(" ".join(words)):
        return phrase
    head, role = _head(words)
    if role is PersonRole.elected and head not in _PRESIDING:
        return role
    if not _STATE.isdisjoint(words):
        return PersonRole.state
    return role if _OUTSIDE.isdisjoint(words) else PersonRole.other


def is_place_of_state(place: str) -> bool:
    """Whether a structure of this name is a service of the State."""
    return not (_STATE - {"etat", "state"}).isdisjoint(_WORDS.findall(folded(place)))


def role_at(title: str, place: str) -> PersonRole | None:
    """The role of somebody of this title in a structure of this name; None where that is not plain.

    Whoever works for a service of the State is its agent; whoever presides over a company is another.
    """
    role, (head, _) = role_of(title), _head(_WORDS.findall(folded(title)))
    there = set(_WORDS.findall(folded(place)))
    presides = role is PersonRole.elected and (head in _PRESIDING or head in ("vice", "vp"))
    if is_place_of_state(place) and role in (None, PersonRole.officer):
        return PersonRole.state
    if not there.isdisjoint(_OUTSIDE_PLACES) and (presides or role is PersonRole.officer):
        return PersonRole.other
    bare = _PRESIDING | {"le", "la", "e"}
    if presides and there.isdisjoint(_PUBLIC_PLACES) and bare.issuperset(_WORDS.findall(folded(title))):
        return None
    return role


def _head(words: list[str]) -> tuple[str, PersonRole | None]:
    """The first word that says what somebody is, and as what: a vice-president is no president here."""
    for place, word in enumerate(words):
        if word == "vice" and not _PRESIDING.isdisjoint(words[place:]):
            return word, PersonRole.elected if _OUTSIDE.isdisjoint(words) else PersonRole.other
        if role := _KINDS.get(word) or _by_what_follows(word, words):
            return word, role
    return "", None


def _by_what_follows(word: str, words: list[str]) -> PersonRole | None:
    """Councillors and deputies are elected or employed, as the words beside them have it."""
    if word.startswith("conseil"):
        advising = PersonRole.officer if word.startswith("conseill") else None
        return advising if _OF_A_COUNCIL.isdisjoint(words) else PersonRole.elected
    if word in ("adjoint", "adjointe", "adjoints", "adjointes"):
        return PersonRole.elected if _OF_AN_OFFICE.isdisjoint(words) else PersonRole.officer
    if word in ("delegue", "deleguee", "delegues"):
        return (
            None
            if _OF_A_COUNCIL.difference(("delegue", "deleguee", "delegues")).isdisjoint(words)
            else PersonRole.elected
        )
    return None


def is_title(text: str) -> bool:
    """Whether a text says a role and nothing else, as the line above those who have it does."""
    words = set(_WORDS.findall(folded(text)))
    return role_of(text) is not None and words <= _STATE | _KINDS.keys() | _BESIDE
