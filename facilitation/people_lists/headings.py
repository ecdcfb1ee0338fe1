"""Headings of columns: which field of a person each one names, however a form or a colleague puts it."""

import dataclasses
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from facilitation.texts import folded


class Field(StrEnum):
    """What a list may say of a person."""

    name = "name"
    first_name = "first_name"
    territory = "territory"
    role = "role"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading names.

    `whole`: last and first name; `strong`: the word is the field's own; `certain`: it
    says nothing else.
    """

    field: Field
    whole: bool = False
    strong: bool = True
    certain: bool = True
    about: frozenset[str] = dataclasses.field(default=frozenset(), compare=False)
    """Whose it is, where the heading says so: Nom de l’élu, Prénom de l’élu."""


LONGEST = 120
_FILLERS = frozenset(
    """
    votre vos notre mon ma de du des d la le les l un une a au aux en et ou the your of and or quel
    quelle est quels quelles etes vous si c s indiquez indiquer preciser precisez merci obligatoire
    required facultatif representez represente representee representees rattachement origine
    appartenance exercice prenom nom famille usage complet complete entier full participant
    participante participants e es ne which what is name last naissance are you dans sur pour actuel
    actuelle principal principale ici lequel laquelle travaillez
    """.split()
)
_NOT_OURS = frozenset(
    """
    mail mails email emails e-mail courriel courriels mel telephone tel phone portable mobile gsm
    code postal cp adresse address horodateur timestamp date heure civilite signature emargement
    observation observations commentaire commentaires remarque remarques regime repas dejeuner
    allergie allergies allergenes transport presence present presents numero id identifiant siret
    siren insee nombre effectif duree consentement rgpd photo souhait souhaits attentes
    payeur payeuse acheteur acheteuse facturation
    """.split()
)
_LAST = frozenset("nom noms name surname lastname nomfamille patronyme".split())
_FIRST = frozenset("prenom prenoms firstname forename given first".split())
_SOMEBODY = frozenset(
    """
    participant participante participants participantes personne personnes invite invitee invites
    invitees identite contact interlocuteur interlocutrice representant representante person people
    attendee attendees inscrit inscrite inscrits membre membres
    """.split()
)
_PLACES = frozenset(
    """
    territoire territoires territory collectivite collectivites structure structures organisme
    organismes organisation organization commune communes mairie ville epci interco intercommunalite
    etablissement entite employeur institution departement region service societe entreprise
    association company employer municipality town city provenance canton agglomeration pays
    """.split()
)
_ROLES = frozenset(
    """
    role roles fonction fonctions qualite profil mandat mandats statut poste metier profession titre
    categorie college type function position job title responsabilite
    """.split()
)
_YOU_ARE = re.compile(r"\b(vous etes|en tant que|you are)\b")
_WORDS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def heading_of(cell: str) -> Heading | None:
    """The field that a cell names as a heading, or None."""
    if len(cell) > LONGEST:
        return None
    words = _WORDS.findall(re.sub(r"\be-?mail", "email", folded(cell)))
    named = _NAMED.get(next((word for word in words if word in _NAMED), ""))
    if not named or not _NOT_OURS.isdisjoint(words):
        return Heading(Field.role) if _YOU_ARE.search(" ".join(words)) else None
    found = _person(set(words)) if named is Field.name else Heading(named)
    return replace(
        found,
        certain=_FILLERS.union(_NAMED).issuperset(words),
        about=frozenset(words).difference(_FILLERS, _LAST, _FIRST),
    )


def is_beside(cell: str) -> bool:
    """Whether a cell is the heading of what is not ours: numbers, addresses, remarks."""
    words = _WORDS.findall(folded(cell)) if len(cell) <= LONGEST else []
    return words == ["n"] or not _NOT_OURS.isdisjoint(words)


_NAMED = (
    dict.fromkeys(_LAST | _FIRST | _SOMEBODY, Field.name)
    | dict.fromkeys(_PLACES, Field.territory)
    | dict.fromkeys(_ROLES, Field.role)
)


def _person(words: set[str]) -> Heading:
    """Which part of a name; the name of something that people belong to is none of theirs."""
    if not words.isdisjoint(_PLACES) and words.isdisjoint(_FIRST | _SOMEBODY):
        return Heading(Field.territory)
    last, first = words & _LAST, words & _FIRST
    if first and (not last or words >= {"first", "name"} or words >= {"given", "name"}):
        return Heading(Field.first_name)
    if last:
        return Heading(Field.name, whole=bool(first or words & {"complet", "full"}))
    return Heading(Field.name, strong=False)
