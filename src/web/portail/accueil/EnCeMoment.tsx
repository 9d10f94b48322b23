import { Link } from '@tanstack/react-router'
import { listerTeleservices } from '#domain/teleservices/api.ts'
import { useRead } from '../../call.ts'
import { Reading } from '../../ui/etats.tsx'
import { Tuile } from '../teleservices/Tuile.tsx'
import css from './accueil.module.css'

/** The téléservices that can be deposited now. */
export function EnCeMoment() {
  const catalogue = useRead(listerTeleservices, { query: { ouvert: 'oui', par_page: 6 } })
  return (
    <section className="pile" aria-labelledby="en-ce-moment">
      <div className={css.ligne}>
        <h2 id="en-ce-moment">Ouverts en ce moment</h2>
        <Link to="/teleservices">Tout le catalogue</Link>
      </div>
      <Reading
        query={catalogue}
        isEmpty={(d) => d.total === 0}
        empty={<p>Aucun téléservice n’est ouvert aujourd’hui.</p>}
      >
        {(data) => (
          <div className="grille">
            {data.elements.map((t) => (
              <Tuile key={t.code} tuile={t} />
            ))}
          </div>
        )}
      </Reading>
    </section>
  )
}
