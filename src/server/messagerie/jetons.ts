import { SYSTEME } from '#domain/acteur.ts'
import { CONNECTEURS, CodeConnecteur } from '#domain/connecteurs/liste.ts'
import * as alertes from '#domain/messagerie/alertes-jetons.ts'
import { contextOf, type Kit, write } from '../platform/context.ts'
import { type Evenement, quand, type Subscription } from '../platform/subscriptions.ts'
import { alerter } from './alerter.ts'

/** Administrators alone renew a token: an agent can do nothing about it. */
export const abonnementsJetons: Subscription[] = [quand('jeton_a_remplacer', 'alerter_jeton', alerterJeton)]

/** One line of the journal a threshold, so one alert and one mail each. */
function alerterJeton(kit: Kit, { acte, objet, donnees }: Evenement): Promise<void> {
  return write(contextOf(kit, SYSTEME), async (ctx) => {
    const code = CodeConnecteur.parse(objet.cle)
    const administrateurs = await ctx.db
      .selectFrom('comptes.personne')
      .select(['id', 'prenom', 'courriel'])
      .where('active', '=', true)
      .where('role', '=', 'administrateur')
      .orderBy('id')
      .execute()
    const { libelle: nom, repli } = CONNECTEURS[code]
    const alerte = alertes.jetonARemplacer({ code, nom, repli, phrase: String(donnees.phrase) })
    await alerter(ctx, acte, null, administrateurs, alerte, { courriel: alertes.meriteCourriel(Number(donnees.seuil)) })
  })
}
