import { type ChampEtablissement, EtablissementChoisi, etablissement } from '#domain/formulaire/types/etablissement.ts'
import { chercherIdentites } from '#domain/referentiel/api-choix.ts'
import { call } from '#web/call.ts'
import { Recherche } from '../Recherche.tsx'
import { autour, type Saisie, texteDe } from './saisie.ts'

export function Etablissement(s: Saisie<ChampEtablissement>) {
  const choisi = EtablissementChoisi.safeParse(s.valeur)
  return (
    <Recherche
      {...autour(s)}
      texte={choisi.success ? etablissement.ecrire(choisi.data, s.champ) : texteDe(s.valeur)}
      choisi={choisi.success}
      ecrire={(texte) => s.changer(texte)}
      choisir={({ uai, nom, commune }) => s.changer({ uai, nom, ...(commune ? { commune } : {}) }, true)}
      chercher={identites}
      quitter={s.quitter}
    />
  )
}

/** Open établissements whose name, commune or UAI begins so. */
export async function identites(recherche: string, signal: AbortSignal) {
  const { elements } = await call(chercherIdentites, { query: { recherche } }, signal)
  return elements.map((e) => ({
    cle: e.uai,
    libelle: e.nom,
    detail: [e.commune, e.uai].filter(Boolean).join(', '),
    valeur: e,
  }))
}
