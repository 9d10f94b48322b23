import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { nomSur } from '../../platform/doors.ts'
import { type Connecteur, debutDe, type FichierPris, type Prenant, TAILLE_MAX } from './prise.ts'

/** A file still being copied is left alone until it has rested. */
const REPOS = 3_000

/**
 * The drop folder of a source: `depot/<source>` in the data folder of the server. Files are taken oldest first, then moved
 * to `pris`: a file that stays in the folder has not been taken.
 */
export const dossier: Connecteur<'dossier'> = {
  prendre: async (prenant) => {
    const trouves = await fichiersDe(prenant)
    if (trouves.length === 0) return { etat: 'rien' }
    const fichiers: FichierPris[] = []
    for (const { chemin, nom } of trouves)
      fichiers.push({ ...(await prenant.files.receive(createReadStream(chemin), TAILLE_MAX)), nom: nomSur(nom) })
    return { etat: 'pris', fichiers, confirmer: () => ranger(prenant, trouves) }
  },
  gouter: async (prenant) => {
    const trouves = await fichiersDe(prenant)
    const [premier] = trouves
    return {
      status: null,
      debut: premier ? await debutDe(createReadStream(premier.chemin)) : '',
      total: trouves.length,
    }
  },
}

type Trouve = { chemin: string; nom: string; le: number }

const cheminDe = ({ dossier: racine, source }: Prenant): string => join(racine, 'depot', source)

async function fichiersDe(prenant: Prenant): Promise<Trouve[]> {
  const ici = cheminDe(prenant)
  await mkdir(ici, { recursive: true })
  const trouves: Trouve[] = []
  for (const entree of await readdir(ici, { withFileTypes: true })) {
    // Only real files: a link could lead anywhere on the machine. Names of copies in progress are left too.
    if (!entree.isFile() || /^\.|\.(part|tmp|filepart)$/i.test(entree.name)) continue
    const chemin = join(ici, entree.name)
    const { mtimeMs, size } = await stat(chemin)
    if (size > 0 && Date.now() - mtimeMs >= REPOS) trouves.push({ chemin, nom: entree.name, le: mtimeMs })
  }
  return trouves.sort((a, b) => a.le - b.le)
}

async function ranger(prenant: Prenant, trouves: Trouve[]): Promise<void> {
  const pris = join(cheminDe(prenant), 'pris')
  await mkdir(pris, { recursive: true })
  const jour = new Date().toISOString().replaceAll(':', '-')
  for (const { chemin, nom } of trouves) await rename(chemin, join(pris, `${jour} ${nom}`))
}
