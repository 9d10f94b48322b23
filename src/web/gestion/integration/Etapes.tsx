import type { Execution } from '#domain/integration/api.ts'
import type { EtatExecution } from '#domain/integration/etats.ts'
import { nombre, pluriel } from '../../ui/format.ts'
import { Icone } from '../../ui/Icone.tsx'
import css from './Integration.module.css'

const ETAPES = ['Reçu', 'Lu', 'Rapproché', 'Comparé', 'Appliqué'] as const

/** How many steps are over for each state; the next one is under way, or is where it stopped. */
const FAITES: Record<EtatExecution, number> = {
  recue: 1,
  lue: 2,
  comparee: 4,
  a_blanc: 4,
  partielle: 3,
  appliquee: 5,
  annulee: 5,
  refusee: 1,
  echouee: 1,
}

/** The line of steps of a run, and what each has counted. */
export function Etapes({ execution: e }: { execution: Execution }) {
  // Matching is the end of the reading: done when the engine has counted it, or gone further.
  const faites = e.etat === 'lue' && e.rapprochees !== null ? 3 : FAITES[e.etat]
  const fautive = ['refusee', 'echouee', 'partielle'].includes(e.etat)
  const comptes = [
    e.fichier,
    pluriel(e.lues, 'ligne'),
    e.rapprochees === null ? '' : `${nombre(e.rapprochees)} pour des établissements connus`,
    `${nombre(e.creees + e.modifiees)} à écrire`,
    e.etat === 'appliquee' ? `${nombre(e.creees + e.modifiees)} écrites` : e.a_blanc ? 'Rien n’est écrit' : '',
  ]
  return (
    <ol className={css.etapes} aria-label="Étapes de l’import">
      {ETAPES.map((etape, i) => {
        // Codes are matched to no établissement, and older runs did not count it: nothing says that it was done.
        if (etape === 'Rapproché' && e.rapprochees === null && e.etat !== 'recue') return null
        const faite = i < faites
        const ici = i === faites && e.etat !== 'a_blanc'
        const classe = faite ? css.faite : ici ? (fautive ? css.fautive : css.enCours) : ''
        return (
          <li key={etape} className={`${css.etape} ${classe}`} aria-current={ici ? 'step' : undefined}>
            <strong>
              <Icone nom={faite ? 'coche' : ici && fautive ? 'alerte' : 'sablier'} taille={18} />
              {etape}
              <span className="lecteur-seul">
                {faite ? ', fait' : ici ? (fautive ? ', arrêté ici' : ', en cours') : ', à venir'}
              </span>
            </strong>
            <span className="petit">{faite || (ici && i > 0 && e.lues > 0) ? comptes[i] : ' '}</span>
          </li>
        )
      })}
    </ol>
  )
}
