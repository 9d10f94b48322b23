import type { DonneesAccuse } from '#domain/dossiers/accuse.ts'
import { composerPdf } from '#server/platform/pdf.ts'
import { chronometrer, type Mesure } from './mesures.ts'
import type { Terrain } from './terrain.ts'

/** Accusés of the demonstration, each with its own number, composed and put in the store one after the other. */
export async function courriers(terrain: Terrain): Promise<Mesure[]> {
  const base = await terrain.base('demonstration')
  const { kit } = await base.ouvrir()
  const accuses = await kit.db.selectFrom('dossiers.accuse').select('donnees').orderBy('dossier_id').execute()
  const nombre = terrain.taille(1_000)
  const donnees = Array.from({ length: nombre }, (_, i) => ({
    // The column holds what `figerAccuse` wrote.
    ...(accuses[i % accuses.length]?.donnees as unknown as DonneesAccuse),
    numero: `2026-${String(i + 1).padStart(6, '0')}`,
  }))
  const le = new Date()
  // The first letter reads the fonts: a server pays it once.
  const premiere = await chronometrer(() => composerPdf('dossiers/accuse.typ', donnees[0] ?? {}, le))
  let octets = 0
  const tous = await chronometrer(async () => {
    for (const d of donnees) {
      const pdf = composerPdf('dossiers/accuse.typ', d, le)
      octets += pdf.length
      await kit.files.put(`accuses/banc/${d.numero}.pdf`, pdf)
    }
  })
  await base.fermer()
  const sur = `${nombre} accusés PDF/UA, ${Math.round(octets / nombre / 1024)} Ko chacun`
  return [
    { mesure: 'composer et ranger', sur, valeur: tous.ms / 1_000, unite: 's', barre: 10 },
    { mesure: 'une lettre', sur, valeur: tous.ms / nombre, unite: 'ms' },
    { mesure: 'la première, polices comprises', sur: '1 accusé', valeur: premiere.ms, unite: 'ms' },
  ]
}
