import { type CSSProperties, useId } from 'react'
import type { Comparaison, Condition, Operateur, Scalaire } from '#domain/formulaire/conditions.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import { proposition } from '#domain/formulaire/phrases.ts'
import { grandeurDuChamp } from '#domain/formulaire/plan.ts'
import { typeDe } from '#domain/formulaire/types/registre.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { useAtelier } from './atelier.ts'
import { LigneNommee } from './LigneNommee.tsx'
import css from './reglages.module.css'
import { SaisieValeur } from './SaisieValeur.tsx'

type Props = {
  /** « Cette question apparaît », « Cette étape apparaît »… */
  debut: string
  condition: Condition | undefined
  /** The questions placed before: no other may be asked. */
  sources: readonly Champ[]
  faute?: string
  onChange: (condition: Condition | undefined) => void
}

/** A condition written as a sentence, with native lists: « Cette question apparaît si … est … et … ». */
export function ConditionPhrase({ debut, condition, sources, faute, onChange }: Props) {
  const { etat } = useAtelier()
  const premiere = sources[0]
  return (
    <fieldset className={css.groupe}>
      <legend>{debut}…</legend>
      <label className={css.phrase}>
        <span className="lecteur-seul">{debut}</span>
        <select
          value={condition ? 'si' : 'toujours'}
          onChange={(e) => onChange(e.target.value === 'si' && premiere ? groupe([comparer(premiere)]) : undefined)}
        >
          <option value="toujours">toujours</option>
          {(premiere || condition) && <option value="si">si…</option>}
        </select>
      </label>
      {!premiere && !condition && <p className="petit discret">Aucune question placée avant ne peut servir ici.</p>}
      {condition && <Noeud condition={condition} sources={sources} onChange={onChange} niveau={0} />}
      {condition && (
        <p className={`${css.lue} ${faute ? css.fautif : ''}`}>
          {debut} si {proposition(condition, etat.ebauche)}.{faute && <strong className={css.faute}>{faute}</strong>}
        </p>
      )}
    </fieldset>
  )
}

const groupe = (parties: Condition[]): Condition => {
  const [seule] = parties
  return seule && parties.length === 1 ? seule : { et: parties }
}

/** « rempli » suits every type; a first choice that is already true to the type is better. */
function comparer(champ: Champ): Comparaison {
  const { operateurs } = typeDe(champ)
  if (operateurs.includes('egal')) return { champ: champ.id, op: 'egal', valeur: valeurDe(champ) }
  if (operateurs.includes('contient') && 'options' in champ)
    return { champ: champ.id, op: 'contient', valeur: valeurDe(champ) }
  return { champ: champ.id, op: 'rempli' }
}

function valeurDe(champ: Champ): Scalaire {
  if ('options' in champ) return (champ.options as readonly { valeur: string }[])[0]?.valeur ?? ''
  if (['oui_non', 'case', 'attestation'].includes(champ.type)) return true
  return grandeurDuChamp(champ) ? 0 : ''
}

const LIENS = {
  et: 'toutes sont vraies',
  ou: 'au moins une est vraie',
  ni: 'aucune n’est vraie',
  pas: 'pas toutes vraies',
}
type Lien = keyof typeof LIENS

/** A group with its link; a lone comparison is a group of one. */
function ouvrir(condition: Condition): { lien: Lien; parties: Condition[] } {
  if ('et' in condition) return { lien: 'et', parties: condition.et }
  if ('ou' in condition) return { lien: 'ou', parties: condition.ou }
  if (!('non' in condition)) return { lien: 'et', parties: [condition] }
  const { non } = condition
  if ('ou' in non) return { lien: 'ni', parties: non.ou }
  return 'et' in non ? { lien: 'pas', parties: non.et } : { lien: 'ni', parties: [non] }
}

function fermer(lien: Lien, parties: Condition[]): Condition | undefined {
  if (parties.length === 0) return undefined
  if (lien === 'et') return groupe(parties)
  if (lien === 'ou') return { ou: parties }
  return { non: lien === 'ni' ? { ou: parties } : { et: parties } }
}

type NoeudProps = {
  condition: Condition
  sources: readonly Champ[]
  onChange: (condition: Condition | undefined) => void
  niveau: number
}

