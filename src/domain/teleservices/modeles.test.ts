import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { constater } from '#domain/formulaire/constat.ts'
import { ecrireDocument, lireDocument } from '#domain/formulaire/document.ts'
import { aDesChampsDAgents, vueAgents, vueUsager } from '#domain/formulaire/faces.ts'
import { parcours } from '#domain/formulaire/parcours.ts'
import { commencer } from '#domain/formulaire/prefill.ts'
import { statutInitial } from '#domain/instruction/guide.ts'
import { impasses } from '#test/impasses.ts'
import { aujourdhui, contexte, FIXES, lireLivreDe, lireModele, nomsDesModeles } from '#test/modeles.ts'
import { remplirAuHasard } from '#test/robot.ts'
import { etatDuBouton } from './bouton.ts'
import { Modele, modeleDe, refusDesValeurs } from './modele.ts'
import { ouverture } from './ouverture.ts'
import { citesDans } from './parametres.ts'

const LE_24_NOVEMBRE = new Date('2026-11-24T09:00:00Z')
const NOMBRE = 14

test('les quatorze modèles sont là, un par dispositif', () => {
  expect(nomsDesModeles).toHaveLength(NOMBRE)
  expect(new Set(nomsDesModeles.map((n) => lireModele(n).dispositif.code)).size).toBe(NOMBRE)
})

describe.each(nomsDesModeles)('le modèle %s', (nom) => {
  const modele = lireModele(nom)
  const { entete, corps } = lireLivreDe(nom)
  const { formulaire, guide } = modele
  const usager = vueUsager(formulaire)

  test('se publie sans retouche ni remarque : aucune branche morte, aucune étape vide', () => {
    expect(constater(formulaire)).toEqual({ defauts: [], avertissements: [] })
    expect(formulaire.etapes.length).toBeGreaterThanOrEqual(3)
    expect(nom).toBe(`${modele.code}.json`)
    expect(modele.fiche.pieces.length).toBeGreaterThan(0)
  })

  test('a un guide sans impasse, dont chaque statut se prend', () => {
    expect(statutInitial(guide).code).toBe('depose')
    expect(impasses(guide)).toEqual({ bloques: [], jamais_pris: [] })
  })

  test('les données que les agents doivent donner visent un statut de son guide', () => {
    const statuts = new Set(guide.etapes.flatMap((e) => e.statuts.map((s) => s.code)))
    for (const champ of vueAgents(formulaire).etapes.flatMap((e) => e.champs))
      if ('avant_statut' in champ && champ.avant_statut) expect(statuts).toContain(champ.avant_statut)
    // The three oldest have dossiers decided in the demonstration without any.
    const anciens = ['equipement-pedagogique', 'travaux-urgents', 'voyages-mobilite']
    expect(aDesChampsDAgents(formulaire)).toBe(!anciens.includes(modele.code))
  })

  test('exporté puis importé, est le même', () => {
    expect(lireDocument(ecrireDocument(formulaire))).toEqual({ definition: formulaire, defauts: [] })
    expect(Modele.parse(JSON.parse(JSON.stringify(modele)))).toEqual(modele)
  })

  test('n’a que des paramètres qui servent, chacun avec son origine, et les prend tous', () => {
    const cites = citesDans(corps)
    for (const p of entete.parametres) expect(cites, p.code).toContain(p.code)
    for (const code of cites) expect(entete.parametres.map((p) => p.code)).toContain(code)
    expect(entete.origines.length).toBeGreaterThan(0)
    expect(JSON.stringify(modele)).not.toMatch(/\{\{|"parametre"/)
    for (const jeu of entete.jeux) {
      expect(refusDesValeurs(entete, jeu.valeurs)).toEqual([])
      expect(constater(modeleDe({ entete, corps }, jeu.valeurs).formulaire).defauts).toEqual([])
    }
  })

  test('un robot le remplit de bien des façons et peut toujours le déposer', () => {
    const { reponses } = commencer(usager, contexte)
    fc.assert(
      fc.property(fc.nat(), (graine) => {
        const rempli = remplirAuHasard(usager, reponses, graine, { aujourdhui, fixes: FIXES[modele.code] })
        expect(parcours(usager, rempli.reponses, { aujourdhui }).complet).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  test('chaque question apparaît sur l’un des chemins', () => {
    const { reponses } = commencer(usager, contexte)
    const vus = new Set<string>()
    const toutes = usager.etapes.flatMap((e) =>
      e.champs.flatMap((c) => [c.id, ...(c.type === 'bloc_repetable' ? c.champs.map((i) => i.id) : [])]),
    )
    for (let graine = 0; graine < 400 && vus.size < toutes.length; graine++)
      for (const id of remplirAuHasard(usager, reponses, graine, { aujourdhui, fixes: FIXES[modele.code] }).vus)
        vus.add(id)
    expect(toutes.filter((id) => !vus.has(id))).toEqual([])
  })

  test('ne parle que d’adresses fictives', () => {
    const texte = JSON.stringify(modele)
    for (const [adresse] of texte.matchAll(/[\w.]+@[\w.]+\.[a-z]+/g)) expect(adresse).toMatch(/@preau\.example$/)
    for (const [numero] of texte.matchAll(/0\d( \d\d){4}/g)) expect(numero).toMatch(/^05 36 49/)
  })
})

describe.each(nomsDesModeles.filter((n) => lireLivreDe(n).entete.demonstration))(
  'au catalogue de la démonstration, %s',
  (nom) => {
    const modele = lireModele(nom)

    test('est ouvert le 24 novembre 2026', () => {
      expect(ouverture(modele.fiche.calendrier, LE_24_NOVEMBRE).etat).toBe('ouvert')
      expect(
        etatDuBouton(
          modele,
          { connecte: true, etablissement: { audience: 'lycee', secteur: 'public' } },
          LE_24_NOVEMBRE,
        ),
      ).toEqual({ action: 'commencer', libelle: 'Commencer' })
    })

    test('a une étape Votre établissement déjà faite, et le reste à faire', () => {
      const { reponses } = commencer(modele.formulaire, contexte)
      const { etapes, complet } = parcours(modele.formulaire, reponses, { aujourdhui })
      expect(complet).toBe(false)
      // What families ask begins with themselves: their name and address are known.
      for (const etape of etapes.filter((e) => e.etat !== 'sans_objet'))
        expect(etape.etat).toBe(
          { etablissement: 'terminee', responsable: 'en_cours' }[etape.id as 'etablissement'] ?? 'a_faire',
        )
    })
  },
)
