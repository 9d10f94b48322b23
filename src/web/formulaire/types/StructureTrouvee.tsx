import { Button } from '#web/ui/Button.tsx'
import { date } from '#web/ui/format.ts'
import css from '../formulaire.module.css'
import type { Vue } from './useStructure.ts'

/** Whose SIRET it is, with who says so and when; or why nobody could say. */
export function StructureTrouvee({ vue, redemander }: { vue: Vue; redemander: () => void }) {
  return (
    <div role="status">
      <Contenu vue={vue} redemander={redemander} />
    </div>
  )
}

function Contenu({ vue, redemander }: { vue: Vue; redemander: () => void }) {
  if (vue.etat === 'attente') return null
  if (vue.etat === 'cherche') return <p className="petit discret">Recherche de la structure…</p>
  const { structure: s, source, message } = vue
  if (s)
    return (
      <div className={css.prerempli}>
        <div>
          <strong>{s.nom}</strong>
          <div>
            {[s.adresse.voie, [s.adresse.code_postal, s.adresse.commune].filter(Boolean).join(' ')]
              .filter(Boolean)
              .join(', ')}
          </div>
          {!s.ouverte && <div>Cette structure est fermée : vérifiez le numéro.</div>}
          {s.remplacee_par && <div>Ce SIRET a été remplacé par {s.remplacee_par}.</div>}
        </div>
        <div className={css.origine}>{vue.date ? `${source}, ${date(vue.date)}` : source}</div>
      </div>
    )
  return (
    <div className="rang petit discret">
      <span>
        {vue.etat === 'introuvable' ? `${source || 'Le service'} ne connaît pas ce SIRET.` : message}{' '}
        {vue.alimente &&
          vue.etat !== 'introuvable' &&
          'Écrivez vous-même la suite : elle sera « déclarée, non vérifiée ».'}
      </span>
      {vue.etat === 'indisponible' && (
        <Button small kind="discret" icon="recharger" onClick={redemander}>
          Vérifier de nouveau
        </Button>
      )}
    </div>
  )
}
