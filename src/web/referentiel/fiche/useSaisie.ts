import { useState } from 'react'
import type { Fiche } from '#domain/referentiel/api.ts'
import type { Registre } from '#domain/referentiel/api-fiche.ts'
import { vontEnsemble } from '#domain/referentiel/saisie.ts'
import { depuisSaisie, enSaisie } from './ecrire.ts'
import { champsEnsemble } from './SaisieDeChamps.tsx'

/** One champ of a fiche being typed, or two that go together: from what the fiche says now to the body that is sent. */
export function useSaisie(fiche: Fiche, registre: Registre, code: string) {
  const champs = champsEnsemble(registre, vontEnsemble(code))
  const [valeurs, setValeurs] = useState<Record<string, string>>(
    Object.fromEntries(
      champs.map((c) => [c.code, enSaisie(c.genre, fiche.champs.find((x) => x.champ === c.code)?.valeur)]),
    ),
  )
  const [valable_du, setValableDu] = useState('')
  const [motif, setMotif] = useState('')
  return {
    champs,
    libelle: champs.map((c) => c.libelle).join(' et '),
    valeurs,
    changer: (champ: string, valeur: string) => setValeurs((avant) => ({ ...avant, [champ]: valeur })),
    valable_du: { value: valable_du, onChange: (e: Evenement) => setValableDu(e.target.value) },
    motif: { value: motif, onChange: (e: Evenement) => setMotif(e.target.value) },
    corps: {
      champs: Object.fromEntries(champs.map((c) => [c.code, depuisSaisie(c.genre, valeurs[c.code] ?? '')])),
      ...(valable_du ? { valable_du } : {}),
      motif,
    },
  }
}

type Evenement = { target: { value: string } }
