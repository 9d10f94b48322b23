import { sql } from 'kysely'
import { latences } from './latences.ts'
import { hasard, type Mesure, tirer } from './mesures.ts'
import { plansDe } from './plan.ts'
import type { ServeurDuBanc } from './serveur.ts'
import type { Terrain } from './terrain.ts'

/** 200 searches as people type them, over a whole country, through HTTP and a real session. */
export async function recherche(terrain: Terrain): Promise<Mesure[]> {
  const base = await terrain.base('pays')
  const serveur = await base.ouvrir()
  const agnes = await serveur.entrer('agnes@preau.example')
  const cas = await inventer(serveur)
  const sur = `${(await total(serveur)).toLocaleString('fr-FR')} établissements, ${cas.length} recherches`
  const chercher = (c: Cas) => agnes({ url: `/api/v1/etablissements?${new URLSearchParams(c)}` })
  const { mesures, lent } = await latences(
    { nom: 'recherche', sur, barre: 20, url: base.application },
    cas,
    5,
    chercher,
  )
  terrain.dire(`  la plus lente : ${JSON.stringify(lent.cas)}, ${lent.ms.toFixed(1)} ms`)
  if (terrain.plans) terrain.dire(await plansDe(serveur, () => chercher(lent.cas)))
  await base.fermer()
  return mesures
}

type Cas = Record<string, string>
type Fiche = { uai: string; nom: string; commune: string; code_departement: string; nature: string | null }

const total = async ({ kit }: ServeurDuBanc): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from referentiel.etablissement`.execute(kit.db)).rows[0]?.n ?? 0

/** The fixed mix: the same at each run on the same data. */
export async function inventer({ kit }: ServeurDuBanc): Promise<Cas[]> {
  const { rows } = await sql<Fiche>`
    select uai, nom, commune, code_departement, nature from referentiel.etablissement
    where commune is not null and code_departement is not null and nom like '% %' order by md5(uai) limit 2000`.execute(
    kit.db,
  )
  const alea = hasard(42)
  const fiche = () => tirer(rows, alea)
  const serie = (combien: number, faire: (f: Fiche) => Cas) => Array.from({ length: combien }, () => faire(fiche()))
  return [
    ...serie(40, (f) => ({ recherche: f.nom })),
    ...serie(20, (f) => ({ recherche: sansAccents(f.nom).toLowerCase() })),
    ...serie(30, (f) => ({ recherche: fauteDeFrappe(f.nom, alea) })),
    ...serie(20, (f) => ({ recherche: f.uai })),
    ...serie(10, (f) => ({ recherche: f.uai.slice(0, 4 + Math.floor(alea() * 3)) })),
    ...serie(25, (f) => ({ recherche: debut(f.nom, alea) })),
    ...serie(20, (f) => ({ recherche: f.commune })),
    ...serie(10, (f) => ({ recherche: `${dernierMot(f.nom)} ${f.commune}` })),
    ...serie(10, (f) => ({ departement: f.code_departement, type: 'college', tri: 'commune' })),
    ...serie(5, (f) => ({ recherche: 'lycée', departement: f.code_departement, secteur: 'public' })),
    ...serie(5, () => ({ tri: 'nom', page: String(1 + Math.floor(alea() * 500)) })),
    ...serie(5, (f) => ({ ...(f.nature ? { nature: f.nature } : { type: 'lycee' }), par_page: '100' })),
  ]
}

const sansAccents = (texte: string): string => texte.normalize('NFD').replace(/\p{M}/gu, '')
const dernierMot = (nom: string): string => nom.split(' ').at(-1) ?? nom

/** What is in the box after a few keys: the search runs while one types. */
const debut = (nom: string, alea: () => number): string => dernierMot(nom).slice(0, 2 + Math.floor(alea() * 4))

/** A letter lost, doubled, changed or swapped in the last word of the name, never the first letter. */
function fauteDeFrappe(nom: string, alea: () => number): string {
  const mot = dernierMot(nom)
  if (mot.length < 4) return nom
  const i = 1 + Math.floor(alea() * (mot.length - 2))
  const [avant, lettre, apres] = [mot.slice(0, i), mot[i] ?? '', mot.slice(i + 1)]
  const fautes = [
    avant + apres,
    avant + lettre + lettre + apres,
    `${avant}e${apres}`,
    avant + apres.slice(0, 1) + lettre + apres.slice(1),
  ]
  return `${nom.slice(0, nom.length - mot.length)}${tirer(fautes, alea)}`
}
