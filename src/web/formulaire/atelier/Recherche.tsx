import { useState } from 'react'
import { planDe } from '#domain/formulaire/plan.ts'
import { sansAccents } from '#domain/teleservices/catalogue.ts'
import { TextField } from '#web/ui/champs.tsx'
import css from './atelier.module.css'
import { useAtelier } from './atelier.ts'

/** Finds a question by its words or its id, wherever it stands. */
export function Recherche() {
  const { etat, geste } = useAtelier()
  const [cherche, setCherche] = useState('')
  const mots = sansAccents(cherche).split(' ').filter(Boolean)
  const trouves =
    mots.length === 0
      ? []
      : [...planDe(etat.ebauche).values()].filter(({ champ }) =>
          mots.every((m) => sansAccents(`${champ.libelle} ${champ.id}`).includes(m)),
        )
  const aller = (id: string) => {
    geste.choisir({ genre: 'champ', id })
    const carte = document.getElementById(`atelier-champ-${id}`)
    carte?.scrollIntoView({ block: 'center', inline: 'center' })
    carte?.focus({ preventScroll: true })
  }
  return (
    <div className="pile" style={{ gap: '0.35rem' }}>
      <TextField
        label="Chercher une question"
        type="search"
        value={cherche}
        onChange={(e) => setCherche(e.target.value)}
        onKeyDown={(e) => {
          const [premier] = trouves
          if (e.key === 'Enter' && premier) aller(premier.champ.id)
        }}
      />
      {mots.length > 0 && (
        <ul className={css.remarques} aria-label="Questions trouvées">
          {trouves.length === 0 && <li className="petit discret">Aucune question ne correspond.</li>}
          {trouves.slice(0, 8).map(({ champ, etape }) => (
            <li key={champ.id} className="petit">
              <button type="button" onClick={() => aller(champ.id)}>
                {champ.libelle || champ.id}
              </button>{' '}
              <span className="discret">{etape.titre}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
