import { type ReactNode, useDeferredValue, useEffect, useMemo, useReducer, useState } from 'react'
import { constater, type Remarque } from '#domain/formulaire/constat.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import { champsDe, trouverChamp } from '#domain/formulaire/edition.ts'
import { planDe } from '#domain/formulaire/plan.ts'
import type { Atelier as Donnees } from '#domain/teleservices/api-formulaires.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { dateHeure } from '#web/ui/format.ts'
import { useGlisser } from '#web/ui/glisser.ts'
import { Tabs } from '#web/ui/Tabs.tsx'
import { Apercu } from './Apercu.tsx'
import css from './atelier.module.css'
import { AtelierCourant, type Geste, GesteFournisseur, useGestes } from './atelier.ts'
import { Chemins } from './Chemins.tsx'
import { Colonnes } from './Colonnes.tsx'
import { commencer, reduire } from './historique.ts'
import { Palette } from './Palette.tsx'
import { Points } from './Points.tsx'
import { Proprietes } from './Proprietes.tsx'
import { Recherche } from './Recherche.tsx'
import { type Sauvegarde, useSauvegarde } from './useSauvegarde.ts'

type Brouillon = NonNullable<Donnees['brouillon']>
type Props = {
  code: string
  brouillon: Brouillon
  /** Reads the draft that someone else has saved. */
  relire: () => void
  /** What stands beside the undo buttons; it may ask that all be saved first. */
  actions: (sauvegarde: Sauvegarde, defauts: number) => ReactNode
}

/** The builder: palette, form, properties; the pointer, the keys and the buttons do the same things. */
export function Atelier({ code, brouillon, relire, actions }: Props) {
  const [etat, dispatch] = useReducer(reduire, brouillon.definition, commencer)
  const geste = useGestes(etat, dispatch)
  const sauvegarde = useSauvegarde(code, etat.ebauche, { revision: brouillon.revision, le: brouillon.modifie_le })
  // The move is drawn first; what it breaks is told right after.
  const calme = useDeferredValue(etat.ebauche)
  const constat = useMemo(() => constater(calme), [calme])
  const fautifs = useMemo(() => parObjet(constat.defauts), [constat])
  const [onglet, setOnglet] = useState('proprietes')
  const prendre = useGlisser<{ type: string } | { id: string }>((quoi, cible, apres) =>
    poser(geste, etat.ebauche, quoi, cible, apres),
  )
  useEffect(() => ecouterClavier(geste), [geste])
  const ici =
    etat.selection.genre === 'champ' ? planDe(etat.ebauche).get(etat.selection.id)?.etape.id : etat.selection.id
  const courant = useMemo(() => ({ etat, geste }), [etat, geste])
  const points = constat.defauts.length + constat.avertissements.length
  return (
    <GesteFournisseur value={geste}>
      <AtelierCourant value={courant}>
        <div className="rang entre">
          <div className="rang">
            <Button small icon="retour" disabled={etat.passe.length === 0} onClick={geste.annuler}>
              Annuler
            </Button>
            <Button small disabled={etat.futur.length === 0} onClick={geste.retablir}>
              Rétablir
            </Button>
            <Button small onClick={() => geste.choisir({ genre: 'formulaire', id: 'formulaire' })}>
              Formulaire et règles
            </Button>
            <EtatDeSauvegarde sauvegarde={sauvegarde} />
          </div>
          <div className="rang">{actions(sauvegarde, constat.defauts.length)}</div>
        </div>
        {(sauvegarde.etat === 'conflit' || sauvegarde.etat === 'refus') && (
          <Alert kind="danger" title="Vos derniers changements ne sont pas enregistrés.">
            <p>{sauvegarde.message}</p>
            <Button small onClick={relire}>
              Reprendre la version enregistrée
            </Button>
          </Alert>
        )}
        <p id="atelier-mode-emploi" className="lecteur-seul">
          Flèches haut et bas : aller d’une carte à l’autre. Alt et flèches haut ou bas : déplacer. Alt et flèches
          gauche ou droite : changer d’étape. Suppr : supprimer. Ctrl D : dupliquer.
        </p>
        <p className="lecteur-seul" role="status" aria-live="polite">
          <span key={etat.annonce.rang}>{etat.annonce.texte}</span>
        </p>
        <div className={css.plan}>
          <Palette prendre={prendre} />
          <div className="pile">
            <Recherche />
            <Colonnes prendre={prendre} fautifs={fautifs} />
          </div>
          <section className={css.droite} aria-label="Propriétés et aperçu">
            <Tabs
              label="Propriétés et aperçu"
              current={onglet}
              onChange={setOnglet}
              tabs={[
                {
                  key: 'proprietes',
                  label: 'Propriétés',
                  panel: () => (
                    <div className="pile">
                      <Proprietes defauts={constat.defauts} />
                    </div>
                  ),
                },
                { key: 'chemins', label: 'Chemins', panel: () => <Chemins definition={calme} /> },
                { key: 'apercu', label: 'Aperçu', panel: () => <Apercu definition={calme} etape={ici} /> },
                {
                  key: 'points',
                  label: `À corriger (${points})`,
                  panel: () => (
                    <Points
                      defauts={constat.defauts}
                      avertissements={constat.avertissements}
                      aller={() => setOnglet('proprietes')}
                    />
                  ),
                },
              ]}
            />
          </section>
        </div>
      </AtelierCourant>
    </GesteFournisseur>
  )
}

