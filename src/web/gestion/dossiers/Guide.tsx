import { useState } from 'react'
import type { Cercle } from '#domain/instruction/portefeuille.ts'
import type { Destination } from '#domain/instruction/suivi.ts'
import { StatusBadge } from '#web/ui/Badge.tsx'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { LigneDeCercles } from '#web/ui/Cercles.tsx'
import { versRonds } from '#web/ui/guide.ts'
import css from './Instruction.module.css'
import { Passages } from './Passages.tsx'
import type { Tenue } from './tenue.ts'

const ETATS = { faite: 'étape terminée', courante: 'étape en cours', a_venir: 'étape à venir' } as const

/** The guide d'instruction as a wide line; a circle opens what happened in its step and what may be done there. */
export function Guide({ tenue }: { tenue: Tenue }) {
  const [ouverte, setOuverte] = useState<string | null>(null)
  const { ligne } = tenue.instruction
  const cercle = ligne.find((c) => c.etape === ouverte)
  return (
    <section className={css.guide} aria-label="Guide d’instruction">
      <LigneDeCercles
        cercles={versRonds(ligne)}
        onChoose={(etape) => setOuverte(etape === ouverte ? null : etape)}
        chosen={ouverte ?? undefined}
      />
      {/* A live region: opening a circle says what it holds without moving the focus away from the line. */}
      <div aria-live="polite">{cercle && <Etape cercle={cercle} tenue={tenue} fermer={() => setOuverte(null)} />}</div>
    </section>
  )
}

function Etape({ cercle, tenue, fermer }: { cercle: Cercle; tenue: Tenue; fermer: () => void }) {
  const { historique, actions } = tenue.instruction
  const passages = historique.filter((p) => p.libelle_etape === cercle.libelle)
  const ici = (d: Destination) => d.etape === cercle.etape
  return (
    <div className={css.etape}>
      <div className="rang entre">
        <h2>
          {cercle.libelle} <span className="discret petit">{ETATS[cercle.etat]}</span>
        </h2>
        <IconButton small label="Refermer cette étape" icon="effacer" onClick={fermer} />
      </div>
      <div className={css.deux}>
        <div className="pile">
          <h3>Ce qui s’y est passé</h3>
          {passages.length ? <Passages passages={passages} /> : <p className="discret">Rien encore.</p>}
        </div>
        <div className="pile" data-impression="non">
          <h3>Ce que vous pouvez y faire</h3>
          <Possibles
            tenue={tenue}
            avancees={actions.avancer.filter(ici)}
            reculs={actions.reculer.filter(ici)}
            decisions={actions.decider.filter(ici)}
          />
        </div>
      </div>
    </div>
  )
}

type PossiblesProps = { tenue: Tenue; avancees: Destination[]; reculs: Destination[]; decisions: Destination[] }

function Possibles({ tenue: { ouvrir }, avancees, reculs, decisions }: PossiblesProps) {
  if (avancees.length + reculs.length + decisions.length === 0)
    return <p className="discret">Rien : le guide ne mène pas ici depuis le statut actuel.</p>
  return (
    <ul className={css.possibles}>
      {avancees.map((d) => (
        <Possible
          key={`a-${d.vers}`}
          destination={d}
          verbe="Avancer"
          onClick={() => ouvrir({ genre: 'avancer', vers: d.vers })}
        />
      ))}
      {decisions.map((d) => (
        <Possible
          key={`d-${d.vers}`}
          destination={d}
          verbe="Décider"
          onClick={() => ouvrir({ genre: 'decider', vers: d.vers })}
        />
      ))}
      {reculs.map((d) => (
        <Possible
          key={`r-${d.vers}`}
          destination={d}
          verbe="Reculer"
          onClick={() => ouvrir({ genre: 'reculer', vers: d.vers })}
        />
      ))}
    </ul>
  )
}

function Possible({
  destination: d,
  verbe,
  onClick,
}: {
  destination: Destination
  verbe: string
  onClick: () => void
}) {
  return (
    <li>
      <StatusBadge couleur={d.couleur} icone={d.icone} libelle={d.libelle} />
      {d.obstacles.length === 0 ? (
        <Button small onClick={onClick}>
          {verbe}…<span className="lecteur-seul"> : {d.libelle}</span>
        </Button>
      ) : (
        <span className="discret petit">{d.obstacles.map((o) => o.message).join(' ')}</span>
      )}
    </li>
  )
}
