import { type KeyboardEvent, memo, type PointerEventHandler } from 'react'
import type { Champ, Etape } from '#domain/formulaire/definition.ts'
import { entreeDe } from '#domain/formulaire/palette.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icone } from '#web/ui/Icone.tsx'
import css from './atelier.module.css'
import { useAtelier, useGeste } from './atelier.ts'
import { iconeDe } from './icones.ts'

export type Prendre = (quoi: { type: string } | { id: string }, mots: string) => PointerEventHandler<HTMLElement>

/** The étapes as columns, the questions as cards. The state of each card is in its words, not in its colour alone. */
export function Colonnes({ prendre, fautifs }: { prendre: Prendre; fautifs: ReadonlyMap<string, string> }) {
  const { etat, geste } = useAtelier()
  const { ebauche, selection } = etat
  return (
    <section className={css.colonnes} aria-label="Étapes du formulaire">
      {ebauche.etapes.map((etape, n) => (
        <Colonne
          key={etape.id}
          etape={etape}
          numero={n + 1}
          choisi={selection.id === etape.id || contient(etape, selection.id) ? selection.id : undefined}
          fautifs={fautesDe(etape, fautifs)}
          prendre={prendre}
        />
      ))}
      <div className={css.ajoutEtape}>
        <Button icon="ajouter" onClick={() => geste.ajouterEtape()}>
          Ajouter une étape
        </Button>
      </div>
    </section>
  )
}

const contient = (etape: Etape, id: string): boolean =>
  etape.champs.some((c) => c.id === id || (c.type === 'bloc_repetable' && c.champs.some((i) => i.id === id)))

/** The faults of one étape, as text: a column is drawn again only when its own change. */
const fautesDe = (etape: Etape, fautifs: ReadonlyMap<string, string>): string => {
  const siennes: [string, string][] = []
  const noter = (id: string) => {
    const message = fautifs.get(id)
    if (message) siennes.push([id, message])
  }
  noter(`etape:${etape.id}`)
  for (const c of etape.champs) {
    noter(c.id)
    if (c.type === 'bloc_repetable') for (const i of c.champs) noter(i.id)
  }
  return siennes.length ? JSON.stringify(siennes) : ''
}

type ColonneProps = { etape: Etape; numero: number; choisi?: string; fautifs: string; prendre: Prendre }

const Colonne = memo(function Colonne({ etape, numero, choisi, fautifs, prendre }: ColonneProps) {
  const geste = useGeste()
  const fautes = new Map<string, string>(fautifs ? (JSON.parse(fautifs) as [string, string][]) : [])
  const faute = fautes.get(`etape:${etape.id}`)
  return (
    <section className={css.colonne} aria-label={`Étape ${numero} : ${etape.titre || 'sans titre'}`}>
      <button
        type="button"
        id={`atelier-etape-${etape.id}`}
        className={`${css.enteteEtape} ${choisi === etape.id ? css.choisi : ''} ${faute ? css.fautif : ''}`}
        aria-pressed={choisi === etape.id}
        onClick={() => geste.choisir({ genre: 'etape', id: etape.id })}
        onKeyDown={(e) => geste.touche(e, { genre: 'etape', id: etape.id })}
      >
        <span>
          <span className={css.genre}>Étape {numero}</span>
          <strong>{etape.titre || 'Sans titre'}</strong>
          {etape.condition && <span className={css.genre}>Sous condition</span>}
          {etape.face && <span className={css.agents}>Agents seulement</span>}
        </span>
        {faute && <Faute message={faute} />}
      </button>
      <Liste champs={etape.champs} choisi={choisi} fautes={fautes} prendre={prendre} />
      <div data-cible="fin" data-etape={etape.id} className={css.fin}>
        {etape.champs.length === 0 ? 'Étape vide : déposez ici une question, ou choisissez-la dans la palette.' : ''}
      </div>
    </section>
  )
})

type ListeProps = {
  champs: readonly Champ[]
  choisi?: string
  fautes: ReadonlyMap<string, string>
  prendre: Prendre
}

function Liste({ champs, choisi, fautes, prendre }: ListeProps) {
  return (
    <ul className={css.cartes}>
      {champs.map((champ) => (
        <li key={champ.id}>
          <Carte champ={champ} choisi={choisi === champ.id} faute={fautes.get(champ.id)} prendre={prendre} />
          {champ.type === 'bloc_repetable' && (
            <div className={css.dansBloc}>
              <Liste champs={champ.champs} choisi={choisi} fautes={fautes} prendre={prendre} />
              <div data-cible="fin" data-bloc={champ.id} className={css.fin}>
                {champ.champs.length === 0 ? 'Bloc vide : déposez ici une question.' : ''}
              </div>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

type CarteProps = { champ: Champ; choisi: boolean; faute?: string; prendre: Prendre }

const Carte = memo(function Carte({ champ, choisi, faute, prendre }: CarteProps) {
  const geste = useGeste()
  const entree = entreeDe(champ.type)
  const selection = { genre: 'champ', id: champ.id } as const
  const obligatoire = 'obligatoire' in champ && champ.obligatoire
  return (
    <button
      type="button"
      id={`atelier-champ-${champ.id}`}
      data-cible="champ"
      data-id={champ.id}
      className={`${css.carte} ${choisi ? css.choisi : ''} ${faute ? css.fautif : ''}`}
      aria-pressed={choisi}
      aria-describedby="atelier-mode-emploi"
      onClick={() => geste.choisir(selection)}
      onKeyDown={(e: KeyboardEvent) => geste.touche(e, selection)}
      onPointerDown={prendre({ id: champ.id }, champ.libelle || entree.libelle)}
    >
      <Icone nom={iconeDe(entree.icone)} taille={18} />
      <span className={css.corpsCarte}>
        <span className={css.libelle}>{champ.libelle || 'Sans libellé'}</span>
        <span className={css.genre}>
          {entree.libelle}
          {obligatoire === true && ' · obligatoire'}
          {typeof obligatoire === 'object' && ' · obligatoire selon une condition'}
          {champ.condition && ' · sous condition'}
          {champ.face && <span className={css.agents}>Agents seulement</span>}
        </span>
        {faute && <Faute message={faute} />}
      </span>
    </button>
  )
})

function Faute({ message }: { message: string }) {
  return (
    <span className={css.faute}>
      <Icone nom="alerte" taille={16} />
      <span className="lecteur-seul">À corriger : </span>
      {message}
    </span>
  )
}
