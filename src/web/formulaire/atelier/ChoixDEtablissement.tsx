import { useState } from 'react'
import { lirePreremplissage } from '#domain/dossiers/api-versions.ts'
import type { Definition, Reponses } from '#domain/formulaire/definition.ts'
import { commencer, type Preremplis } from '#domain/formulaire/prefill.ts'
import { call } from '#web/call.ts'
import { Recherche } from '../Recherche.tsx'
import { identites } from '../types/etablissement.tsx'

type Props = {
  definition: Definition
  recommencer: (depart?: { reponses: Reponses; preremplis: Preremplis }) => void
}

/** Begins the trial again as this établissement would: with what the référentiel knows of it. */
export function ChoixDEtablissement({ definition, recommencer }: Props) {
  const [texte, setTexte] = useState('')
  const [choisi, setChoisi] = useState(false)
  const [panne, setPanne] = useState('')
  const prendre = async ({ uai, nom }: { uai: string; nom: string }) => {
    setTexte(nom)
    setChoisi(true)
    try {
      recommencer(commencer(definition, await call(lirePreremplissage, { params: { uai } })))
      setPanne('')
    } catch {
      setPanne('Ce que sait le référentiel n’a pas pu être lu : réessayez.')
    }
  }
  return (
    <Recherche
      id="apercu-etablissement"
      label="Essayer comme"
      help="Un établissement : l’essai recommence, prérempli avec ce que le référentiel en sait."
      error={panne || undefined}
      optional
      texte={texte}
      choisi={choisi}
      ecrire={(t) => {
        setTexte(t)
        setChoisi(false)
      }}
      choisir={(v) => void prendre(v)}
      chercher={identites}
    />
  )
}
