import { describe, expect, test } from 'vitest'
import type { Envoi } from '#domain/dossiers/api-pieces.ts'
import { Echec } from './call.ts'
import { uploadInParts } from './parts.ts'

const COUPURE = new Echec(0, 'hors_ligne', 'coupé')

/** A server that keeps what it receives; `pannes` says what happens to each part in turn. */
function unServeur(taille: number, pannes: ('coupe' | 'coupe_apres' | 'refus' | undefined)[] = []) {
  let recu = ''
  const attentes: number[] = []
  const oublies: string[] = []
  const envoi = (): Envoi => ({ id: 'a', nom: 'f', taille, recu: recu.length, morceau_max: 4, expire_le: '' })
  const port = {
    send: async ({ recu: debut }: Envoi, part: Blob) => {
      const panne = pannes.shift()
      if (panne === 'coupe') throw COUPURE
      if (panne === 'refus') throw new Echec(404, 'introuvable', 'Cet envoi n’a plus cours.')
      if (debut !== recu.length) throw new Echec(409, 'mauvaise_place', 'ailleurs')
      recu += await part.text()
      if (panne === 'coupe_apres') throw COUPURE
      return envoi()
    },
    where: async () => envoi(),
    forget: async (id: string) => oublies.push(id),
    wait: async (secondes: number) => void attentes.push(secondes),
  }
  return { port, envoi, attentes, oublies, recu: () => recu }
}

const FICHIER = new File(['0123456789'], 'f.pdf')

async function envoyer(serveur: ReturnType<typeof unServeur>, abort = new AbortController()) {
  const parts: number[] = []
  const attend: boolean[] = []
  const options = {
    onProgress: (s: number) => void parts.push(s),
    onWaiting: (w: boolean) => void attend.push(w),
    signal: abort.signal,
  }
  const fini = await uploadInParts(
    async () => serveur.envoi(),
    async () => serveur.recu(),
    FICHIER,
    options,
    serveur.port,
  )
  return { fini, parts, attend }
}

describe('un fichier envoyé par morceaux', () => {
  test('arrive entier, en disant où il en est', async () => {
    const serveur = unServeur(10)
    const { parts } = await envoyer(serveur)
    expect([serveur.recu(), parts]).toEqual(['0123456789', [0.4, 0.8, 1]])
  })

  test('coupé, attend de plus en plus, puis reprend où il en était', async () => {
    const serveur = unServeur(10, [undefined, 'coupe', 'coupe', undefined])
    const { attend } = await envoyer(serveur)
    expect(serveur.recu()).toBe('0123456789')
    expect(serveur.attentes.length).toBeGreaterThan(0)
    expect(attend).toContain(true)
    expect(attend.at(-1)).toBe(false)
  })

  test('coupé juste après l’arrivée d’un morceau, ne l’envoie pas deux fois', async () => {
    const serveur = unServeur(10, ['coupe_apres'])
    await envoyer(serveur)
    expect(serveur.recu()).toBe('0123456789')
  })

  test('refusé, s’arrête et le dit', async () => {
    await expect(envoyer(unServeur(10, ['refus']))).rejects.toMatchObject({ status: 404 })
  })

  test('annulé pendant une coupure, est oublié du serveur', async () => {
    const abort = new AbortController()
    const serveur = unServeur(10, ['coupe'])
    serveur.port.wait = async () => {
      abort.abort()
      throw new Echec(0, 'annule', 'L’envoi a été annulé.')
    }
    await expect(envoyer(serveur, abort)).rejects.toMatchObject({ code: 'annule' })
    expect(serveur.oublies).toEqual(['a'])
  })
})
