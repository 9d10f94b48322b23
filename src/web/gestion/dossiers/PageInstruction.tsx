import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lireDossier } from '#domain/dossiers/api.ts'
import { lireInstruction } from '#domain/instruction/api.ts'
import { useRead } from '#web/call.ts'
import { Loading, Refused } from '#web/ui/etats.tsx'
import { Page } from '#web/ui/Page.tsx'
import { DossierOuvert } from './DossierOuvert.tsx'
import { useRaccourcis } from './raccourcis.ts'
import { useVoisins, VoisinsDuDossier } from './Voisins.tsx'
import { lireVue } from './vue.ts'

/** One dossier, to instruct it. The address keeps the view it was opened from, and the tab. */
export function PageInstruction() {
  const { cle = '' } = useParams({ strict: false })
  // Another dossier is another page: its title takes the focus, its windows are closed.
  return <Instruire key={cle} cle={cle} />
}

function Instruire({ cle }: { cle: string }) {
  const recherche = useSearch({ strict: false }) as Record<string, unknown>
  const vue = lireVue(recherche)
  const instruction = useRead(lireInstruction, { params: { cle } })
  const dossier = useRead(lireDossier, { params: { cle } })
  const voisins = useVoisins(instruction.data?.cle ?? cle, vue)
  const naviguer = useNavigate()
  const aller = (voisin: (typeof voisins)['suivant']) =>
    voisin && void naviguer({ to: '/gestion/dossiers/$cle', params: { cle: voisin.cle }, search: voisin.recherche })
  useRaccourcis({ j: () => aller(voisins.suivant), k: () => aller(voisins.precedent) })
  const refus = instruction.error ?? dossier.error
  const d = dossier.data
  return (
    <Page
      title={d ? `${d.numero ?? 'Brouillon'} · ${d.objet || d.teleservice.titre}` : 'Dossier'}
      crumbs={[{ label: 'Dossiers', to: '/gestion/dossiers', search: vue }]}
      actions={<VoisinsDuDossier voisins={voisins} />}
    >
      {instruction.data && d ? (
        <DossierOuvert cle={cle} instruction={instruction.data} dossier={d} />
      ) : refus ? (
        <Refused
          failure={refus}
          retry={() => {
            void instruction.refetch()
            void dossier.refetch()
          }}
        />
      ) : (
        <Loading lines={8} />
      )}
    </Page>
  )
}
