import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import { actingAs } from '#test/acting.ts'
import { joindre, PDF, PNG, remplir, unBrouillon, unBrouillonComplet, unDossierDepose } from '#test/dossiers.ts'
import { bruno, claire, gestionnaire, ines } from '#test/personas.ts'
import { serveurDuFichier } from '#test/serveur.ts'
import { contextOf, type Read, type Write, write } from '../platform/context.ts'
import { installerModeles } from '../teleservices/modeles.ts'
import { lireDossier } from './lecture.ts'
import { lireFichierPiece, preparerPiece, retirerPiece } from './pieces.ts'

const par = (cle: string) => ({ params: { cle }, query: undefined, body: undefined })
const piece = (cle: string, id: string) => ({ params: { cle, id }, query: undefined, body: undefined })
const telecharger = (ctx: Write, cle: string, id: string) => lireFichierPiece(ctx as unknown as Read, piece(cle, id))
const actesDe = (ctx: Write, cle: string) =>
  ctx.db.selectFrom('journal.acte').select(['code', 'donnees']).where('objet_cle', '=', cle).orderBy('id').execute()
const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(510)])

beforeAll(async () => {
  const { kit } = await serveurDuFichier()
  await write(contextOf(kit, SYSTEME), installerModeles)
})

describe('une pièce', () => {
  test('s’ajoute avec son empreinte, se lit dans les réponses, se télécharge telle quelle', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      const ajoutee = await joindre(ctx, cle, 'photos', { contenu: PDF, nom: 'fuite.pdf' })
      expect(ajoutee).toMatchObject({
        champ: 'photos',
        nom: 'fuite.pdf',
        format: 'pdf',
        type: 'application/pdf',
        taille: PDF.length,
      })
      const { pieces, reponses } = await lireDossier(ctx, par(cle))
      expect(pieces).toEqual([ajoutee])
      expect(reponses.photos).toEqual([
        { id: ajoutee.id, nom: 'fuite.pdf', taille: PDF.length, format: 'pdf', fournie_le: ajoutee.fournie_le },
      ])
      const { contenu, nom } = await telecharger(ctx, cle, ajoutee.id)
      expect([nom, await text(contenu as Readable)]).toEqual(['fuite.pdf', PDF.toString()])
      expect((await actesDe(ctx, cle)).at(-1)).toMatchObject({
        code: 'piece_ajoutee',
        donnees: { sha256: ajoutee.sha256 },
      })
    }))

  test('se remplace : l’ancienne reste dans l’histoire, liée à la nouvelle', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      const ancienne = await joindre(ctx, cle, 'rapport', { contenu: PDF, nom: 'v1.pdf' })
      const nouvelle = await joindre({ ...ctx, acteur: gestionnaire }, cle, 'rapport', {
        contenu: PDF,
        nom: 'v2.pdf',
        remplace: ancienne.id,
      })
      expect((await lireDossier(ctx, par(cle))).pieces.map((p) => p.nom)).toEqual(['v2.pdf'])
      const histoire = await ctx.db
        .selectFrom('dossiers.piece')
        .select(['id', 'remplacee_par', 'retiree_le'])
        .where('id', '=', Number(ancienne.id))
        .executeTakeFirst()
      expect(histoire).toMatchObject({ remplacee_par: Number(nouvelle.id), retiree_le: ctx.now.toISOString() })
      expect((await actesDe(ctx, cle)).at(-1)).toMatchObject({
        code: 'piece_remplacee',
        donnees: { ancienne: 'v1.pdf', nom: 'v2.pdf' },
      })
      await expect(
        joindre(ctx, cle, 'rapport', { contenu: PDF, nom: 'v3.pdf', remplace: ancienne.id }),
      ).rejects.toMatchObject({ status: 404 })
    }))

  test('se retire', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      const { id } = await joindre(ctx, cle, 'photos')
      await retirerPiece(ctx, piece(cle, id))
      expect((await lireDossier(ctx, par(cle))).reponses).not.toHaveProperty('photos')
      await expect(telecharger(ctx, cle, id)).rejects.toMatchObject({ status: 404 })
      await expect(retirerPiece(ctx, piece(cle, id))).rejects.toMatchObject({ status: 404 })
      expect((await actesDe(ctx, cle)).at(-1)?.code).toBe('piece_retiree')
    }))

  test('appartient à son dossier : son identifiant ne l’ouvre pas par un autre', () =>
    actingAs(claire, async (ctx) => {
      const { id } = await joindre(ctx, await unBrouillon(ctx), 'photos')
      await expect(telecharger(ctx, await unBrouillon(ctx), id)).rejects.toMatchObject({ status: 404 })
    }))

  test('d’une ligne suit sa ligne', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      await expect(joindre(ctx, cle, 'devis/a/devis_fichier', { contenu: PDF, nom: 'd.pdf' })).rejects.toMatchObject({
        code: 'ligne_retiree',
      })
      await remplir(ctx, cle, { 'devis/a': {} })
      const { id } = await joindre(ctx, cle, 'devis/a/devis_fichier', { contenu: PDF, nom: 'd.pdf' })
      await remplir(ctx, cle, { 'devis/a': null })
      await remplir(ctx, cle, { 'devis/a': { entreprise: 'Dupont' } })
      const { reponses } = await lireDossier(ctx, par(cle))
      expect(reponses.devis).toContainEqual({
        id: 'a',
        valeurs: { entreprise: 'Dupont', devis_fichier: [expect.objectContaining({ id })] },
      })
    }))

  test('d’un dépôt se lit par l’agent du territoire, pas par celui d’ailleurs, et ne bouge plus', () =>
    actingAs(claire, async (ctx) => {
      const { cle } = await unDossierDepose(ctx)
      const [deposee] = (await lireDossier(ctx, par(cle))).pieces
      const id = deposee?.id ?? ''
      const { contenu } = await telecharger({ ...ctx, acteur: bruno }, cle, id)
      expect((await (contenu as Readable).toArray()).reduce((n, c) => n + c.length, 0)).toBe(PNG.length)
      await expect(telecharger({ ...ctx, acteur: ines }, cle, id)).rejects.toMatchObject({ status: 404 })
      await expect(retirerPiece(ctx, piece(cle, id))).rejects.toMatchObject({ code: 'deja_depose' })
      await expect(joindre(ctx, cle, 'photos')).rejects.toMatchObject({ code: 'deja_depose' })
    }))
})

