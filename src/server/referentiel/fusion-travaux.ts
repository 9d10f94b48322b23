import { SYSTEME } from '#domain/acteur.ts'
import { Refus } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import { journaliser } from '../journal/journaliser.ts'
import { contextOf, type Kit, write } from '../platform/context.ts'
import type { Job } from '../platform/jobs.ts'
import { quand, type Subscription } from '../platform/subscriptions.ts'
import { executer } from './fusion.ts'
import type { FusionEnBase } from './fusion-cloture.ts'
import { TRAVAIL_RAPPROCHEMENTS } from './rapprochement.ts'
import { calculerRapprochements } from './rapprochement-calcul.ts'
import { executerScission } from './scission.ts'

/** Does the fusions and scissions whose day has come, one transaction each; one that has become impossible says why and stays. */
export async function executerDues(kit: Kit, now = new Date()): Promise<void> {
  const dues = await kit.db
    .selectFrom('referentiel.fusion')
    .select('id')
    .where('etat', '=', 'prevue')
    .where('date_effet', '<=', jourLocal(now))
    .orderBy('date_effet')
    .orderBy('id')
    .execute()
  for (const { id } of dues) await executerDue(kit, id, now)
}

async function executerDue(kit: Kit, id: number, now: Date): Promise<void> {
  const ctx = contextOf(kit, SYSTEME, now)
  try {
    await write(ctx, async (w) => {
      const due = await w.db
        .selectFrom('referentiel.fusion')
        .selectAll()
        .where('id', '=', id)
        .where('etat', '=', 'prevue')
        .forUpdate()
        .executeTakeFirst()
      // Done or cancelled meanwhile: a job may run twice.
      if (!due) return
      const fusion: FusionEnBase = due
      await (fusion.genre === 'scission' ? executerScission(w, fusion) : executer(w, fusion))
    })
  } catch (erreur) {
    if (!(erreur instanceof Refus)) throw erreur
    await write(ctx, async (w) => {
      const empechee = await w.db
        .updateTable('referentiel.fusion')
        .set({ empechement: erreur.message })
        .where('id', '=', id)
        .where('etat', '=', 'prevue')
        .where((eb) => eb('empechement', 'is distinct from', erreur.message))
        .returning('survivant')
        .executeTakeFirst()
      if (empechee)
        await journaliser(
          w,
          'fusion_empechee',
          { genre: 'fusion', cle: String(id), uai: empechee.survivant },
          { libelle: erreur.message },
        )
    })
  }
}

const rapprocher = async (kit: Kit): Promise<void> => {
  await write(contextOf(kit, SYSTEME), calculerRapprochements)
}

export const travaux: Job[] = [
  { name: 'fusions_dues', horaire: '5 0 * * *', run: (kit) => executerDues(kit) },
  { name: TRAVAIL_RAPPROCHEMENTS, horaire: '40 3 * * *', run: rapprocher },
]

/** Figures and other linked records, and a file that changed nothing, leave every établissement as alike as before. */
export const abonnements: Subscription[] = [
  quand('execution_appliquee', 'rapprocher_apres_import', async (kit, { donnees }) => {
    if (donnees.cible === 'enregistrements' || (donnees.crees === 0 && donnees.modifies === 0)) return
    await rapprocher(kit)
  }),
]
