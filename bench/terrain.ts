import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { installerDemonstration } from '#server/demonstration/demonstration.ts'
import { chargerDonnees } from '#server/integration/chargement.ts'
import { DECOUPAGE, NOMENCLATURES } from '#server/integration/sources.ts'
import { startTemporary } from '#server/platform/embedded/temporary.ts'
import type { Embedded } from '#server/platform/embedded.ts'
import { migrer } from '#server/platform/migrate.ts'
import { surBase } from '#test/urls.ts'
import { importerEffectifs, inventerEffectifs } from './effectifs.ts'
import { chargerPays } from './pays.ts'
import { ouvrirServeur, type ServeurDuBanc } from './serveur.ts'

/** What is already in a new base; each is made from the one before, once a run. */
const ETATS = ['vide', 'territoires', 'demonstration', 'pays'] as const
export type Etat = (typeof ETATS)[number]

export type Base = {
  proprietaire: string
  application: string
  /** For what only a benchmark does: reading a server file by COPY, emptying caches. */
  superutilisateur: string
  /** A server on this base, without screens, and without jobs unless `work`; closed with the base. */
  ouvrir(options?: { work?: boolean }): Promise<ServeurDuBanc>
  fermer(): Promise<void>
}

/** Where the benches work: a PostgreSQL of their own that flushes to the disk, and folders that disappear. */
export type Terrain = {
  /** `vide`: migrated; `territoires`: geography; `demonstration`: as after `npm start`; `pays`: as `tailles` says. */
  base(etat: Etat): Promise<Base>
  /** A folder that the account of the database may read. */
  dossier(): Promise<string>
  /** What `pays` holds, and how many times loads are done again. */
  tailles: Tailles
  /** A tenth of a size with `--petit`, to try a bench; the figures then mean nothing. */
  taille(entiere: number): number
  /** The user asked for the plans of the slowest queries. */
  plans: boolean
  dire(phrase: string): void
}

export type Tailles = { etablissements: number; effectifs: number; tours: number }

type Options = Pick<Terrain, 'plans' | 'dire' | 'tailles'> & { petit: boolean }

/** Opens the ground and gives the way to leave nothing behind. */
export function ouvrirTerrain({ petit, plans, dire, tailles }: Options): {
  terrain: Terrain
  fermer: () => Promise<void>
} {
  const aFermer: (() => Promise<unknown>)[] = []
  const modeles = new Map<Etat, Promise<void>>()
  const ouverts = new Set<ServeurDuBanc>()
  let postgres: Promise<Embedded> | undefined
  const demarrer = () => {
    postgres ??= startTemporary({ rapide: false })
    return postgres
  }
  const terrain: Terrain = {
    plans,
    dire,
    tailles,
    taille: (entiere) => (petit ? Math.ceil(entiere / 10) : entiere),
    dossier: async () => {
      const dossier = await mkdtemp(join(tmpdir(), 'preau-banc-'))
      await chmod(dossier, 0o755)
      aFermer.push(() => rm(dossier, { recursive: true, force: true }))
      return dossier
    },
    base: async (etat) => {
      await modele(etat)
      return creer(`banc_${++numero}`, `modele_${etat}`)
    },
  }
  let numero = 0

  const modele = (etat: Etat): Promise<void> => {
    const connu = modeles.get(etat) ?? preparer(etat)
    modeles.set(etat, connu)
    return connu
  }

  async function preparer(etat: Etat): Promise<void> {
    const precedent = ETATS[ETATS.indexOf(etat) - 1]
    if (precedent) await modele(precedent)
    const debut = performance.now()
    const base = await creer(`modele_${etat}`, precedent ? `modele_${precedent}` : 'template1')
    if (etat === 'vide') await migrer(base.proprietaire)
    else {
      const serveur = await base.ouvrir()
      await remplir(etat, serveur, terrain)
      await clore(serveur)
      await sur(base.superutilisateur, (c) => c.query('vacuum analyze'))
    }
    dire(`  base « ${etat} » préparée en ${Math.round((performance.now() - debut) / 1000)} s`)
  }

  async function creer(nom: string, depuis: string): Promise<Base> {
    const { proprietaire, application, socket } = await demarrer()
    const superutilisateur = `postgresql://postgres@localhost:5432/postgres?host=${encodeURIComponent(socket)}`
    await sur(superutilisateur, (c) => c.query(`create database ${nom} template ${depuis} owner preau_proprietaire`))
    const siens: ServeurDuBanc[] = []
    const url = surBase(application, nom)
    return {
      proprietaire: surBase(proprietaire, nom),
      application: url,
      superutilisateur: surBase(superutilisateur, nom),
      ouvrir: async ({ work = false } = {}) => {
        const serveur = await ouvrirServeur(url, await terrain.dossier(), work)
        ouverts.add(serveur)
        siens.push(serveur)
        return serveur
      },
      fermer: async () => {
        for (const serveur of siens) await clore(serveur)
        await sur(superutilisateur, (c) => c.query(`drop database ${nom} with (force)`))
      },
    }
  }

  const clore = async (serveur: ServeurDuBanc) => {
    if (ouverts.delete(serveur)) await serveur.close()
  }

  const fermer = async () => {
    // Those of a bench that failed.
    for (const serveur of ouverts) await clore(serveur)
    await (await postgres)?.stop()
    for (const f of aFermer) await f()
  }
  return { terrain, fermer }
}

async function remplir(etat: Exclude<Etat, 'vide'>, { kit }: ServeurDuBanc, terrain: Terrain): Promise<void> {
  if (etat === 'territoires') await chargerDonnees(kit, { sources: [NOMENCLATURES, DECOUPAGE] })
  else if (etat === 'pays') {
    await chargerPays(kit, terrain.tailles.etablissements)
    let rang = 0
    for await (const texte of inventerEffectifs(kit, terrain.tailles.effectifs, 100_000))
      await importerEffectifs(kit, texte, `effectifs-${++rang}.csv`)
  } else {
    await chargerDonnees(kit)
    await installerDemonstration(kit, () => {})
  }
}

/** Runs `fn` with one connection. */
export async function sur<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await fn(client)
  } finally {
    await client.end()
  }
}
