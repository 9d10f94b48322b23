import { Link } from '@tanstack/react-router'
import type { LigneDossier } from '#domain/instruction/portefeuille.ts'
import { StatusBadge } from '#web/ui/Badge.tsx'
import { date, pluriel } from '#web/ui/format.ts'
import { anciennete } from '../dossiers/mots.ts'
import css from './TableauDeBord.module.css'

/** A few dossiers, in short; each opens in the view that names it, so that J and K walk through the same ones. */
export function LignesDeDossiers({ lignes, vue }: { lignes: LigneDossier[]; vue: Record<string, string> }) {
  return (
    <ul className={css.dossiers}>
      {lignes.map((l) => (
        <li key={l.cle}>
          <div>
            <Link to="/gestion/dossiers/$cle" params={{ cle: l.cle }} search={vue}>
              {l.objet || l.teleservice.titre}
            </Link>
            <p className="discret petit">
              {[l.numero, l.etablissement.nom, l.etablissement.commune].filter(Boolean).join(' · ')}
            </p>
          </div>
          <div className={css.droite}>
            <StatusBadge {...l.statut} />
            <span className="discret petit">
              {l.echeance ? `à rendre avant le ${date(l.echeance)}` : anciennete(l.depuis)}
              {l.non_lus > 0 && ` · ${pluriel(l.non_lus, 'message non lu', 'messages non lus')}`}
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}
