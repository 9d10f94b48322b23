import { sql } from 'kysely'
import { type Controle, parRequete } from '../referentiel/qualite-controles.ts'

/** Quality checks that look at dossiers: the référentiel does not know them. */
export const CONTROLES_INSTRUCTION: Controle[] = [
  parRequete(
    'ferme_dossiers_ouverts',
    () => sql`
      select e.uai, 'L’établissement est fermé et a ' || count(*) || case when count(*) > 1 then ' dossiers ouverts.' else ' dossier ouvert.' end as detail,
        string_agg(s.dossier_id::text, ' ' order by s.dossier_id) as valeur
      from referentiel.etablissement e join instruction.suivi s on s.uai = e.uai and not s.termine
      where e.etat = 'ferme' group by e.uai`,
  ),
]
