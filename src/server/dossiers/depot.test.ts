import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { joindre, PANNE, remplir, unBrouillon, unBrouillonComplet, unDossierDepose } from '#test/dossiers.ts'
import { claire, gestionnaire } from '#test/personas.ts'
import { deposerDossier } from './depot.ts'
import { lireDossier, lireRecapitulatif } from './lecture.ts'

const LE_24_NOVEMBRE = new Date('2026-11-24T09:42:00Z')
const par = (cle: string) => ({ params: { cle }, query: undefined, body: undefined })

test('le chef dépose : un numéro de l’année, les réponses figées, le montant et l’objet en clair', () =>
  actingAs(
    claire,
    async (ctx) => {
      const { cle, numero, depose_le } = await unDossierDepose(ctx)
      expect(numero).toBe('2026-000001')
      expect(depose_le).toBe('2026-11-24T09:42:00.000Z')
      const dossier = await lireDossier(ctx, par(cle))
      expect(dossier).toMatchObject({
        etat: 'depose',
        numero,
        objet: PANNE.objet,
        montant_demande: null,
        depose_par: { nom: `${claire.prenom} ${claire.nom}` },
        droits: { remplir: { possible: false }, deposer: { possible: false } },
      })
      expect(await lireDossier(ctx, par(numero))).toEqual(dossier)
    },
    LE_24_NOVEMBRE,
  ))
