import { memo, useState } from 'react'
import type { Origine } from '#domain/dossiers/api.ts'
import { estVide } from '#domain/formulaire/conditions.ts'
import type { Champ, Definition } from '#domain/formulaire/definition.ts'
import type { ChampDuParcours, LigneDuParcours } from '#domain/formulaire/parcours.ts'
import { phrase } from '#domain/formulaire/phrases.ts'
import { memeReponse } from '#domain/formulaire/prefill.ts'
import { estVerrouille } from '#domain/formulaire/saisie.ts'
import { attendReponse, typeDe } from '#domain/formulaire/types/registre.ts'
import { Tag } from '#web/ui/Badge.tsx'
import { CorrigerALaSource, ProposerLaReponse } from './Corrections.tsx'
import css from './formulaire.module.css'
import { useNouveautes } from './nouveautes.ts'
import { Prerempli, RetourAOrigine } from './Prerempli.tsx'
import { saisieDe } from './types/registre.tsx'
import { idDe } from './types/saisie.ts'
import { type Remplissage, useRemplissageCourant } from './useRemplissage.ts'

/** One question of the form, where it stands now. */
export function Question({ vu }: { vu: ChampDuParcours }) {
  const { definition, origines, i, valeurDe, messageDe, changer, quitter } = useRemplissageCourant()
  const { champ, chemin } = vu
  const nouveau = useNouveautes().has(champ.id) && estVide(vu.valeur)
  const origine = Object.hasOwn(origines, chemin) ? origines[chemin] : undefined
  return (
    <Vue
      champ={champ}
      chemin={chemin}
      lignes={vu.lignes}
      obligatoire={vu.obligatoire}
      valeur={valeurDe(vu)}
      erreur={messageDe(vu)}
      origine={origine}
      verrouille={estVerrouille(champ, origines)}
      modifie={
        origine !== undefined && (!memeReponse(i.reponses[chemin], origine.valeur) || Object.hasOwn(i.brutes, chemin))
      }
      definition={definition}
      nouveau={nouveau}
      changer={changer}
      quitter={quitter}
    />
  )
}

const dessiner = (vu: ChampDuParcours) => <Question key={vu.chemin} vu={vu} />

/** Texts are shown as the référentiel writes them. */
const texteConnu = (champ: Champ, valeur: unknown): string =>
  typeof valeur === 'string' ? valeur : typeDe(champ).ecrire(valeur, champ)

type VueProps = Pick<Remplissage, 'changer' | 'quitter'> & {
  champ: Champ
  chemin: string
  lignes?: LigneDuParcours[]
  obligatoire: boolean
  valeur: unknown
  erreur?: string
  origine?: Origine
  verrouille: boolean
  modifie: boolean
  definition: Definition
  /** Brought by a version of the form that this draft has not been begun with, and not answered yet. */
  nouveau: boolean
}

/** What is known is shown with its source, the rest is asked. Drawn again only when its own answer moves. */
const Vue = memo(function Vue({
  champ,
  chemin,
  lignes,
  obligatoire,
  valeur,
  erreur,
  origine,
  verrouille,
  modifie,
  definition,
  nouveau,
  changer,
  quitter,
}: VueProps) {
  const [corrige, setCorrige] = useState(false)
  const Saisie = saisieDe(champ)
  const id = idDe(chemin)
  if (origine && (verrouille || (!modifie && !corrige && !erreur)))
    return (
      <Prerempli
        id={id}
        libelle={champ.libelle}
        texte={texteConnu(champ, origine.valeur)}
        origine={origine}
        onCorriger={verrouille ? undefined : () => setCorrige(true)}
        ailleurs={verrouille && origine.source === 'Référentiel' && <CorrigerALaSource champ={champ} />}
      />
    )
  return (
    <div className={css.question}>
      {nouveau && (
        <p className={css.nouveau}>
          <Tag>Nouveau</Tag> <span className="lecteur-seul">{champ.libelle}</span>
        </p>
      )}
      <Saisie
        champ={champ}
        chemin={chemin}
        lignes={lignes}
        dessiner={dessiner}
        id={id}
        valeur={valeur}
        libelle={champ.libelle}
        aide={champ.aide && <span className={css.lignes}>{champ.aide}</span>}
        erreur={erreur}
        facultatif={attendReponse(champ) && !obligatoire}
        changer={(v, aussitot) => changer(chemin, v, aussitot)}
        quitter={() => quitter(chemin)}
      />
      {origine && modifie && (
        <RetourAOrigine
          libelle={champ.libelle}
          texte={texteConnu(champ, origine.valeur)}
          origine={origine}
          onRetablir={() => {
            setCorrige(false)
            changer(chemin, origine.valeur, true)
          }}
        />
      )}
      {origine?.source === 'Référentiel' && modifie && !erreur && (
        <ProposerLaReponse champ={champ} texte={texteConnu(champ, valeur)} />
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
})
