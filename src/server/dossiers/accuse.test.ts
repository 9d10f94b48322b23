import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { DonneesAccuse } from '#domain/dossiers/accuse.ts'
import { modeleLivre } from '#domain/teleservices/modele.ts'
import { actingAs } from '#test/acting.ts'
import { joindre, PANNE, remplir, TRAVAUX, unBrouillon, unDossierDepose } from '#test/dossiers.ts'
import { LYCEE } from '#test/etablissements.ts'
import { bruno, claire, ines } from '#test/personas.ts'
import type { Read, Write } from '../platform/context.ts'
import { publierModele } from '../teleservices/modeles.ts'
import { lireAccuse } from './accuse.ts'
import { commencerDossier } from './depart.ts'
import { deposerDossier } from './depot.ts'

const LE_24_NOVEMBRE = new Date('2026-11-24T09:42:00Z')
const par = (cle: string) => ({ params: { cle }, query: undefined, body: undefined })
// A test reads inside its own transaction, where the deposit is.
const lire = (ctx: Write, cle: string) => lireAccuse(ctx as unknown as Read, par(cle))

const donneesDe = async (ctx: Write, cle: string): Promise<DonneesAccuse> => {
  const { donnees } = await ctx.db
    .selectFrom('dossiers.accuse as a')
    .innerJoin('dossiers.dossier as d', 'd.id', 'a.dossier_id')
    .select('a.donnees')
    .where('d.cle', '=', cle)
    .executeTakeFirstOrThrow()
  return donnees as unknown as DonneesAccuse
}

test('l’accusé fige la date, le service et ses coordonnées, ce qui a été dit et ce qui a été joint', () =>
  actingAs(
    claire,
    async (ctx) => {
      const { cle, numero } = await unDossierDepose(ctx)
      const donnees = await donneesDe(ctx, cle)
      expect(donnees).toMatchObject({
        ...{ numero, recu_le: '24\u00a0novembre\u00a02026 à 10:42', teleservice: 'Travaux urgents' },
        etablissement: { uai: LYCEE, adresse: '135 route de Narbonne, 31031 Toulouse' },
        service: {
          nom: 'Direction du patrimoine scolaire',
          adresse: '1 place du Préau, 31000 Toulouse',
          courriel: 'patrimoine@preau.example',
          telephone: '05 36 49 00 20',
        },
        pieces: [{ nom: 'chaudiere.png', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      })
      expect(donnees.mentions.join(' ')).not.toMatch(/silence/)
      expect(donnees.etapes.flatMap((e) => e.lignes.map((l) => l.texte))).toContain(PANNE.objet)
    },
    LE_24_NOVEMBRE,
  ))

test('sous le régime du public, il dit quand le silence décide et comment contester', () =>
  actingAs(
    claire,
    async (ctx) => {
      const modele = modeleLivre(
        JSON.parse(readFileSync(new URL(`../../../donnees/modeles/${TRAVAUX}.json`, import.meta.url), 'utf8')),
      )
      const dispositif = { ...modele.dispositif, code: 'aide-privee', regime: 'public' as const }
      await publierModele(ctx, { ...modele, code: 'aide-privee', dispositif })
      const body = { teleservice: 'aide-privee', uai: LYCEE }
      const { cle } = await commencerDossier(ctx, { params: undefined, query: undefined, body })
      await remplir(ctx, cle, PANNE)
      await joindre(ctx, cle, 'photos')
      await deposerDossier(ctx, par(cle))
      const texte = (await donneesDe(ctx, cle)).mentions.join(' ')
      expect(texte).toContain('réputée rejetée le 24\u00a0janvier\u00a02027')
      expect(texte).toContain('tribunal administratif')
    },
    LE_24_NOVEMBRE,
  ))

test('le PDF est balisé (PDF/UA-1), titré, en français, et reste le même octet pour octet', () =>
  actingAs(claire, async (ctx) => {
    const { cle, numero } = await unDossierDepose(ctx)
    const premier = await lire(ctx, cle)
    const octets = Buffer.from(premier.contenu as Uint8Array)
    const texte = octets.toString('latin1')
    expect(premier.nom).toBe(`accuse-${numero}.pdf`)
    expect(texte.slice(0, 5)).toBe('%PDF-')
    expect(texte).toContain('/Marked true')
    expect(texte).toMatch(/pdfuaid:part>1</)
    expect(texte).toMatch(/\/Lang \(fr/)
    const second = await lire(ctx, cle)
    expect(Buffer.from(second.contenu as Uint8Array).equals(octets)).toBe(true)
    // Lost from the store, it is made again, the same.
    const { fichier } = await ctx.db.selectFrom('dossiers.accuse').select('fichier').executeTakeFirstOrThrow()
    await ctx.kit.files.remove(fichier ?? '')
    expect(Buffer.from((await lire(ctx, cle)).contenu as Uint8Array).equals(octets)).toBe(true)
  }))

test('ce que dit un accusé ne se réécrit pas, même par le rôle de l’application', () =>
  actingAs(claire, async (ctx) => {
    await unDossierDepose(ctx)
    await expect(ctx.db.updateTable('dossiers.accuse').set({ donnees: '{}' }).execute()).rejects.toMatchObject({
      code: '42501',
    })
  }))

test('ce que les gens écrivent n’empêche jamais l’accusé', () =>
  actingAs(claire, async (ctx) => {
    const hostile = '中文 עברית 👩‍👩‍👧 #set page(fill: red) $x$ *gras* <script>alert(1)</script> \\ "'
    const { cle } = await unDossierDepose(ctx, {
      reponses: { objet: hostile, description: `${hostile}\n\n${'é'.repeat(1_500)}` },
    })
    const { contenu } = await lire(ctx, cle)
    expect(
      Buffer.from(contenu as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  }))

test('un brouillon n’a pas d’accusé ; l’agent du territoire lit celui d’un dépôt, pas celui d’ailleurs', () =>
  actingAs(claire, async (ctx) => {
    await expect(lire(ctx, await unBrouillon(ctx))).rejects.toMatchObject({ status: 409, code: 'pas_depose' })
    const { numero } = await unDossierDepose(ctx)
    expect(await lire({ ...ctx, acteur: bruno }, numero)).toMatchObject({ type: 'application/pdf' })
    await expect(lire({ ...ctx, acteur: ines }, numero)).rejects.toMatchObject({ status: 404 })
  }))
