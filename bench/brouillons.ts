import { sql } from 'kysely'
import type { Appelant, ServeurDuBanc } from './serveur.ts'

export type Brouillon = { cle: string; chef: Appelant }
type Chef = { uai: string; courriel: string; appeler: Appelant }

/** What makes a `travaux-urgents` ready, beside its photo and what the référentiel fills. */
const PANNE = {
  danger: false,
  categorie: 'chauffage',
  objet: 'Chaudière en panne dans l’internat',
  description: 'La chaudière de l’internat ne démarre plus depuis hier soir, les chambres sont à 14 °C.',
  constate_le: '2026-01-12',
  batiment: 'Internat',
  locaux_fermes: false,
  acces_libre: true,
  porteur: 'collectivite',
  exactitude: true,
}
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'

/**
 * Complete drafts, ready to deposit, spread over `chefs`: each chef fills one through the doors, which is then copied.
 * The copies share its file, that a deposit does not open.
 */
export async function preparer(serveur: ServeurDuBanc, chefs: Chef[], nombre: number): Promise<Brouillon[]> {
  const modeles: (Chef & { cle: string })[] = []
  for (const chef of chefs) {
    const cle = await remplir(chef)
    if (cle) modeles.push({ ...chef, cle })
  }
  await copier(
    serveur,
    modeles.map((m) => m.cle),
    nombre,
  )
  return Array.from({ length: nombre }, (_, i) => {
    const chef = modeles[i % modeles.length]?.appeler
    if (!chef) throw new Error('Aucun chef ne peut remplir ce téléservice.')
    return { cle: cleDe(i), chef }
  })
}

const cleDe = (i: number): string => `banc${String(i).padStart(8, '0')}`

/** The key of a complete draft; undefined for an établissement that this téléservice is not for. */
async function remplir({ appeler, uai }: Chef): Promise<string | undefined> {
  const commence = await appeler({
    method: 'POST',
    url: '/api/v1/dossiers',
    payload: { teleservice: 'travaux-urgents', uai },
    attendus: [409],
  })
  if (commence.statusCode !== 201) return undefined
  const { cle } = commence.json()
  await appeler({ method: 'PATCH', url: `/api/v1/dossiers/${cle}/reponses`, payload: { reponses: PANNE } })
  await appeler({
    method: 'POST',
    url: `/api/v1/dossiers/${cle}/pieces/photos`,
    headers: { 'content-type': 'multipart/form-data; boundary=banc' },
    payload: `--banc\r\ncontent-disposition: form-data; name="fichier"; filename="photo.pdf"\r\ncontent-type: application/pdf\r\n\r\n${PDF}\r\n--banc--\r\n`,
  })
  return cle
}

async function copier({ kit }: ServeurDuBanc, modeles: string[], nombre: number): Promise<void> {
  await sql`
    insert into dossiers.dossier (cle, teleservice_id, version_id, uai, demandeur_id, reponses, origines, revision,
      commence_le, modifie_le, modifie_par)
    select 'banc' || lpad(i::text, 8, '0'), d.teleservice_id, d.version_id, d.uai, d.demandeur_id, d.reponses, d.origines,
      d.revision, d.commence_le, d.modifie_le, d.modifie_par
    from generate_series(0, ${nombre}::int - 1) i
    join dossiers.dossier d on d.cle = (${modeles}::text[])[i % ${modeles.length}::int + 1]`.execute(kit.db)
  await sql`
    insert into dossiers.piece (dossier_id, champ, nom, type, format, taille, sha256, fichier, ajoutee_le, ajoutee_par)
    select c.id, p.champ, p.nom, p.type, p.format, p.taille, p.sha256, 'banc/' || c.cle, p.ajoutee_le, p.ajoutee_par
    from dossiers.dossier c
    join dossiers.dossier d on d.cle = any(${modeles}::text[]) and d.uai = c.uai
    join dossiers.piece p on p.dossier_id = d.id
    where c.cle like 'banc%'`.execute(kit.db)
}
