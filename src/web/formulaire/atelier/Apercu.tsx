import { type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Definition } from '#domain/formulaire/definition.ts'
import { vueUsager } from '#domain/formulaire/faces.ts'
import { deplier } from '#domain/formulaire/nommees.ts'
import { proposition } from '#domain/formulaire/phrases.ts'
import { planDe } from '#domain/formulaire/plan.ts'
import { recapitulatif } from '#domain/formulaire/recapitulatif.ts'
import { Button } from '#web/ui/Button.tsx'
import { Tabs } from '#web/ui/Tabs.tsx'
import { Etape } from '../Etape.tsx'
import { Reponses } from '../Reponses.tsx'
import { type Remplissage, RemplissageCourant } from '../useRemplissage.ts'
import css from './atelier.module.css'
import { ChoixDEtablissement } from './ChoixDEtablissement.tsx'
import { Remplir } from './Remplir.tsx'
import { useEssai } from './useEssai.ts'

/** The draft as it will be lived: filled by the real filler, in memory. Nothing is sent, nothing is counted. */
export function Apercu({ definition: nommante, etape }: { definition: Definition; etape?: string }) {
  const definition = deplier(nommante)
  const [onglet, setOnglet] = useState('usager')
  const essai = useEssai(vueUsager(definition))
  return (
    <RemplissageCourant value={essai}>
      <ChoixDEtablissement definition={essai.definition} recommencer={essai.recommencer} />
      <Tabs
        label="Aperçu"
        current={onglet}
        onChange={setOnglet}
        tabs={[
          { key: 'usager', label: 'Usager', panel: () => <Remplir essai={essai} etape={etape} /> },
          {
            key: 'mobile',
            label: 'Mobile',
            panel: () => (
              <Telephone>
                <RemplissageCourant value={essai}>
                  <Remplir essai={essai} etape={etape} />
                </RemplissageCourant>
              </Telephone>
            ),
          },
          { key: 'agent', label: 'Agent', panel: () => <VueAgent definition={definition} essai={essai} /> },
          { key: 'voit', label: 'Qui voit quoi', panel: () => <QuiVoitQuoi essai={essai} /> },
        ]}
      />
      <div>
        <Button small icon="recharger" onClick={() => essai.recommencer()}>
          Vider les réponses d’essai
        </Button>
      </div>
    </RemplissageCourant>
  )
}

function VueAgent({ definition, essai }: { definition: Definition; essai: Remplissage }) {
  const agents = useEssai(definition, essai.i.reponses)
  const etapes = recapitulatif(essai.definition, essai.i.reponses).map((e) => ({
    ...e,
    lignes: e.lignes.map(({ chemin, ...l }) => ({ ...l, champ: chemin })),
  }))
  return (
    <div className={css.apercu}>
      <p className="petit discret">Ce que lit l’instructeur, avec vos réponses d’essai.</p>
      <Reponses etapes={etapes} />
      {agents.parcours.etapes.length > 0 && (
        <RemplissageCourant value={agents}>
          <h3>Ce que remplit l’instructeur</h3>
          {agents.parcours.etapes.map((etape) => (
            <section key={etape.id} className="pile">
              <h4>{etape.titre}</h4>
              <Etape etape={etape} />
            </section>
          ))}
        </RemplissageCourant>
      )}
    </div>
  )
}

/** For the answers given, each question of the form: shown or not, and why not. */
function QuiVoitQuoi({ essai }: { essai: Remplissage }) {
  const { definition, parcours } = essai
  const vus = new Set(parcours.etapes.flatMap((e) => e.champs.map((c) => c.champ.id)))
  const raison = (id: string): string => {
    const place = planDe(definition).get(id)
    const etape = parcours.etapes.find((e) => e.id === place?.etape.id)
    if (etape?.etat === 'sans_objet' && place?.etape.condition)
      return `l’étape apparaît si ${proposition(place.etape.condition, definition)}`
    return place?.champ.condition ? `apparaît si ${proposition(place.champ.condition, definition)}` : ''
  }
  return (
    <div className={css.apercu}>
      <p className="petit discret">
        Avec vos réponses d’essai, {vus.size} éléments apparaissent. Changez les réponses dans l’onglet Usager pour
        explorer un autre chemin.
      </p>
      {definition.etapes.map((e) => (
        <section key={e.id}>
          <h4>{e.titre}</h4>
          <ul className={css.remarques}>
            {e.champs.map((c) => (
              <li key={c.id} className="petit">
                <strong>{vus.has(c.id) ? 'Apparaît' : 'Caché'}</strong> · {c.libelle || 'Sans libellé'}
                {!vus.has(c.id) && <span className="discret"> ({raison(c.id)})</span>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** A real small window: what is inside answers to its own width, as on a phone. */
function Telephone({ children }: { children: ReactNode }) {
  const cadre = useRef<HTMLIFrameElement>(null)
  const [corps, setCorps] = useState<HTMLElement>()
  useEffect(() => {
    const dedans = cadre.current?.contentDocument
    if (!dedans) return
    for (const style of document.querySelectorAll('link[rel="stylesheet"], style'))
      dedans.head.append(style.cloneNode(true))
    dedans.documentElement.lang = 'fr'
    dedans.title = 'Aperçu sur mobile'
    const { theme } = document.documentElement.dataset
    if (theme) dedans.documentElement.dataset.theme = theme
    dedans.body.style.padding = '1rem'
    setCorps(dedans.body)
  }, [])
  return (
    <>
      <iframe ref={cadre} className={css.mobile} title="Aperçu sur mobile" />
      {corps && createPortal(children, corps)}
    </>
  )
}
