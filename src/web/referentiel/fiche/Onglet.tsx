import type { Fiche } from '#domain/referentiel/api.ts'
import type { Registre } from '#domain/referentiel/api-fiche.ts'
import { compterRubriques } from '#domain/referentiel/api-rubriques.ts'
import { trouverRubrique } from '#domain/referentiel/rubriques.ts'
import { useRead } from '#web/call.ts'
import { ChampsDOnglet } from './ChampsDOnglet.tsx'
import type { MomentChoisi } from './Moment.tsx'
import { Rubrique } from './Rubrique.tsx'

/** One tab of the fiche: its champs, then its linked records. Who only reads is spared those that hold nothing. */
export function Onglet({
  fiche,
  registre,
  onglet,
  moment,
  modifiable,
}: {
  fiche: Fiche
  registre: Registre
  onglet: string
  moment: MomentChoisi
  modifiable: boolean
}) {
  const comptes = useRead(compterRubriques, { params: { uai: fiche.uai } })
  const rubriques = (comptes.data ?? []).filter((r) => r.onglet === onglet && (modifiable || r.total > 0))
  return (
    <div className="pile" style={{ '--ecart': '1.75rem' } as React.CSSProperties}>
      <ChampsDOnglet
        fiche={fiche}
        registre={registre}
        onglet={onglet}
        modifiable={modifiable && fiche.moment === null}
      />
      {rubriques.map(({ rubrique }) => {
        const description = trouverRubrique(rubrique)
        return description && <Rubrique key={rubrique} uai={fiche.uai} rubrique={description} moment={moment} />
      })}
    </div>
  )
}
