import { useState } from 'react'
import { listerValeurs } from '#domain/referentiel/api-listes.ts'
import type { Condition, Filtre } from '#domain/referentiel/liste.ts'
import { phraseDeCondition } from '#domain/referentiel/liste-phrase.ts'
import { useRead } from '#web/call.ts'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Icone } from '#web/ui/Icone.tsx'
import type { Catalogue, Colonnes } from './etat.ts'
import { FenetreCondition } from './FenetreCondition.tsx'
import css from './Liste.module.css'

type Groupe = { et: Filtre[] } | { ou: Filtre[] }
type Props = {
  filtre: Filtre | undefined
  colonnes: Colonnes
  catalogue: Catalogue
  onChange: (filtre: Filtre | undefined) => void
}

/** The filter as sentences: each condition is a chip that opens, groups say « toutes » or « au moins une ». */
export function Constructeur({ filtre, colonnes, catalogue, onChange }: Props) {
  const racine: Groupe = filtre === undefined ? { et: [] } : Array.isArray(filtre) ? { et: [filtre] } : filtre
  const dire = (groupe: Groupe | undefined) => {
    const leger = groupe && alleger(groupe)
    const [seul, ...autres] = leger && !Array.isArray(leger) ? filtresDe(leger) : []
    // The address of one condition stays short.
    onChange(autres.length === 0 && Array.isArray(seul) ? seul : leger)
  }
  return (
    <section aria-label="Conditions du filtre">
      <UnGroupe groupe={racine} niveau={1} colonnes={colonnes} catalogue={catalogue} onChange={dire} />
    </section>
  )
}

/** Empty groups go; a group of one stays, for what one is about to add to it. */
function alleger(groupe: Groupe): Filtre | undefined {
  const propres = filtresDe(groupe)
    .map((f) => (Array.isArray(f) ? f : alleger(f)))
    .filter((f) => f !== undefined)
  return propres.length ? avec(groupe, propres) : undefined
}

const filtresDe = (groupe: Groupe): Filtre[] => ('et' in groupe ? groupe.et : groupe.ou)
const avec = (groupe: Groupe, filtres: Filtre[]): Groupe => ('et' in groupe ? { et: filtres } : { ou: filtres })

type PropsDeGroupe = {
  groupe: Groupe
  niveau: number
  colonnes: Colonnes
  catalogue: Catalogue
  onChange: (groupe: Groupe | undefined) => void
}

function UnGroupe({ groupe, niveau, colonnes, catalogue, onChange }: PropsDeGroupe) {
  const [ouverte, setOuverte] = useState<{ rang: number | undefined; enGroupe?: boolean }>()
  const filtres = filtresDe(groupe)
  const remplacer = (rang: number, par: Filtre | undefined) =>
    onChange(avec(groupe, par === undefined ? filtres.filter((_, i) => i !== rang) : filtres.with(rang, par)))
  const valider = (condition: Condition) => {
    const { rang, enGroupe } = ouverte ?? {}
    setOuverte(undefined)
    if (rang !== undefined) remplacer(rang, condition)
    else
      onChange(
        avec(groupe, [...filtres, enGroupe ? ({ [lien === 'et' ? 'ou' : 'et']: [condition] } as Groupe) : condition]),
      )
  }
  const lien = 'et' in groupe ? 'et' : 'ou'
  const enCours = ouverte?.rang === undefined ? undefined : filtres[ouverte.rang]
  return (
    <div className={`${css.groupe} ${niveau > 1 ? css.sousGroupe : ''}`}>
      {(filtres.length > 1 || niveau > 1) && (
        <select
          className={css.lien}
          aria-label="Comment réunir ces conditions"
          value={lien}
          onChange={(e) => onChange(e.target.value === 'et' ? { et: filtres } : { ou: filtres })}
        >
          <option value="et">Toutes ces conditions</option>
          <option value="ou">Au moins une de ces conditions</option>
        </select>
      )}
      {filtres.map((f, i) =>
        Array.isArray(f) ? (
          <Puce
            key={JSON.stringify(f)}
            condition={f}
            catalogue={catalogue}
            ouvrir={() => setOuverte({ rang: i })}
            retirer={() => remplacer(i, undefined)}
          />
        ) : (
          <UnGroupe
            key={`groupe-${JSON.stringify(f)}`}
            groupe={f}
            niveau={niveau + 1}
            colonnes={colonnes}
            catalogue={catalogue}
            onChange={(g) => remplacer(i, g)}
          />
        ),
      )}
      <Button small icon="ajouter" kind="discret" onClick={() => setOuverte({ rang: undefined })}>
        {niveau === 1 ? 'Ajouter une condition' : 'Ajouter au groupe'}
      </Button>
      {niveau === 1 && filtres.length > 0 && (
        <>
          <Button small icon="ajouter" kind="discret" onClick={() => setOuverte({ rang: undefined, enGroupe: true })}>
            Ajouter un groupe
          </Button>
          <Button small kind="discret" onClick={() => onChange(undefined)}>
            Effacer les conditions
          </Button>
        </>
      )}
      <Dialog
        title={enCours ? 'Changer la condition' : 'Ajouter une condition'}
        open={ouverte !== undefined}
        onClose={() => setOuverte(undefined)}
      >
        <FenetreCondition
          depart={Array.isArray(enCours) ? enCours : undefined}
          colonnes={colonnes}
          catalogue={catalogue}
          onValider={valider}
        />
      </Dialog>
    </div>
  )
}

function Puce({
  condition,
  catalogue,
  ouvrir,
  retirer,
}: {
  condition: Condition
  catalogue: Catalogue
  ouvrir: () => void
  retirer: () => void
}) {
  const [champ] = condition
  const choix = catalogue.get(champ)?.genre === 'choix' && condition.length > 2
  const { data } = useRead(listerValeurs, { query: { champ } }, { enabled: choix })
  const phrase = phraseDeCondition(
    condition,
    catalogue,
    (_, code) => data?.elements.find((v) => v.code === code)?.libelle,
  )
  return (
    <span className={css.puce}>
      <button type="button" onClick={ouvrir}>
        {phrase}
      </button>
      <button type="button" onClick={retirer} aria-label={`Retirer la condition ${phrase}`}>
        <Icone nom="effacer" taille={14} />
      </button>
    </span>
  )
}
