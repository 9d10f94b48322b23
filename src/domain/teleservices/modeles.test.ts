import { describe, expect, test } from 'vitest'
import { controler } from '#domain/formulaire/controle.ts'
import { parcours } from '#domain/formulaire/parcours.ts'
import { commencer } from '#domain/formulaire/prefill.ts'
import { statutInitial } from '#domain/instruction/guide.ts'
import { aujourdhui, contexte, lireModele, nomsDesModeles } from '#test/modeles.ts'
import { etatDuBouton } from './bouton.ts'
import { ouverture } from './ouverture.ts'

const LE_24_NOVEMBRE = new Date('2026-11-24T09:00:00Z')

describe.each(nomsDesModeles)('le modèle %s', (nom) => {
  const modele = lireModele(nom)

  test('se publie sans retouche', () => {
    expect(controler(modele.formulaire).defauts).toEqual([])
    expect(modele.formulaire.etapes.length).toBeGreaterThanOrEqual(3)
    expect(statutInitial(modele.guide).code).toBe('depose')
  })

  test('est ouvert le 24 novembre 2026', () => {
    expect(ouverture(modele.fiche.calendrier, LE_24_NOVEMBRE).etat).toBe('ouvert')
    expect(
      etatDuBouton(modele, { connecte: true, etablissement: { audience: 'lycee', secteur: 'public' } }, LE_24_NOVEMBRE),
    ).toEqual({ action: 'commencer', libelle: 'Commencer' })
  })

  test('a une étape Votre établissement déjà faite, et le reste à faire', () => {
    const { reponses } = commencer(modele.formulaire, contexte)
    const { etapes, complet } = parcours(modele.formulaire, reponses, { aujourdhui })
    expect(complet).toBe(false)
    for (const etape of etapes) expect(etape.etat).toBe(etape.id === 'etablissement' ? 'terminee' : 'a_faire')
  })

  test('ne parle que d’adresses fictives', () => {
    const texte = JSON.stringify(modele)
    for (const [adresse] of texte.matchAll(/[\w.]+@[\w.]+\.[a-z]+/g)) expect(adresse).toMatch(/@preau\.example$/)
    for (const [numero] of texte.matchAll(/0\d( \d\d){4}/g)) expect(numero).toMatch(/^05 36 49/)
  })
})
