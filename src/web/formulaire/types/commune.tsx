import { type ChampCommune, CommuneChoisie, commune } from '#domain/formulaire/types/commune.ts'
import { chercherCommunes } from '#domain/referentiel/api-choix.ts'
import { call } from '#web/call.ts'
import { Recherche } from '../Recherche.tsx'
import { autour, type Saisie, texteDe } from './saisie.ts'

export function Commune(s: Saisie<ChampCommune>) {
  const choisie = CommuneChoisie.safeParse(s.valeur)
  return (
    <Recherche
      {...autour(s)}
      texte={choisie.success ? commune.ecrire(choisie.data, s.champ) : texteDe(s.valeur)}
      choisi={choisie.success}
      ecrire={(texte) => s.changer(texte)}
      choisir={({ code, nom, departement }) => s.changer({ code, nom, departement }, true)}
      chercher={communesParNom}
      quitter={s.quitter}
    />
  )
}

/** Communes by the beginning of their name or of their postal code, the most peopled first. */
export async function communesParNom(recherche: string, signal: AbortSignal) {
  const { elements } = await call(chercherCommunes, { query: { recherche } }, signal)
  return elements.map((c) => ({
    cle: c.code,
    libelle: c.nom,
    detail: [c.codes_postaux.slice(0, 2).join(', '), c.departement].filter(Boolean).join(', '),
    valeur: c,
  }))
}
