import { useIsFetching } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Dossier } from '#domain/dossiers/api.ts'
import { lireInstruction } from '#domain/instruction/api.ts'
import { lireAnnotations } from '#domain/instruction/api-annotations.ts'
import type { Instruction } from '#domain/instruction/suivi.ts'
import { useRead, useRemember } from '#web/call.ts'
import { type Tab, Tabs } from '#web/ui/Tabs.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { Actions } from './Actions.tsx'
import { DonneesDInstruction } from './DonneesDInstruction.tsx'
import { EnTete } from './EnTete.tsx'
import { Etablissement } from './Etablissement.tsx'
import { FenetreOuverte } from './FenetreOuverte.tsx'
import { Guide } from './Guide.tsx'
import { Historique } from './Historique.tsx'
import css from './Instruction.module.css'
import { Messages } from './Messages.tsx'
import { Pieces } from './Pieces.tsx'
import { Reponses } from './Reponses.tsx'
import type { Fenetre, Tenue } from './tenue.ts'
import type { Vue } from './vue.ts'

type Props = { cle: string; dossier: Dossier; instruction: Instruction }

/** A dossier that was read: where it is, what can be done, what it says, and what was written about it. */
export function DossierOuvert({ cle, dossier, instruction }: Props) {
  const [fenetre, setFenetre] = useState<Fenetre | null>(null)
  const retenir = useRemember()
  const dire = useToast()
  const suite = useRef<HTMLHeadingElement>(null)
  const [faits, setFaits] = useState(0)
  useEffect(() => {
    // The button that was pressed may be gone: what can be done next takes the focus. The window has given it back to
    // that button just before, in its own effect.
    if (faits > 0) suite.current?.focus()
  }, [faits])
  const tenue: Tenue = {
    cle,
    dossier,
    instruction,
    ouvrir: setFenetre,
    fait: (nouvelle, phrase, annuler) => {
      retenir(lireInstruction, { params: { cle } }, nouvelle)
      setFenetre(null)
      dire(phrase, annuler && { label: 'Annuler', run: annuler })
      setFaits((n) => n + 1)
    },
  }
  return (
    <>
      <EnTete tenue={tenue} />
      <Guide tenue={tenue} />
      <div className={css.corps}>
        <div className={css.travail}>
          <Actions tenue={tenue} titre={suite} />
          <Onglets tenue={tenue} />
        </div>
        <Messages cle={cle} sans_compte={dossier.sans_compte} />
      </div>
      <FenetreOuverte fenetre={fenetre} tenue={tenue} fermer={() => setFenetre(null)} />
    </>
  )
}

function Onglets({ tenue }: { tenue: Tenue }) {
  const recherche = useSearch({ strict: false }) as Vue & { onglet?: string }
  const naviguer = useNavigate()
  const [papier, imprimer] = usePapier()
  const { dossier, instruction } = tenue
  const jointes = dossier.pieces.length + instruction.demandes_de_pieces.reduce((n, d) => n + d.pieces.length, 0)
  const agents = useRead(lireAnnotations, { params: { cle: tenue.cle } })
  const onglets: Tab[] = [
    { key: 'reponses', label: 'Réponses', panel: () => <Reponses dossier={dossier} /> },
    ...(agents.data?.annotations
      ? [
          {
            key: 'instruction',
            label: 'Données d’instruction',
            panel: () => <DonneesDInstruction key={tenue.cle} cle={tenue.cle} />,
          },
        ]
      : []),
    { key: 'pieces', label: `Pièces (${jointes})`, panel: () => <Pieces tenue={tenue} /> },
    { key: 'historique', label: 'Historique', panel: () => <Historique cle={tenue.cle} instruction={instruction} /> },
    { key: 'etablissement', label: 'Établissement', panel: () => <Etablissement dossier={dossier} /> },
  ]
  return (
    <section className={css.carte} aria-label="Contenu du dossier">
      <Tabs
        label="Contenu du dossier"
        tabs={onglets}
        current={recherche.onglet ?? 'reponses'}
        onChange={(onglet) =>
          void naviguer({
            to: '/gestion/dossiers/$cle',
            params: { cle: tenue.cle },
            search: { ...recherche, onglet: onglet === 'reponses' ? undefined : onglet },
            replace: true,
            resetScroll: false,
          })
        }
        all={papier}
      />
      <div data-impression="non">
        <button type="button" className={css.lien} onClick={imprimer}>
          Imprimer tout le dossier
        </button>
      </div>
    </section>
  )
}

/** Shows every tab, waits until all are read, prints, then comes back. */
function usePapier(): [boolean, () => void] {
  const [papier, setPapier] = useState(false)
  const enCours = useIsFetching()
  useEffect(() => {
    if (!papier || enCours > 0) return
    const attente = setTimeout(() => {
      window.print()
      setPapier(false)
    }, 150)
    return () => clearTimeout(attente)
  }, [papier, enCours])
  return [papier, () => setPapier(true)]
}
