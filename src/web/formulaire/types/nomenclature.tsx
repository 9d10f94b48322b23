import { type ChampNomenclature, ValeurChoisie } from '#domain/formulaire/types/nomenclature.ts'
import { listerValeurs } from '#domain/referentiel/api-choix.ts'
import { useRead } from '#web/call.ts'
import { SelectField } from '#web/ui/champs.tsx'
import { autour, type Saisie } from './saisie.ts'

/** The values of today; one that has gone is shown until one chooses again. */
export function Nomenclature(s: Saisie<ChampNomenclature>) {
  const liste = useRead(listerValeurs, { params: { code: s.champ.nomenclature } })
  const valeurs = liste.data?.elements ?? []
  const lue = ValeurChoisie.safeParse(s.valeur)
  const choisie = lue.success ? lue.data : undefined
  const proposees = valeurs.map((v) => ({ value: v.code, label: v.libelle }))
  const absente = choisie && !valeurs.some((v) => v.code === choisie.code)
  return (
    <SelectField
      {...autour(s)}
      help={liste.isError ? 'La liste n’a pas pu être lue : rechargez la page pour la retrouver.' : autour(s).help}
      empty={liste.isPending ? 'Lecture de la liste…' : 'Choisir…'}
      options={absente ? [{ value: choisie.code, label: choisie.libelle }, ...proposees] : proposees}
      value={choisie?.code ?? ''}
      onChange={(e) => {
        const v = valeurs.find((x) => x.code === e.target.value)
        s.changer(v ? { code: v.code, libelle: v.libelle } : null, true)
      }}
      onBlur={s.quitter}
    />
  )
}
