import { setTimeout as attendre } from 'node:timers/promises'
import { sql } from 'kysely'
import { MOT_DE_PASSE } from '#server/comptes/demonstration.ts'
import { chronometrer, type Mesure } from './mesures.ts'
import { demarrer, type Processus } from './processus.ts'
import type { ServeurDuBanc } from './serveur.ts'
import type { Terrain } from './terrain.ts'

type Compte = Record<'lues' | 'creees' | 'modifiees' | 'identiques' | 'rejetees', number>

/**
 * A file of a hundred thousand effectifs sent by HTTP to a server in its own process, that already holds those of the
 * country: how long until it is applied, how much memory, and whether its account is right to the row. Then the same again.
 */
export async function imports(terrain: Terrain): Promise<Mesure[]> {
  const base = await terrain.base('pays')
  const { texte, attendu } = await composer(await base.ouvrir(), terrain.taille(100_000))
  const serveur = await demarrer({
    DATABASE_URL: base.application,
    DATABASE_URL_MIGRATIONS: base.proprietaire,
    PREAU_DOSSIER: await terrain.dossier(),
    PREAU_DEMONSTRATION: 'non',
    PREAU_SOURCES_LIVREES: 'non',
  })
  try {
    const cookie = await entrer(serveur)
    const repos = serveur.memoire()?.actuelle ?? Number.NaN
    const premier = await chronometrer(() => importer(serveur, cookie, texte, 'effectifs-banc.csv'))
    const pic = serveur.memoire()?.pic ?? Number.NaN
    const encore = await chronometrer(() => importer(serveur, cookie, `${texte}\n`, 'effectifs-banc-encore.csv'))
    terrain.dire(`  compte : ${JSON.stringify(premier.resultat)}, puis ${JSON.stringify(encore.resultat)}`)
    const total = attendu.lues - attendu.rejetees
    const relu = { ...attendu, creees: 0, modifiees: 0, identiques: total }
    const sur = `${attendu.lues.toLocaleString('fr-FR')} lignes, dont ${attendu.rejetees} fausses`
    return [
      { mesure: 'import d’effectifs', sur, valeur: premier.ms / 1000, unite: 's', barre: 60 },
      { mesure: 'écarts au compte attendu', sur, valeur: ecarts(premier.resultat, attendu), unite: 'lignes', barre: 0 },
      { mesure: 'mêmes lignes une seconde fois', sur, valeur: encore.ms / 1000, unite: 's' },
      {
        mesure: 'écarts au compte attendu',
        sur: 'seconde fois',
        valeur: ecarts(encore.resultat, relu),
        unite: 'lignes',
        barre: 0,
      },
      { mesure: 'mémoire au plus haut', sur, valeur: pic, unite: 'Mo', barre: 512 },
      { mesure: 'mémoire avant', sur, valeur: repos, unite: 'Mo' },
    ]
  } finally {
    await serveur.arreter()
    await base.fermer()
  }
}

/** New, changed and identical rows a third each, and one UAI in a thousand with a wrong letter. */
async function composer({ kit }: ServeurDuBanc, lignes: number): Promise<{ texte: string; attendu: Compte }> {
  const { rows } = await sql<{ uai: string; annee: number; niveau: string; effectif: number }>`
    select uai, annee, niveau, effectif from referentiel.effectif where regime = 'ensemble'
    order by md5(uai || annee || niveau) limit ${lignes}`.execute(kit.db)
  const attendu: Compte = { lues: rows.length, creees: 0, modifiees: 0, identiques: 0, rejetees: 0 }
  const ecrites = rows.map(({ uai, annee, niveau, effectif }, i) => {
    if (i % 1000 === 999) {
      attendu.rejetees++
      return `${uai.slice(0, 7)}${uai.endsWith('A') ? 'B' : 'A'};${annee};${niveau};;${effectif}`
    }
    const genre = (['creees', 'modifiees', 'identiques'] as const)[i % 3] ?? 'identiques'
    attendu[genre]++
    // Boarders, that no file of the country counts.
    if (genre === 'creees') return `${uai};${annee};${niveau};interne;${effectif}`
    return `${uai};${annee};${niveau};;${effectif + (genre === 'modifiees' ? 1 : 0)}`
  })
  return { texte: `uai;annee;niveau;regime;effectif\n${ecrites.join('\n')}\n`, attendu }
}

const ecarts = (lu: Compte, attendu: Compte): number =>
  (Object.keys(attendu) as (keyof Compte)[]).reduce((n, c) => n + Math.abs(lu[c] - attendu[c]), 0)

async function entrer({ adresse }: Processus): Promise<string> {
  const entree = await fetch(`${adresse}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'agnes@preau.example', password: MOT_DE_PASSE }),
  })
  return entree.headers
    .getSetCookie()
    .map((c) => c.split(';', 1)[0])
    .join('; ')
}

/** Sends the file, then looks now and then until the run has ended, as the screen does; throws when it was not applied. */
async function importer({ adresse }: Processus, cookie: string, texte: string, nom: string): Promise<Compte> {
  const envoi = new FormData()
  envoi.append('fichier', new Blob([texte], { type: 'text/csv' }), nom)
  const lire = async (chemin: string, init: RequestInit = {}) => {
    const reponse = await fetch(`${adresse}/api/v1${chemin}`, { ...init, headers: { cookie, origin: adresse } })
    if (!reponse.ok) throw new Error(`${chemin} : ${reponse.status} ${await reponse.text()}`)
    return (await reponse.json()) as Compte & { id: number; etat: string; erreur?: string | null }
  }
  const { id } = await lire('/sources/effectifs/executions', { method: 'POST', body: envoi })
  for (;;) {
    const execution = await lire(`/executions/${id}`)
    if (execution.etat === 'appliquee') return execution
    if (!['recue', 'lue', 'comparee'].includes(execution.etat))
      throw new Error(`L’import s’est arrêté : ${execution.etat} ${execution.erreur ?? ''}`)
    await attendre(250)
  }
}
