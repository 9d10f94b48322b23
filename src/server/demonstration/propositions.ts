import { SYSTEME } from '#domain/acteur.ts'
import { type Invente, PERSONAS } from '../comptes/personnages.ts'
import { trouverPersonneParCourriel } from '../comptes/personne.ts'
import { contextOf, type Kit, write } from '../platform/context.ts'
import { proposer } from '../validation/proposer.ts'

/** Invented corrections of the lycée of the demonstration, that wait for an agent: two of them on the same champ. */
const PROPOSEES: { qui: Invente; champs: Record<string, string | null>; motif: string }[] = [
  { qui: PERSONAS.claire, champs: { fax: null }, motif: 'Plus de télécopieur depuis la rentrée' },
  { qui: PERSONAS.gestionnaire, champs: { fax: '05 62 17 30 02' }, motif: 'Numéro du nouveau copieur' },
  { qui: PERSONAS.gestionnaire, champs: { code_postal: '31400' }, motif: 'Le 31031 est celui du CEDEX' },
]

/** Proposes them through the real act, all or none; nothing once anybody has proposed anything. */
export async function proposerCorrections(kit: Kit): Promise<void> {
  const base = contextOf({ ...kit, subscriptions: new Map() }, SYSTEME)
  if (await base.db.selectFrom('validation.proposition').select('id').executeTakeFirst()) return
  await write(base, async (ctx) => {
    for (const { qui, champs, motif } of PROPOSEES) {
      const acteur = await trouverPersonneParCourriel(kit.db, qui.courriel, base.now)
      const uai = qui.habilitations?.[0]?.uai
      if (acteur && uai)
        await proposer({ ...ctx, acteur }, { params: { uai }, query: undefined, body: { champs, motif } })
    }
  })
}
