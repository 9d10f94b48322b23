import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FileStore, openFiles, typeReel } from './files.ts'

const DOCX =
  'UEsDBBQAAAAIAAAAIQCsbhJangAAANwAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbF2PsQ7CMBBDf6XKitqrGBhQ24UdGPiBU3JtI5pLlBwF/p4EpA6Mlu1nubu9A6Xq5RZOvZpFwhEg6ZkcpsYH4uyMPjqULOMEAfUdJ4J92x5AexZiqaUw1NBdVorRGqquGOWMjnoFTx8NGK8fLiebTFPV6Vcry73CEBarUaxnWNn8bdZ+HK2mrV9oIXpNKVme3NJsjkPLu4KHoYPvqeEDUEsBAhQDFAAAAAgAAAAhAKxuElqeAAAA3AAAABMAAAAAAAAAAAAAAIABAAAAAFtDb250ZW50X1R5cGVzXS54bWxQSwUGAAAAAAEAAQBBAAAAzwAAAAAA'
const ODT =
  'UEsDBBQAAAAAAAAAIQBexjIMJwAAACcAAAAIAAAAbWltZXR5cGVhcHBsaWNhdGlvbi92bmQub2FzaXMub3BlbmRvY3VtZW50LnRleHRQSwECFAMUAAAAAAAAACEAXsYyDCcAAAAnAAAACAAAAAAAAAAAAAAAgAEAAAAAbWltZXR5cGVQSwUGAAAAAAEAAQA2AAAATQAAAAAA'
const ZIP =
  'UEsDBBQAAAAAAAAAIQDI8LalBwAAAAcAAAAFAAAAYS50eHRib25qb3VyUEsBAhQDFAAAAAAAAAAhAMjwtqUHAAAABwAAAAUAAAAAAAAAAAAAAIABAAAAAGEudHh0UEsFBgAAAAABAAEAMwAAACoAAAAAAA=='

describe('le type d’un fichier se lit dans son contenu', () => {
  test.each<[string, Uint8Array, string]>([
    ['un PDF', Buffer.from('%PDF-1.4\n'), 'application/pdf'],
    ['un DOCX', Buffer.from(DOCX, 'base64'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['un ODT', Buffer.from(ODT, 'base64'), 'application/vnd.oasis.opendocument.text'],
    ['une archive', Buffer.from(ZIP, 'base64'), 'application/zip'],
    ['un programme', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]), 'application/x-msdownload'],
    ['un CSV en UTF-8 coupé dans une lettre', Buffer.from('nom;élève;é').subarray(0, -1), 'text/plain'],
    ['un CSV de tableur Windows', Buffer.from('nom;\xe9l\xe8ve\r\n', 'latin1'), 'text/plain'],
    ['des octets sans nom', Buffer.from([1, 2, 3, 0, 255]), 'application/octet-stream'],
  ])('%s', async (_, contenu, attendu) => {
    expect(await typeReel(contenu)).toBe(attendu)
  })
})

describe('un fichier reçu', () => {
  let dossier: string
  let magasin: FileStore
  beforeAll(async () => {
    dossier = await mkdtemp(join(tmpdir(), 'preau-fichiers-'))
    magasin = openFiles(dossier)
  })
  afterAll(() => rm(dossier, { recursive: true, force: true }))
  const gardes = async () =>
    (await readdir(dossier, { recursive: true, withFileTypes: true })).filter((e) => e.isFile())

  test('se garde avec sa taille et son empreinte', async () => {
    const recu = await magasin.receive(Readable.from([Buffer.from('abc')]), 3)
    expect(recu).toMatchObject({
      taille: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      type: 'text/plain',
    })
    expect(Buffer.from(await magasin.get(recu.cle)).toString()).toBe('abc')
    await magasin.remove(recu.cle)
    expect(await magasin.exists(recu.cle)).toBe(false)
  })

  test('trop grand, vide ou interrompu, ne laisse rien', async () => {
    const infini = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(1000, 'a')
      })(),
    )
    await expect(magasin.receive(infini, 5_000)).rejects.toMatchObject({ status: 413 })
    await expect(magasin.receive(Readable.from([]), 5_000)).rejects.toMatchObject({ status: 422, code: 'fichier_vide' })
    const coupe = new Readable({
      read() {
        this.push('abc')
        this.destroy(new Error('coupé'))
      },
    })
    await expect(magasin.receive(coupe, 5_000)).rejects.toThrow()
    expect(await gardes()).toEqual([])
  })
})
