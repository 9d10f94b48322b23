import { Link } from '@tanstack/react-router'
import { enumerer } from '#domain/ecriture.ts'
import type { Tuile as DonneesTuile } from '#domain/teleservices/api.ts'
import { LIBELLES_SANS_COMPTE, LIBELLES_THEMATIQUES, type SansCompte } from '#domain/teleservices/fiche.ts'
import { Tag } from '../../ui/Badge.tsx'
import { date } from '../../ui/format.ts'
import { Icone } from '../../ui/Icone.tsx'
import css from './teleservices.module.css'

/** One téléservice of the catalogue: for whom, until when, and how many drafts wait. */
export function Tuile({ tuile, brouillons = 0 }: { tuile: DonneesTuile; brouillons?: number }) {
  return (
    <article className={css.tuile}>
      <div className={css.haut}>
        <span className={css.icone}>
          <Icone nom={tuile.icone} taille={26} />
        </span>
        <Tag>{LIBELLES_THEMATIQUES[tuile.thematique]}</Tag>
      </div>
      <h3>
        <Link to="/teleservices/$code" params={{ code: tuile.code }}>
          {tuile.titre}
        </Link>
      </h3>
      <p>{tuile.resume}</p>
      <div className={css.bas}>
        <span>
          <Icone nom="groupe" taille={18} />
          {tuile.audience}
        </span>
        <span>
          <Icone nom="calendrier" taille={18} />
          {calendrier(tuile)}
        </span>
        {tuile.sans_compte.length > 0 && (
          <span>
            <Icone nom="personne" taille={18} />
            {phraseSansCompte(tuile.sans_compte)}
          </span>
        )}
        {brouillons > 0 && (
          <span>
            <Icone nom="crayon" taille={18} />
            <strong>{brouillons === 1 ? 'Un brouillon vous attend' : `${brouillons} brouillons vous attendent`}</strong>
          </span>
        )}
      </div>
    </article>
  )
}

/** « Ouvert toute l’année », « Ouvert jusqu’au 31 déc. 2026 ». */
export function calendrier({ etat, ouvre_le, ferme_le }: Pick<DonneesTuile, 'etat' | 'ouvre_le' | 'ferme_le'>): string {
  const jour = (heure: string | null) => date(heure?.slice(0, 10))
  if (etat === 'a_venir') return `Ouvre le ${jour(ouvre_le)}`
  if (etat === 'ferme') return `Fermé depuis le ${jour(ferme_le)}`
  return ferme_le ? `Ouvert jusqu’au ${jour(ferme_le)} à ${ferme_le.slice(11, 16)}` : 'Ouvert toute l’année'
}

/** « Sans compte pour les familles et les élèves » */
export const phraseSansCompte = (qui: SansCompte[]): string =>
  `Sans compte pour les ${enumerer(qui.map((q) => LIBELLES_SANS_COMPTE[q].toLowerCase()))}`
