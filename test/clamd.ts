import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** The file that every antivirus calls dangerous, harmless; cut in two so that none finds it here. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** How the double behaves: answers, goes silent, cuts in the middle, refuses what is big, or says anything. */
export type Humeur = 'repond' | 'muet' | 'coupe' | 'limite' | 'confus'

export type ClamdDEssai = { adresse: string; humeur: Humeur; lus: number; fermer(): Promise<void> }

/** A double of clamd that speaks INSTREAM: any file holding the EICAR signature is found. */
export async function unClamd(): Promise<ClamdDEssai> {
  const lignes = new Set<Socket>()
  const clamd: ClamdDEssai = { adresse: '', humeur: 'repond', lus: 0, fermer: async () => {} }
  const serveur = createServer((ligne) => {
    lignes.add(ligne)
    ligne.on('close', () => lignes.delete(ligne)).on('error', () => {})
    let recu = Buffer.alloc(0)
    ligne.on('data', (morceau) => {
      recu = Buffer.concat([recu, Buffer.from(morceau)])
      if (clamd.humeur === 'coupe') return ligne.destroy()
      if (clamd.humeur === 'muet') return
      if (clamd.humeur === 'limite') return ligne.end('INSTREAM size limit exceeded. ERROR\0')
      const fichier = entier(recu)
      if (!fichier) return
      clamd.lus += 1
      const verdict = fichier.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0'
      ligne.end(clamd.humeur === 'confus' ? 'stream: PERHAPS\0' : verdict)
    })
  })
  serveur.listen(0, '127.0.0.1')
  await once(serveur, 'listening')
  const adresse = serveur.address()
  clamd.adresse = typeof adresse === 'object' && adresse ? `127.0.0.1:${adresse.port}` : ''
  clamd.fermer = async () => {
    for (const ligne of lignes) ligne.destroy()
    serveur.close()
    await once(serveur, 'close')
  }
  return clamd
}

/** The file sent, once its last morceau, of length 0, has come. */
function entier(recu: Buffer): string | undefined {
  const morceaux: Buffer[] = []
  for (let i = 'zINSTREAM\0'.length; i + 4 <= recu.length; ) {
    const taille = recu.readUInt32BE(i)
    if (taille === 0) return Buffer.concat(morceaux).toString('latin1')
    morceaux.push(recu.subarray(i + 4, i + 4 + taille))
    i += 4 + taille
  }
  return undefined
}
