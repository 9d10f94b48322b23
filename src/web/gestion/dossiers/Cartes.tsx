import type { LigneDossier } from '#domain/instruction/portefeuille.ts'
import { StatusBadge } from '#web/ui/Badge.tsx'
import { MiniCercles } from '#web/ui/Cercles.tsx'
import { euros } from '#web/ui/format.ts'
import { versRonds } from '#web/ui/guide.ts'
import { DossierEtMessages, QuiAgit } from './colonnes.tsx'
import { anciennete } from './mots.ts'
import css from './Portefeuille.module.css'
import type { Vue } from './vue.ts'

/** The same rows on a telephone. */
export function Cartes({ lignes, vue }: { lignes: LigneDossier[]; vue: Vue }) {
  return (
    <ul className={css.cartes} aria-label="Dossiers de mon périmètre">
      {lignes.map((l) => (
        <li key={l.cle}>
          <DossierEtMessages ligne={l} vue={vue} />
          <p className={css.second}>
            {l.etablissement.nom}
            {l.etablissement.commune && `, ${l.etablissement.commune}`}
            {l.service && ` · ${l.service.nom}`}
          </p>
          <div className="rang">
            <StatusBadge {...l.statut} />
            <MiniCercles cercles={versRonds(l.ligne)} />
          </div>
          <div className="rang entre">
            <QuiAgit ligne={l} />
            <div className={css.fin}>
              <span className={css.second}>{anciennete(l.depuis)}</span>
              {l.montant_demande !== null && <strong className="petit">{euros(l.montant_demande)}</strong>}
            </div>
          </div>
        </li>
      ))}
    </ul>
  )
}
