import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { TextField } from '#web/ui/champs.tsx'
import css from './Recherche.module.css'

export type Proposition<V> = { cle: string; libelle: string; detail: string; valeur: V }

type Props<V> = {
  id: string
  label: ReactNode
  help?: ReactNode
  error?: string
  optional?: boolean
  /** What is shown in the box: the chosen thing, or what is being typed. */
  texte: string
  choisi: boolean
  /** A text that matches nothing known is an answer too. */
  libre?: boolean
  ecrire: (texte: string) => void
  choisir: (valeur: V) => void
  chercher: (recherche: string, signal: AbortSignal) => Promise<Proposition<V>[]>
  quitter?: () => void
  autoComplete?: string
  /** Signs from which one searches; 2 when absent. */
  minimum?: number
  /** Milliseconds after the last key; a service outside is spared more than our own. */
  attente?: number
}

/**
 * One thing found by its name, the combobox of ARIA: arrows walk through what is proposed, Enter takes it, Escape closes.
 * Waits a little after the last key; when the network is away it says so and lets one go on.
 */
export function Recherche<V>(p: Props<V>) {
  const { propositions, etat, active, setActive, ouvrir, fermer } = usePropositions(p)
  const liste = useId()
  const prendre = ({ valeur }: Proposition<V>) => {
    p.choisir(valeur)
    fermer()
  }
  const auClavier = (e: KeyboardEvent<HTMLInputElement>) => {
    if (e.key === 'Escape' && propositions.length > 0) {
      e.preventDefault()
      fermer()
    }
    const choisie = propositions[active]
    if (e.key === 'Enter' && choisie) {
      e.preventDefault()
      prendre(choisie)
    }
    if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && propositions.length > 0) {
      e.preventDefault()
      const pas = e.key === 'ArrowDown' ? 1 : -1
      setActive((active + pas + propositions.length) % propositions.length)
    }
  }
  const partir = () => {
    // The name written whole and known once: it is what one meant.
    const memes = propositions.filter((x) => sansAccent(x.libelle) === sansAccent(p.texte))
    const [seule] = memes
    if (seule && memes.length === 1 && !p.choisi) p.choisir(seule.valeur)
    fermer()
    p.quitter?.()
  }
  return (
    <div className={css.recherche}>
      <TextField
        id={p.id}
        label={p.label}
        help={p.help}
        error={p.error}
        optional={p.optional}
        role="combobox"
        aria-expanded={propositions.length > 0}
        aria-controls={liste}
        aria-autocomplete="list"
        aria-activedescendant={propositions[active] && `${liste}-${active}`}
        autoComplete={p.autoComplete ?? 'off'}
        spellCheck={false}
        value={p.texte}
        onChange={(e) => {
          p.ecrire(e.target.value)
          ouvrir(e.target.value)
        }}
        onKeyDown={auClavier}
        onBlur={partir}
      />
      <div className={css.ancre}>
        <div
          id={liste}
          role="listbox"
          aria-label="Propositions"
          hidden={propositions.length === 0}
          className={css.liste}
        >
          {propositions.map((x, i) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box, which names the active option
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box
            <div
              key={x.cle}
              id={`${liste}-${i}`}
              role="option"
              aria-selected={i === active}
              className={css.option}
              // Before the box loses the focus, which would close the list under the pointer.
              onMouseDown={(e) => e.preventDefault()}
              onClick={() => prendre(x)}
            >
              {x.libelle} <span className="petit discret">{x.detail}</span>
            </div>
          ))}
        </div>
      </div>
      <p className={etat.visible ? 'petit discret' : 'lecteur-seul'} role="status">
        {etat.texte}
      </p>
    </div>
  )
}

const RIEN = { texte: '', visible: false }

function usePropositions<V>({
  chercher,
  libre,
  minimum = 2,
  attente = 200,
}: Pick<Props<V>, 'chercher' | 'libre' | 'minimum' | 'attente'>) {
  const [cherche, setCherche] = useState('')
  const [propositions, setPropositions] = useState<Proposition<V>[]>([])
  const [active, setActive] = useState(-1)
  const [etat, setEtat] = useState(RIEN)
  const demander = useRef(chercher)
  demander.current = chercher
  useEffect(() => {
    if (cherche.trim().length < minimum) {
      setPropositions([])
      setEtat(RIEN)
      return
    }
    const abandon = new AbortController()
    const minuterie = setTimeout(async () => {
      try {
        const trouvees = await demander.current(cherche.trim(), abandon.signal)
        if (abandon.signal.aborted) return
        setPropositions(trouvees)
        setActive(-1)
        setEtat(direCombien(trouvees.length, libre === true))
      } catch {
        if (abandon.signal.aborted) return
        setPropositions([])
        setEtat({ texte: libre ? SANS_LISTE_LIBRE : SANS_LISTE, visible: true })
      }
    }, attente)
    return () => {
      clearTimeout(minuterie)
      abandon.abort()
    }
  }, [cherche, libre, minimum, attente])
  return {
    propositions,
    etat,
    active,
    setActive,
    ouvrir: setCherche,
    fermer: () => {
      setCherche('')
      setActive(-1)
    },
  }
}

const SANS_LISTE = 'La liste ne répond pas : réessayez dans un instant.'
const SANS_LISTE_LIBRE = 'La liste ne répond pas : continuez, ce que vous écrivez suffit.'

function direCombien(n: number, libre: boolean): { texte: string; visible: boolean } {
  if (n === 0)
    return {
      texte: libre ? 'Rien de tel dans la liste : ce que vous écrivez suffit.' : 'Rien ne correspond.',
      visible: true,
    }
  return { texte: `${n} proposition${n > 1 ? 's' : ''}, flèches pour choisir.`, visible: false }
}

const sansAccent = (texte: string): string =>
  texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s’'-]+/g, ' ')
    .trim()
    .toLowerCase()