/** By champ id, or `etape:` and the id of an étape: the first thing to say. */
function parObjet(defauts: readonly Remarque[]): ReadonlyMap<string, string> {
  const carte = new Map<string, string>()
  for (const d of defauts) {
    const cle = d.champ ?? `etape:${d.etape}`
    if (!carte.has(cle)) carte.set(cle, d.message)
  }
  return carte
}

function poser(
  geste: Geste,
  ebauche: Ebauche,
  quoi: { type: string } | { id: string },
  cible: HTMLElement,
  apres: boolean,
): void {
  const { id, etape, bloc } = cible.dataset
  const place = id === undefined ? undefined : trouverChamp(ebauche, id)
  const dansBloc = bloc === undefined ? undefined : trouverChamp(ebauche, bloc)
  const lieu = place?.lieu ?? (dansBloc && bloc ? { etape: dansBloc.lieu.etape, bloc } : etape && { etape })
  if (!lieu) return
  const rang = place ? place.rang + (apres ? 1 : 0) : (champsDe(ebauche, lieu)?.length ?? 0)
  if ('type' in quoi) geste.ajouter(quoi.type, { lieu, rang })
  else geste.deplacerVers(quoi.id, lieu, rang)
}

/** Undo and redo everywhere in the builder; an input being typed in keeps them too, as one history. */
function ecouterClavier(geste: Geste): () => void {
  const ecouter = (e: KeyboardEvent) => {
    if (!(e.ctrlKey || e.metaKey) || e.altKey) return
    const touche = e.key.toLowerCase()
    const retablir = touche === 'y' || (touche === 'z' && e.shiftKey)
    if (!retablir && touche !== 'z') return
    e.preventDefault()
    if (retablir) geste.retablir()
    else geste.annuler()
  }
  window.addEventListener('keydown', ecouter)
  return () => window.removeEventListener('keydown', ecouter)
}

function EtatDeSauvegarde({ sauvegarde: { etat, le } }: { sauvegarde: Sauvegarde }) {
  const mots = {
    a_jour: `Enregistré le ${dateHeure(le)}`,
    en_cours: 'Enregistrement…',
    en_attente: 'Hors ligne : nouvel essai dans un instant',
    conflit: 'Non enregistré',
    refus: 'Non enregistré',
  }[etat]
  return <span className="petit discret">{mots}</span>
}
