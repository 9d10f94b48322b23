import type { Portefeuille } from '#domain/instruction/portefeuille.ts'
import { LIBELLES_QUI_AGIT } from '#domain/instruction/tableaux.ts'
import { Button } from '#web/ui/Button.tsx'
import { ActiveChip } from '#web/ui/Filtres.tsx'
import { date } from '#web/ui/format.ts'
import css from './Portefeuille.module.css'
import { type Choix, type CleDeVue, codesDe, type Vue } from './vue.ts'

type Props = {
  vue: Vue
  changer: (patch: Vue) => void
  facettes: Portefeuille['facettes'] | undefined
  etapes: Choix[]
  departements: Choix[]
}

type EnVigueur = { cle: CleDeVue; code: string; libelle: string; sans: string | undefined }

/** What narrows the list now, in words, each droppable alone; nothing when nothing does. */
export function FiltresEnVigueur({ vue, changer, facettes, etapes, departements }: Props) {
  const filtres = [
    ...parCode(vue, 'statut', 'Statut', (c) => facettes?.statut.find((f) => f.valeur === c)?.libelle),
    ...parCode(vue, 'etape', 'Étape', (c) => etapes.find((e) => e.value === c)?.label),
    ...parCode(vue, 'teleservice', 'Téléservice', (c) => facettes?.teleservice.find((f) => f.valeur === c)?.libelle),
    ...parCode(vue, 'service', 'Service', (c) =>
      c === 'miens' ? 'ceux dont je suis membre' : facettes?.service.find((f) => f.valeur === c)?.libelle,
    ),
    ...parCode(vue, 'departement', 'Département', (c) => departements.find((d) => d.value === c)?.label),
    ...parCode(vue, 'uai', 'Établissement', (c) => c),
    ...seul(vue, 'qui_agit', (v) => `Doit agir : ${LIBELLES_QUI_AGIT[v as keyof typeof LIBELLES_QUI_AGIT]}`),
    ...seul(vue, 'depose_depuis', (v) => `Déposé à partir du ${date(v)}`),
    ...seul(vue, 'depose_jusque', (v) => `Déposé jusqu’au ${date(v)}`),
  ]
  // The names come with the list: before it, a chip would say something false.
  if (filtres.length === 0 || !facettes) return null
  return (
    <div className={css.puces}>
      {filtres.map((f) => (
        <ActiveChip key={`${f.cle}-${f.code}`} label={f.libelle} onRemove={() => changer({ [f.cle]: f.sans })} />
      ))}
      <Button small kind="discret" onClick={() => changer(sansFiltre(vue))}>
        Effacer les filtres
      </Button>
    </div>
  )
}

/** The same view, every filter dropped but the order kept. */
export const sansFiltre = (vue: Vue): Vue =>
  Object.fromEntries(Object.keys(vue).map((cle) => [cle, cle === 'tri' ? vue.tri : undefined]))

/** One chip for each code; a value that no dossier has any more keeps a chip, so that it can be dropped. */
function parCode(vue: Vue, cle: CleDeVue, titre: string, nommer: (code: string) => string | undefined): EnVigueur[] {
  const codes = codesDe(vue[cle])
  return codes.map((code) => ({
    cle,
    code,
    libelle: `${titre} : ${nommer(code) ?? 'sans dossier ici'}`,
    sans: codes.filter((c) => c !== code).join(',') || undefined,
  }))
}

const seul = (vue: Vue, cle: CleDeVue, dire: (valeur: string) => string): EnVigueur[] => {
  const valeur = vue[cle]
  return valeur ? [{ cle, code: valeur, libelle: dire(valeur), sans: undefined }] : []
}