describe('une pièce est refusée', () => {
  test.each<[string, Uint8Array, string]>([
    ['facture.pdf', EXE, 'Ce fichier se nomme .pdf mais son contenu est un programme : déposez un vrai fichier PDF.'],
    [
      'facture.pdf',
      Buffer.from(`\x7fELF\x02\x01\x01${'\0'.repeat(57)}`, 'latin1'),
      'Ce fichier se nomme .pdf mais son contenu est un programme : déposez un vrai fichier PDF.',
    ],
    [
      'facture.pdf',
      Buffer.from('<html><script>alert(1)</script>'),
      'Ce fichier se nomme .pdf mais son contenu est du texte : déposez un vrai fichier PDF.',
    ],
    ['facture.pdf', PNG, 'Ce fichier se nomme .pdf mais son contenu est un fichier PNG : déposez un vrai fichier PDF.'],
    ['virus.exe', EXE, '« virus.exe » n’est pas accepté : déposez un fichier PDF.'],
    ['facture.pdf.exe', EXE, '« facture.pdf.exe » n’est pas accepté : déposez un fichier PDF.'],
  ])('%s dont le contenu ment (%#), en le disant', (nom, contenu, message) =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      await expect(joindre(ctx, cle, 'rapport', { contenu, nom })).rejects.toMatchObject({
        ...{ status: 415, code: 'format_non_accepte', message, erreurs: [{ champ: 'rapport', message }] },
      })
      expect((await lireDossier(ctx, par(cle))).pieces).toEqual([])
    }),
  )

  test('au-delà du nombre attendu, en proposant de remplacer', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      await joindre(ctx, cle, 'rapport', { contenu: PDF, nom: 'a.pdf' })
      await expect(joindre(ctx, cle, 'rapport', { contenu: PDF, nom: 'b.pdf' })).rejects.toMatchObject({
        ...{ status: 409, code: 'pieces_trop_nombreuses', message: 'Il y a déjà un fichier : remplacez-le.' },
      })
      for (let i = 0; i < 10; i += 1) await joindre(ctx, cle, 'photos')
      await expect(joindre(ctx, cle, 'photos')).rejects.toMatchObject({
        message: 'Il y a déjà 10 fichiers : remplacez-en un.',
      })
    }))

  test.each(['inconnu', 'objet', 'devis', 'devis/l1', 'devis_fichier', '../photos', '__proto__'])(
    'là où rien n’est attendu (%s), avant de lire un octet',
    (champ) =>
      actingAs(claire, async (ctx) => {
        const cle = await unBrouillon(ctx)
        const avant = preparerPiece(ctx as unknown as Read, {
          params: { cle, champ },
          query: { remplace: undefined },
          body: undefined,
        })
        await expect(avant).rejects.toMatchObject({ status: 404 })
      }),
  )

  test('la taille est celle du champ, sans dépasser celle du site', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillonComplet(ctx)
      const taille = async (c: Write, champ: string) =>
        (
          await preparerPiece(c as unknown as Read, {
            params: { cle, champ },
            query: { remplace: undefined },
            body: undefined,
          })
        ).tailleMax
      expect(await taille(ctx, 'photos')).toBe(15_000_000)
      const petit = { ...ctx, kit: { ...ctx.kit, config: { ...ctx.kit.config, tailleMaxPiece: 1_000_000 } } }
      expect(await taille(petit, 'photos')).toBe(1_000_000)
    }))
})
