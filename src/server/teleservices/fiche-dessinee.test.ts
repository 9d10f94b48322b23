import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { agnes, bruno } from '#test/personas.ts'
import { unTeleserviceDessine } from '#test/teleservices.ts'
import { lireParCode } from './fiche.ts'
import { enregistrerFiche, lireFicheDessinee } from './fiche-dessinee.ts'

const objet = { id: 'objet', type: 'texte', libelle: 'Objet' } as const
const sur = (code: string) => ({ params: { code }, query: undefined, body: undefined })

test('la fiche change aussitôt au portail, sans toucher au formulaire', () =>
  actingAs(agnes, async (ctx) => {
    const code = await unTeleserviceDessine(ctx, [objet])
    const { publiable, ...avant } = await lireFicheDessinee(ctx, sur(code))
    expect(publiable).toBe(true)
    const periodes = [{ ouvre_le: '2026-09-01T00:00', ferme_le: '2026-10-31T23:59' }]
    const apres = { ...avant, fiche: { ...avant.fiche, titre: 'Autre titre', calendrier: { periodes } } }
    await enregistrerFiche(ctx, { ...sur(code), body: { avant, apres } })
    expect(await lireParCode(ctx, code)).toMatchObject({
      fiche: { titre: 'Autre titre' },
      ouverture: { etat: 'ferme' },
    })
    // Somebody who read it before would erase this.
    await expect(enregistrerFiche(ctx, { ...sur(code), body: { avant, apres: avant } })).rejects.toMatchObject({
      code: 'fiche_modifiee',
    })
  }))

test('retiré du catalogue il n’y est plus ; sans coordonnées il n’y revient pas', () =>
  actingAs(agnes, async (ctx) => {
    const code = await unTeleserviceDessine(ctx, [objet])
    const { publiable: _, ...avant } = await lireFicheDessinee(ctx, sur(code))
    const { publiable: __, ...retire } = await enregistrerFiche(ctx, {
      ...sur(code),
      body: { avant, apres: { ...avant, publie: false } },
    })
    await expect(lireParCode(ctx, code)).rejects.toMatchObject({ status: 404 })
    const muet = { ...retire, publie: true, fiche: { ...retire.fiche, contact: { service: 'Travaux' } } }
    await expect(enregistrerFiche(ctx, { ...sur(code), body: { avant: retire, apres: muet } })).rejects.toMatchObject({
      status: 422,
    })
  }))

test('qui ne dessine pas ne trouve rien', () =>
  actingAs(agnes, async (ctx) => {
    const code = await unTeleserviceDessine(ctx, [objet])
    await expect(lireFicheDessinee({ ...ctx, acteur: bruno }, sur(code))).rejects.toMatchObject({ status: 404 })
  }))
