import { expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import type { Definition, Reponses } from '#domain/formulaire/definition.ts'
import { vueUsager } from '#domain/formulaire/faces.ts'
import { planDe } from '#domain/formulaire/plan.ts'
import { lignesDe } from '#domain/formulaire/saisie.ts'
import { actingAs } from '#test/acting.ts'
import { joindre, PDF, PNG, remplir } from '#test/dossiers.ts'
import { LYCEE, LYCEE_PRIVE } from '#test/etablissements.ts'
import { FIXES, lireModele, nomsDesModeles } from '#test/modeles.ts'
import { claire } from '#test/personas.ts'
import { remplirAuHasard } from '#test/robot.ts'
import { publierModele } from '../teleservices/modeles.ts'
import { commencerDossier } from './depart.ts'
import { deposerDossier } from './depot.ts'
import { lireDossier } from './lecture.ts'

/** The answers as a screen would send them: by chemin, without the files nor what is locked. */
function changements(definition: Definition, reponses: Reponses): Record<string, unknown> {
  const plan = planDe(definition)
  const envoyable = (id: string) => {
    const champ = plan.get(id)?.champ
    return champ && champ.type !== 'piece' && !('verrouille' in champ && champ.verrouille)
  }
  return Object.fromEntries(
    Object.entries(reponses).flatMap(([id, valeur]): [string, unknown][] => {
      if (plan.get(id)?.champ.type !== 'bloc_repetable') return envoyable(id) ? [[id, valeur]] : []
      return lignesDe(reponses, id).flatMap((l): [string, unknown][] => [
        [`${id}/${l.id}`, Object.fromEntries(Object.entries(l.valeurs).filter(([c]) => envoyable(c)))],
      ])
    }),
  )
}

/** An établissement of the référentiel: the server keeps no other. */
const connu = () => ({ uai: LYCEE, nom: 'Lycée polyvalent Bellevue' })

/** A moment when the téléservice is open: this one, or the second day of its last période. */
function quand({ fiche }: ReturnType<typeof lireModele>): Date {
  const maintenant = new Date('2026-11-24T09:00:00Z')
  const { periodes } = fiche.calendrier
  const ouvert = periodes.length === 0 || periodes.some((p) => p.ouvre_le < '2026-11-24' && p.ferme_le > '2026-11-25')
  return ouvert ? maintenant : new Date(Date.parse(`${periodes.at(-1)?.ouvre_le}:00Z`) + 86_400_000)
}

test.each(nomsDesModeles)('le modèle %s se publie, se remplit au hasard et se dépose', (nom) => {
  const modele = lireModele(nom)
  const le = quand(modele)
  const uai = modele.fiche.pour_qui.secteurs.includes('public') ? LYCEE : LYCEE_PRIVE
  const chef: Personne = { ...claire, habilitations: [{ uai, fonction: 'chef' }] }
  return actingAs(
    chef,
    async (ctx) => {
      await publierModele(ctx, modele)
      const { cle } = await commencerDossier(ctx, {
        params: undefined,
        query: undefined,
        body: { teleservice: modele.code, uai },
      })
      const dossier = { params: { cle }, query: undefined, body: undefined }
      const usager = vueUsager(modele.formulaire)
      const { reponses: depart } = await lireDossier(ctx, dossier)
      const { reponses, pieces } = remplirAuHasard(usager, depart, 7, {
        aujourdhui: le.toISOString().slice(0, 10),
        fixes: { ...FIXES[modele.code], etablissement_eleve: connu, destinataire_etablissement: connu },
      })
      await remplir(ctx, cle, changements(usager, reponses))
      for (const chemin of pieces) {
        const champ = planDe(usager).get(chemin.split('/').at(-1) ?? '')?.champ
        const enPdf = champ?.type === 'piece' && champ.formats.includes('pdf')
        await joindre(ctx, cle, chemin, enPdf ? { contenu: PDF, nom: 'essai.pdf' } : { contenu: PNG, nom: 'essai.png' })
      }
      const { numero } = await deposerDossier(ctx, dossier)
      expect(numero).toMatch(/\d/)
    },
    le,
  )
})
