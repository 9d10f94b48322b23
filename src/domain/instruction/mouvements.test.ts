import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { modeleLivre } from '../teleservices/modele.ts'
import {
  type Etat,
  listerAvancees,
  listerReculs,
  obstaclesAvancee,
  obstaclesDecision,
  obstaclesDemande,
  obstaclesNotification,
  obstaclesRecul,
  obstaclesRenvoi,
  remetEnCause,
} from './mouvements.ts'

const { guide } = modeleLivre(JSON.parse(readFileSync('donnees/modeles/travaux-urgents.json', 'utf8')))

const etat = (statut: string, autres: Partial<Etat> = {}): Etat => ({
  guide,
  statut,
  pieces_attendues: [],
  decision: null,
  ...autres,
})
const accorde = (notifiee = false) => ({ sens: 'accorde' as const, notifiee })
const codes = (liste: { code: string }[]) => liste.map((s) => s.code)

describe('avancer', () => {
  test('les statuts qui ont leur propre acte ne se donnent pas par une avancée', () => {
    const proposes = codes(listerAvancees(etat('recevable')))
    expect(proposes).toContain('instruit')
    for (const reserve of ['incomplet', 'notifie', 'accorde', 'refuse']) expect(proposes).not.toContain(reserve)
    expect(obstaclesAvancee(etat('recevable'), 'accorde')[0]?.code).toBe('passer_par_decision')
    expect(obstaclesAvancee(etat('depose'), 'incomplet')[0]?.code).toBe('passer_par_demande')
    expect(obstaclesAvancee(etat('accorde', { decision: accorde() }), 'notifie')[0]?.code).toBe(
      'passer_par_notification',
    )
  })

  test.each([
    ['depose', 'recevable', []],
    ['recevable', 'a_payer', ['decision_attendue']],
    ['recevable', 'inconnu', ['statut_inconnu']],
    ['recevable', 'recevable', ['statut_inchange']],
    ['sans_suite', 'recevable', ['avance_impossible', 'dossier_termine', 'retour_interdit', 'motif_attendu']],
  ])('de %s vers %s', (de, vers, attendus) => {
    const trouves = obstaclesAvancee(etat(de), vers).map((o) => o.code)
    if (attendus.length === 0) expect(trouves).toEqual([])
    else expect(attendus).toContain(trouves[0])
  })

  test('une pièce attendue retient le dossier, mais pas l’abandon', () => {
    const attend = etat('incomplet', { pieces_attendues: ['Devis'] })
    expect(obstaclesAvancee(attend, 'recevable')[0]).toMatchObject({ code: 'piece_attendue' })
    expect(obstaclesAvancee(attend, 'sans_suite')).toEqual([])
  })
})

describe('reculer', () => {
  test('revenir avant la décision, même dans sa propre étape, la remet en cause et demande un motif', () => {
    const decide = etat('accorde', { decision: accorde() })
    expect(remetEnCause(decide, 'a_voter')).toBe(true)
    expect(remetEnCause(decide, 'instruit')).toBe(true)
    expect(remetEnCause(decide, 'notifie')).toBe(false)
    expect(codes(listerReculs(decide))).toEqual(expect.arrayContaining(['a_voter', 'instruit', 'recevable']))
    expect(codes(listerAvancees(decide))).not.toContain('a_voter')
    expect(obstaclesAvancee(decide, 'a_voter')[0]?.code).toBe('recul_attendu')
    expect(obstaclesRecul(decide, 'a_voter', 'x')[0]?.code).toBe('motif_attendu')
    expect(obstaclesRecul(decide, 'a_voter', 'Erreur de montant')).toEqual([])
  })

  test('un report n’est pas remis en cause par la séance suivante', () => {
    const reporte = etat('ajourne', { decision: { sens: 'ajourne', notifiee: false } })
    expect(remetEnCause(reporte, 'a_voter')).toBe(false)
    expect(obstaclesAvancee(reporte, 'a_voter')).toEqual([])
    expect(obstaclesDecision(reporte, 'accorde')).toEqual([])
    expect(obstaclesDecision(reporte, 'ajourne')[0]?.code).toBe('deja_decide')
  })

  test('un dossier abandonné sans décision revient au travail, pas à un statut qui en suppose une', () => {
    const abandonne = etat('retire')
    expect(codes(listerReculs(abandonne))).toEqual(
      expect.arrayContaining(['a_voter', 'instruit', 'recevable', 'depose']),
    )
    for (const code of ['justificatifs', 'a_payer', 'notifie', 'accorde'])
      expect(codes(listerReculs(abandonne))).not.toContain(code)
    expect(obstaclesRecul(abandonne, 'instruit', 'Retiré par erreur')).toEqual([])
    expect(obstaclesRecul(abandonne, 'justificatifs', 'Retiré par erreur')[0]?.code).toBe('retour_interdit')
  })

  test('on ne revient pas au statut d’une décision qui n’est pas celle en vigueur', () => {
    const paye = etat('a_payer', { decision: accorde(true) })
    expect(codes(listerReculs(paye))).toEqual(['notifie'])
  })
})

describe('décider, notifier, demander une pièce', () => {
  test('une seule décision à la fois, et une lettre par décision', () => {
    expect(obstaclesDecision(etat('instruit'), 'refuse')).toEqual([])
    const decide = etat('accorde', { decision: accorde() })
    expect(obstaclesDecision(decide, 'refuse')[0]?.code).toBe('deja_decide')
    expect(obstaclesNotification(decide)).toEqual([])
    expect(obstaclesNotification(etat('instruit'))[0]?.code).toBe('decision_attendue')
    expect(obstaclesNotification(etat('notifie', { decision: accorde(true) }))[0]?.code).toBe('deja_notifiee')
  })

  test('on ne demande plus rien sur un dossier terminé', () => {
    expect(obstaclesDemande(etat('recevable'))).toEqual([])
    expect(obstaclesDemande(etat('sans_suite'))[0]?.code).toBe('dossier_termine')
  })

  test('on ne transmet que lorsque chaque demande a sa pièce', () => {
    expect(obstaclesRenvoi([])[0]?.code).toBe('rien_a_transmettre')
    expect(obstaclesRenvoi([{ libelle: 'Devis', fichiers: 0 }])[0]?.message).toContain('« Devis »')
    expect(obstaclesRenvoi([{ libelle: 'Devis', fichiers: 1 }])).toEqual([])
  })
})
