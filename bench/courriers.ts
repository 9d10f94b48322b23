import { composerPdf } from '#server/platform/pdf.ts'
import { chronometrer, type Mesure } from './mesures.ts'
import type { ServeurDuBanc } from './serveur.ts'
import type { Terrain } from './terrain.ts'

/** The two letters of the product, from what the demonstration's acts have frozen, each with its own number. */
export async function courriers(terrain: Terrain): Promise<Mesure[]> {
  const base = await terrain.base('demonstration')
  const serveur = await base.ouvrir()
  const { db } = serveur.kit
  const accuses = await db.selectFrom('dossiers.accuse').select('donnees').orderBy('dossier_id').execute()
  const lettres = await db
    .selectFrom('instruction.decision')
    .select('lettre as donnees')
    .where('lettre', 'is not', null)
    .orderBy('id')
    .execute()
  const nombre = terrain.taille(1_000)
  const mesures = [
    ...(await composer(serveur, 'accusés de réception', 'dossiers/accuse.typ', accuses, nombre)),
    ...(await composer(serveur, 'lettres de notification', 'instruction/notification.typ', lettres, nombre)),
  ]
  await base.fermer()
  return mesures
}

/** One after the other, as a job does; each is put in the store. */
async function composer(
  { kit }: ServeurDuBanc,
  quoi: string,
  modele: string,
  figes: { donnees: unknown }[],
  nombre: number,
): Promise<Mesure[]> {
  const le = new Date()
  const donnees = Array.from({ length: nombre }, (_, i) => ({
    // What these columns hold was written by the acts that freeze the letters.
    ...(figes[i % figes.length]?.donnees as object),
    numero: `2026-${String(i + 1).padStart(6, '0')}`,
  }))
  // The first one reads the fonts and the model: a server pays it once.
  composerPdf(modele, donnees[0] ?? {}, le)
  const avant = process.cpuUsage()
  let octets = 0
  const { ms } = await chronometrer(async () => {
    for (const d of donnees) {
      const pdf = composerPdf(modele, d, le)
      octets += pdf.length
      await kit.files.put(`banc/${modele}/${d.numero}.pdf`, pdf)
    }
  })
  const { user, system } = process.cpuUsage(avant)
  const sur = `${nombre} PDF/UA de ${Math.round(octets / nombre / 1024)} Ko`
  return [
    { mesure: quoi, sur, valeur: ms / 1_000, unite: 's', barre: 10 },
    { mesure: `${quoi}, processeur par PDF`, sur, valeur: (user + system) / 1_000 / nombre, unite: 'ms' },
  ]
}
