import { useState } from 'react'
import type { PlanDeFusion } from '#domain/referentiel/fusion-api.ts'
import { estUai, nettoyerUai } from '#domain/referentiel/uai.ts'
import { Card } from '#web/ui/Card.tsx'
import { TextField } from '#web/ui/champs.tsx'

/** The UAI that a replacement is to create; nothing is asked of the référentiel before it is right. */
export function NouvelUai({ uai, changer }: { uai: string; changer: (uai: string) => void }) {
  const [texte, setTexte] = useState(uai)
  const propre = nettoyerUai(texte)
  const faux = propre.length >= 8 && !estUai(propre)
  return (
    <TextField
      label="Nouvel UAI, à créer"
      optional
      help="Laissez vide si le nouvel établissement est déjà dans le référentiel : préparez alors la fusion depuis sa fiche."
      value={texte}
      error={faux ? 'Ce numéro UAI est incorrect : sept chiffres et leur lettre de contrôle.' : undefined}
      onChange={(e) => {
        setTexte(e.target.value)
        const lu = nettoyerUai(e.target.value)
        changer(estUai(lu) ? lu : '')
      }}
    />
  )
}

type Saisie = { nom: string; siret: string }

/** What is typed of the établissement to be created; the rest is prefilled and chosen champ by champ. */
export function NouvelEtablissement({
  plan,
  saisie,
  erreurs,
  saisir,
}: {
  plan: PlanDeFusion
  saisie: Saisie
  erreurs: { nom?: string; siret?: string }
  saisir: (saisie: Saisie) => void
}) {
  return (
    <Card title={`Nouvel établissement ${plan.survivant.uai}`}>
      <TextField
        label="Nom"
        required
        value={saisie.nom}
        error={erreurs.nom}
        onChange={(e) => saisir({ ...saisie, nom: e.target.value })}
      />
      <TextField
        label="SIRET"
        optional
        help="Quatorze chiffres, s’il en a un nouveau."
        value={saisie.siret}
        error={erreurs.siret}
        onChange={(e) => saisir({ ...saisie, siret: e.target.value.replace(/\s/g, '') })}
      />
      <p className="discret">
        Le reste est repris de {plan.absorbes[0]?.nom} : commune, adresse, coordonnées, type. Vous choisissez champ par
        champ ci-dessous, et pourrez corriger sur sa fiche.
      </p>
    </Card>
  )
}
