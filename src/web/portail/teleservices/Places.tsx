import { lirePlaces } from '#domain/dossiers/api-places.ts'
import type { FicheTeleservice } from '#domain/teleservices/api.ts'
import { useRead } from '../../call.ts'
import { Icone } from '../../ui/Icone.tsx'
import { useEtablissement } from '../etablissement.ts'

/** What is left of a téléservice whose dossiers are counted. */
export function Places({ t }: { t: FicheTeleservice }) {
  const etablissement = useEtablissement()
  const { data } = useRead(
    lirePlaces,
    { params: { code: t.code }, query: { uai: etablissement?.uai } },
    { enabled: t.fiche.limites !== undefined },
  )
  return data?.phrases.map((phrase) => (
    <p key={phrase} className="rang petit" style={{ flexWrap: 'nowrap' }}>
      <Icone nom="boite" taille={18} /> {phrase}
    </p>
  ))
}
