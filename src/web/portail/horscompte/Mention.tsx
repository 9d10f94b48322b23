import type { FicheTeleservice } from '#domain/teleservices/api.ts'
import { useContexte } from '#web/session.ts'
import css from './horscompte.module.css'

/** Why these data, who reads them, how long, and whom to ask: said before the consent. */
export function Mention({ t }: { t: FicheTeleservice }) {
  const collectivite = useContexte()?.collectivite ?? 'La collectivité'
  const { service, courriel, telephone } = t.fiche.contact
  return (
    <section className={css.mention} aria-labelledby="mention">
      <h2 id="mention">Vos données</h2>
      <dl>
        <dt>Pourquoi</dt>
        <dd>Traiter votre demande « {t.fiche.titre} » et vous répondre, et rien d’autre.</dd>
        <dt>Qui les lit</dt>
        <dd>
          {service} et les agents de la collectivité chargés de ces demandes. L’établissement concerné ne voit pas votre
          dossier.
        </dd>
        <dt>Combien de temps</dt>
        <dd>
          Sans confirmation, elles s’effacent avec le code. Un brouillon laissé sans dépôt est effacé, après un courriel
          qui vous prévient. Un dossier déposé est gardé le temps de l’instruction, puis archivé selon les règles des
          archives publiques.
        </dd>
        <dt>Vos droits</dt>
        <dd>
          {collectivite} est responsable de ces données. Pour y accéder, les faire corriger ou effacer :{' '}
          {courriel ? <a href={`mailto:${courriel}`}>{courriel}</a> : service}
          {telephone && `, ${telephone}`}.
        </dd>
      </dl>
    </section>
  )
}
