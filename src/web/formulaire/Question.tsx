import { useState } from 'react'
import type { ChampDuParcours } from '#domain/formulaire/parcours.ts'
import { phrase } from '#domain/formulaire/phrases.ts'
import { estVerrouille } from '#domain/formulaire/saisie.ts'
import { attendReponse } from '#domain/formulaire/types/registre.ts'
import css from './formulaire.module.css'
import { Prerempli, RetourAOrigine } from './Prerempli.tsx'
import { saisieDe } from './types/registre.tsx'
import { idDe } from './types/saisie.ts'
import { useRemplissageCourant } from './useRemplissage.ts'

/** One question of the form: what is known is shown with its source, the rest is asked. */
export function Question({ vu }: { vu: ChampDuParcours }) {
  const { definition, origines, i, valeurDe, messageDe, changer, quitter } = useRemplissageCourant()
  const { champ, chemin } = vu
  const [corrige, setCorrige] = useState(false)
  const Saisie = saisieDe(champ)
  const erreur = messageDe(vu)
  const origine = Object.hasOwn(origines, chemin) ? origines[chemin] : undefined
  const modifie = origine !== undefined && (i.reponses[chemin] !== origine.valeur || Object.hasOwn(i.brutes, chemin))
  const id = idDe(chemin)
  const verrouille = estVerrouille(champ, origines)

  if (origine && (verrouille || (!modifie && !corrige && !erreur)))
    return (
      <Prerempli
        id={id}
        libelle={champ.libelle}
        origine={origine}
        onCorriger={verrouille ? undefined : () => setCorrige(true)}
      />
    )
  return (
    <div className={css.question}>
      <Saisie
        champ={champ}
        vu={vu}
        id={id}
        valeur={valeurDe(vu)}
        libelle={champ.libelle}
        aide={champ.aide && <span className={css.lignes}>{champ.aide}</span>}
        erreur={erreur}
        facultatif={attendReponse(champ) && !vu.obligatoire}
        changer={(valeur, aussitot) => changer(chemin, valeur, aussitot)}
        quitter={() => quitter(chemin)}
      />
      {origine && modifie && (
        <RetourAOrigine
          libelle={champ.libelle}
          origine={origine}
          onRetablir={() => {
            setCorrige(false)
            changer(chemin, origine.valeur, true)
          }}
        />
      )}
      {champ.condition && (
        <details className={css.pourquoi}>
          <summary>
            Pourquoi {attendReponse(champ) ? 'cette question' : 'ceci'} ?
            <span className="lecteur-seul"> {champ.libelle}</span>
          </summary>
          <p>{phrase(champ.condition, definition)}</p>
        </details>
      )}
    </div>
  )
}
