import { Link } from '@tanstack/react-router'
import type { Anomalie } from '#domain/referentiel/api-qualite.ts'
import { useVoitTout } from '../referentiel/fusions/droit.ts'

/** The way to where it is mended; those who may not merge nor group are led to the fiche. */
export function Remede({ anomalie: { ou, objet, uai } }: { anomalie: Anomalie }) {
  const voitTout = useVoitTout()
  if (ou === 'dossiers')
    return (
      <Link to="/gestion/dossiers" search={{ uai }}>
        Voir ses dossiers
      </Link>
    )
  if (ou === 'rapprochements' && voitTout) return <Link to="/gestion/rapprochements">Comparer et décider</Link>
  if (ou === 'regroupement' && voitTout)
    return (
      <Link to="/gestion/regroupements/$id" params={{ id: objet }}>
        Ouvrir le regroupement
      </Link>
    )
  if (ou === 'regroupements' && voitTout) return <Link to="/gestion/regroupements">Voir les regroupements</Link>
  const [onglet, mots] =
    ou === 'effectifs' ? ['complements', 'Voir les effectifs'] : ['general', 'Corriger sur la fiche']
  return (
    <Link to="/gestion/etablissements/$uai" params={{ uai }} search={{ onglet }}>
      {ou === 'contacts' ? 'Ajouter le contact' : mots}
    </Link>
  )
}
