import { useState } from 'react'
import type { EtapeDuParcours, EtatEtape } from '#domain/formulaire/parcours.ts'
import { Icone, type NomIcone } from '#web/ui/Icone.tsx'
import css from './etapes.module.css'

const ETATS: Record<Exclude<EtatEtape, 'sans_objet'>, { mot: string; icone: NomIcone }> = {
  a_faire: { mot: 'À faire', icone: 'sablier' },
  en_cours: { mot: 'À compléter', icone: 'crayon' },
  terminee: { mot: 'Terminée', icone: 'coche' },
  erreur: { mot: 'À corriger', icone: 'alerte' },
}

export type Jalon = { id: string; titre: string; etat: Exclude<EtatEtape, 'sans_objet'> }

/** The steps that exist for these answers, and the last one, where one reads again and deposits. */
export function jalonsDe(etapes: readonly EtapeDuParcours[], complet: boolean): Jalon[] {
  const vues = etapes.flatMap(({ id, titre, etat }) => (etat === 'sans_objet' ? [] : [{ id, titre, etat }]))
  return [...vues, { id: RECAPITULATIF, titre: 'Relire et déposer', etat: complet ? 'en_cours' : 'a_faire' }]
}
export const RECAPITULATIF = 'recapitulatif'

/** Where one is in the form: each step with its state in a word and an icon; folded on a small screen. */
export function FilDesEtapes({
  jalons,
  courante,
  onAller,
}: {
  jalons: Jalon[]
  courante: string
  onAller: (id: string) => void
}) {
  const [deplie, setDeplie] = useState(false)
  const rang = jalons.findIndex((j) => j.id === courante)
  return (
    <nav className={css.fil} aria-label="Étapes du formulaire" data-impression="non">
      <button type="button" className={css.plier} aria-expanded={deplie} onClick={() => setDeplie(!deplie)}>
        <span>
          Étape {rang + 1} sur {jalons.length} : <strong>{jalons[rang]?.titre}</strong>
        </span>
        <Icone nom="chevron_bas" />
      </button>
      <ol className={deplie ? css.deplie : ''}>
        {jalons.map((j, n) => {
          const dernier = j.id === RECAPITULATIF
          const { mot, icone } = ETATS[j.etat]
          return (
            <li key={j.id}>
              <button
                type="button"
                className={`${css.jalon} ${dernier ? '' : css[j.etat]}`}
                aria-current={j.id === courante ? 'step' : undefined}
                onClick={() => {
                  setDeplie(false)
                  onAller(j.id)
                }}
              >
                <Icone nom={dernier ? 'drapeau' : icone} taille={22} />
                <span>
                  <span className={css.titre}>
                    {n + 1}. {j.titre}
                  </span>
                  {!dernier && <span className={css.mot}>{mot}</span>}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
