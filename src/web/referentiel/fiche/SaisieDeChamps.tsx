import type { ReactNode } from 'react'
import type { Registre } from '#domain/referentiel/api-fiche.ts'
import { ChampCommune } from './ChampCommune.tsx'
import { ChampSaisi } from './ChampSaisi.tsx'

type ChampDuRegistre = Registre['champs'][number]

/** The fields of one champ, or of two that go together, as they are typed wherever a value of the fiche is. */
export function SaisieDeChamps({
  champs,
  registre,
  valeurs,
  changer,
  idDe,
  error,
  suite,
}: {
  champs: ChampDuRegistre[]
  registre: Registre
  /** As typed, by champ. */
  valeurs: Record<string, string>
  changer: (champ: string, valeur: string) => void
  idDe: (champ: string) => string
  error: (champ: string) => string | undefined
  /** What is said below a field. */
  suite?: (champ: ChampDuRegistre) => ReactNode
}) {
  return champs.map((c) => (
    <div key={c.code} className="pile">
      {c.code === 'commune' ? (
        <ChampCommune
          id={idDe(c.code)}
          label={c.libelle}
          help={c.aide}
          error={error(c.code)}
          actuelle={valeurs[c.code]}
          onChange={(v) => changer(c.code, v)}
        />
      ) : (
        <ChampSaisi
          id={idDe(c.code)}
          label={c.libelle}
          genre={c.genre}
          unite={c.unite}
          help={c.aide}
          options={optionsDe(registre, c.nomenclature)}
          value={valeurs[c.code] ?? ''}
          error={error(c.code)}
          onChange={(v) => changer(c.code, v)}
        />
      )}
      {suite?.(c)}
    </div>
  ))
}

/** What may be chosen: the values of a nomenclature that are not obsolete. */
export const optionsDe = (registre: Registre, nomenclature: string | undefined) =>
  registre.nomenclatures
    .find((n) => n.code === nomenclature)
    ?.valeurs.filter((v) => !v.obsolete_depuis)
    .map((v) => ({ value: v.code, label: v.libelle }))

/** The champs that the window of this one corrects, in the order of the registry. */
export const champsEnsemble = (registre: Registre, codes: readonly string[]): ChampDuRegistre[] =>
  registre.champs.filter((c) => codes.includes(c.code))