function Noeud({ condition, sources, onChange, niveau }: NoeudProps) {
  const { lien, parties } = ouvrir(condition)
  const premiere = sources[0]
  const nommees = useAtelier().etat.ebauche.conditions ?? []
  const changer = (suite: Condition[]) => onChange(fermer(lien, suite))
  return (
    <div className="pile" style={{ '--ecart': '0.5rem' } as CSSProperties}>
      {(parties.length > 1 || lien !== 'et') && (
        <label className={css.phrase}>
          <span className="petit">Parmi ces conditions,</span>
          <select value={lien} onChange={(e) => onChange(fermer(e.target.value as Lien, parties))}>
            {Object.entries(LIENS).map(([cle, mots]) => (
              <option key={cle} value={cle}>
                {mots}
              </option>
            ))}
          </select>
        </label>
      )}
      {parties.map((partie, i) => {
        const remplacer = (c: Condition | undefined) => changer(c ? parties.with(i, c) : parties.toSpliced(i, 1))
        // Conditions have no id: their place is their identity.
        const cle = `${niveau}-${i}`
        if ('nommee' in partie) return <LigneNommee key={cle} nommee={partie.nommee} onChange={remplacer} />
        return 'champ' in partie ? (
          <Ligne key={cle} comparaison={partie} sources={sources} onChange={remplacer} />
        ) : (
          <fieldset key={cle} className={css.groupe}>
            <legend>Groupe {i + 1}</legend>
            <Noeud condition={partie} sources={sources} onChange={remplacer} niveau={niveau + 1} />
          </fieldset>
        )
      })}
      {premiere && (
        <div className="rang">
          <Button small icon="ajouter" onClick={() => changer([...parties, comparer(premiere)])}>
            Condition
          </Button>
          {nommees[0] && (
            <Button small icon="ajouter" onClick={() => nommees[0] && changer([...parties, { nommee: nommees[0].id }])}>
              Condition nommée
            </Button>
          )}
          {niveau < 3 && (
            <Button
              small
              icon="ajouter"
              onClick={() => changer([...parties, { ou: [comparer(premiere), comparer(premiere)] }])}
            >
              Groupe
            </Button>
          )}
          {lien === 'et' && parties.length === 1 && (
            <Button small onClick={() => onChange({ non: { ou: parties } })}>
              Sauf si
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

const OPERATEURS: Record<Operateur, string> = {
  egal: 'est',
  different: 'n’est pas',
  parmi: 'est parmi',
  contient: 'contient',
  superieur: 'dépasse',
  au_moins: 'est au moins',
  inferieur: 'est en dessous de',
  au_plus: 'est au plus',
  rempli: 'est renseigné',
  vide: 'n’est pas renseigné',
}
const DES_JOURS: Partial<Record<Operateur, string>> = {
  superieur: 'est après le',
  au_moins: 'n’est pas avant le',
  inferieur: 'est avant le',
  au_plus: 'n’est pas après le',
}

type LigneProps = { comparaison: Comparaison; sources: readonly Champ[]; onChange: (c: Condition | undefined) => void }

function Ligne({ comparaison, sources, onChange }: LigneProps) {
  const id = useId()
  const champ = sources.find((c) => c.id === comparaison.champ)
  const operateurs = champ ? typeDe(champ).operateurs : [comparaison.op]
  const changerOp = (op: Operateur) => {
    if (!champ) return
    if (op === 'rempli' || op === 'vide') return onChange({ champ: champ.id, op })
    const avant = 'valeur' in comparaison ? comparaison.valeur : valeurDe(champ)
    const seule = Array.isArray(avant) ? (avant[0] ?? valeurDe(champ)) : avant
    onChange(op === 'parmi' ? { champ: champ.id, op, valeur: [seule] } : { champ: champ.id, op, valeur: seule })
  }
  return (
    <div className={css.phrase}>
      <select
        aria-label="Question"
        value={champ ? comparaison.champ : ''}
        onChange={(e) => {
          const choisie = sources.find((c) => c.id === e.target.value)
          if (choisie) onChange(comparer(choisie))
        }}
      >
        {!champ && <option value="">« {comparaison.champ} » (à remplacer)</option>}
        {sources.map((c) => (
          <option key={c.id} value={c.id}>
            {c.libelle || c.id}
          </option>
        ))}
      </select>
      <select
        id={id}
        aria-label="Comparaison"
        value={comparaison.op}
        onChange={(e) => changerOp(e.target.value as Operateur)}
      >
        {operateurs.map((op) => (
          <option key={op} value={op}>
            {(champ?.type === 'date' && DES_JOURS[op]) || OPERATEURS[op]}
          </option>
        ))}
      </select>
      {champ && 'valeur' in comparaison && <SaisieValeur champ={champ} comparaison={comparaison} onChange={onChange} />}
      <IconButton small icon="supprimer" label="Retirer cette condition" onClick={() => onChange(undefined)} />
    </div>
  )
}
