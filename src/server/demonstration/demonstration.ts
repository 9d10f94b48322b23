import { SYSTEME } from '#domain/acteur.ts'
import { installerPersonnes } from '../comptes/demonstration.ts'
import { contextOf, type Kit, write } from '../platform/context.ts'
import { installerModeles } from '../teleservices/modeles.ts'
import { jouer } from './jouer.ts'
import { proposerCorrections } from './propositions.ts'
import { SCENARIOS } from './scenarios.ts'
import { animer } from './vivre.ts'

/** Alerts and mails are made only for dossiers from this day on: nobody wants two years of old mail at the first visit. */
const ALERTES_DEPUIS = '2026-11-10'

/**
 * Installs the demonstration, or what is missing of it: téléservices, people, dossiers, and the life of
 * a few établissements. Run again when complete, it
 * writes nothing. `dire` hears how far it is.
 */
export async function installerDemonstration(kit: Kit, dire: (phrase: string) => void): Promise<void> {
  await write(contextOf(kit, SYSTEME), installerModeles)
  await jouerLesAbsents(kit, dire)
  await animer(kit)
  await proposerCorrections(kit)
}

async function jouerLesAbsents(kit: Kit, dire: (phrase: string) => void): Promise<void> {
  const deja = await dejaJoues(kit)
  if (deja >= SCENARIOS.length) return
  await installerPersonnes(kit)
  const muet: Kit = { ...kit, subscriptions: new Map() }
  for (const [n, scenario] of SCENARIOS.entries()) {
    if (n < deja) continue
    if (n % 20 === 0) dire(`Démonstration : ${n} dossiers sur ${SCENARIOS.length}…`)
    await jouer(contextOf(scenario.le >= ALERTES_DEPUIS ? kit : muet, SYSTEME), scenario, n)
  }
}

/** Scenarios are played in order, each whole or not at all: the count of dossiers tells where to take up. */
async function dejaJoues({ db }: Kit): Promise<number> {
  const { nombre } = await db
    .selectFrom('dossiers.dossier')
    .select((eb) => eb.fn.countAll<number>().as('nombre'))
    .executeTakeFirstOrThrow()
  return nombre
}
