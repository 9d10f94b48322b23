import { lireDossier } from '#domain/dossiers/api.ts'
import type { Sommet } from '#domain/formulaire/figures.ts'
import { lireEtablissement } from '#domain/referentiel/api.ts'
import { useRead } from '#web/call.ts'
import { useRemplissageCourant } from '../useRemplissage.ts'

/** Where the établissement of the dossier is; nothing in a trial, or when the référentiel does not know. `attend`: it is being asked. */
export function useSite(): { attend: boolean; site?: { nom: string; position: Sommet } } {
  const { cle } = useRemplissageCourant()
  const reel = cle !== 'essai'
  const dossier = useRead(lireDossier, { params: { cle } }, { enabled: reel })
  const uai = dossier.data?.etablissement.uai
  const fiche = useRead(lireEtablissement, { params: { uai: uai ?? '' }, query: {} }, { enabled: uai !== undefined })
  const nombre = (champ: string) => {
    const v = fiche.data?.champs.find((c) => c.champ === champ)?.valeur
    return typeof v === 'number' ? v : undefined
  }
  const [lon, lat] = [nombre('longitude'), nombre('latitude')]
  const attend = reel && (dossier.isPending || (uai !== undefined && fiche.isPending))
  const nom = dossier.data?.etablissement.nom
  return nom === undefined || lon === undefined || lat === undefined
    ? { attend }
    : { attend, site: { nom, position: [lon, lat] } }
}
