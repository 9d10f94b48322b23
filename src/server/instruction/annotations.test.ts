import { expect, test } from 'vitest'
import type { Champ } from '#domain/formulaire/definition.ts'
import { commencerDossier } from '#server/dossiers/depart.ts'
import { deposerDossier } from '#server/dossiers/depot.ts'
import { lireDossier, lireRecapitulatif } from '#server/dossiers/lecture.ts'
import { enregistrerReponses } from '#server/dossiers/saisie.ts'
import type { Write } from '#server/platform/context.ts'
import { actingAs } from '#test/acting.ts'
import { comme, faireAvancer, voir } from '#test/instruction.ts'
import { bruno, claire } from '#test/personas.ts'
import { unTeleserviceDessine } from '#test/teleservices.ts'
import { enregistrerAnnotations, lireAnnotations } from './annotations.ts'
import { listerHistoireAnnotations } from './annotations-histoire.ts'
import { avancer } from './avancement.ts'
import { decider } from './decision.ts'

const CHAMPS: Champ[] = [
  { id: 'objet', type: 'texte', libelle: 'Objet', obligatoire: true },
  { id: 'cout', type: 'montant', libelle: 'Montant demandé' },
  { id: 'retenu', type: 'montant', libelle: 'Montant retenu', face: 'agents', reprend: 'cout' },
  { id: 'note', type: 'nombre', libelle: 'Note du comité', face: 'agents', obligatoire: true },
  { id: 'visite', type: 'texte', libelle: 'Compte rendu', face: 'agents', obligatoire: true, avant_statut: 'instruit' },
]

const cle = (c: string) => ({ params: { cle: c }, query: undefined, body: undefined })

async function unDossier(ctx: Write): Promise<string> {
  const code = await unTeleserviceDessine(ctx, CHAMPS)
  const moi = comme(ctx, claire)
  const uai = claire.habilitations[0]?.uai ?? ''
  const dossier = await commencerDossier(moi, {
    params: undefined,
    query: undefined,
    body: { teleservice: code, uai },
  })
  await enregistrerReponses(moi, { ...cle(dossier.cle), body: { reponses: { objet: 'Toit', cout: 1_500_00 } } })
  await deposerDossier(moi, cle(dossier.cle))
  return dossier.cle
}

const remplir = (ctx: Write, c: string, reponses: Record<string, unknown>, qui = bruno) =>
  enregistrerAnnotations(comme(ctx, qui), { ...cle(c), body: { reponses } })

test('l’usager ne voit ni les champs des agents, ni ce qu’ils y écrivent', () =>
  actingAs(claire, async (ctx) => {
    const c = await unDossier(ctx)
    await remplir(ctx, c, { note: 12 })
    const dossier = await lireDossier(ctx, cle(c))
    expect(JSON.stringify(dossier)).not.toContain('Note du comité')
    expect(JSON.stringify(await lireRecapitulatif(ctx, cle(c)))).not.toContain('retenu')
    await expect(lireAnnotations(ctx, cle(c))).rejects.toMatchObject({ status: 404 })
    await expect(remplir(ctx, c, { note: 1 }, claire)).rejects.toMatchObject({ status: 404 })
  }))

test('avant le dépôt, l’usager ne peut pas répondre à la place des agents', () =>
  actingAs(claire, async (ctx) => {
    const code = await unTeleserviceDessine(ctx, CHAMPS)
    const uai = claire.habilitations[0]?.uai ?? ''
    const d = await commencerDossier(ctx, { params: undefined, query: undefined, body: { teleservice: code, uai } })
    await expect(enregistrerReponses(ctx, { ...cle(d.cle), body: { reponses: { note: 20 } } })).rejects.toMatchObject({
      status: 422,
    })
  }))

test('les agents remplissent au fil de l’eau, avec leur histoire ; rien de déposé ne bouge', () =>
  actingAs(bruno, async (ctx) => {
    const c = await unDossier(ctx)
    await remplir(ctx, c, { note: 1 })
    await remplir(ctx, c, { note: 12 })
    const { revision, refusees } = await remplir(ctx, c, { visite: 'Vu le 12.', objet: 'Autre' })
    expect(refusees.map((r) => r.champ)).toEqual(['objet'])
    expect(revision).toBe(3)
    const { annotations } = await lireAnnotations(ctx, cle(c))
    expect(annotations).toMatchObject({ reponses: { note: 12, visite: 'Vu le 12.' }, deposees: { objet: 'Toit' } })
    const histoire = await listerHistoireAnnotations(ctx, { ...cle(c), query: { page: 1, par_page: 20 } })
    expect(histoire.elements.map((l) => [l.libelle, l.avant, l.apres])).toEqual([
      ['Compte rendu', '', 'Vu le 12.'],
      ['Note du comité', '', '12'],
    ])
  }))

test('cas 38 : accorder est refusé tant qu’une donnée obligatoire des agents manque', () =>
  actingAs(bruno, async (ctx) => {
    const c = await unDossier(ctx)
    await expect(faireAvancer(ctx, c, 'instruit')).rejects.toMatchObject({ code: 'donnees_manquantes' })
    await remplir(ctx, c, { visite: 'Vu le 12.' })
    await faireAvancer(ctx, c, 'instruit')
    const decision = async (sens: 'accorde' | 'refuse') => {
      const { revision } = await voir(ctx, c)
      const motif = 'Ces travaux relèvent de l’entretien courant de l’établissement.'
      return decider(ctx, { ...cle(c), body: { sens, motif, revision } })
    }
    await expect(decision('accorde')).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('« Note du comité »'),
    })
    await remplir(ctx, c, { note: 14 })
    await expect(decision('accorde')).resolves.toMatchObject({ decision: { sens: 'accorde' } })
  }))

test('refuser n’attend pas les données dues pour accorder ; une avance plus loin attend les siennes', () =>
  actingAs(bruno, async (ctx) => {
    const c = await unDossier(ctx)
    await remplir(ctx, c, { visite: 'Vu le 12.' })
    await faireAvancer(ctx, c, 'instruit')
    const { revision } = await voir(ctx, c)
    const motif = 'Ces travaux relèvent de l’entretien courant de l’établissement.'
    const refuse = await decider(ctx, { ...cle(c), body: { sens: 'refuse', motif, revision } })
    expect(refuse.decision).toMatchObject({ sens: 'refuse' })
    await expect(
      avancer(ctx, { ...cle(c), body: { vers: 'inconnu', motif: '', revision: refuse.revision } }),
    ).rejects.toMatchObject({ status: 409 })
  }))
