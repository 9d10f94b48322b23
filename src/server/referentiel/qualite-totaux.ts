import { sql } from 'kysely'
import type { Trouvaille } from '#domain/referentiel/qualite-regles.ts'
import { type Appartenance, agreger, LIBELLES_REGROUPEMENT } from '#domain/referentiel/regroupement.ts'
import type { Write } from '../platform/context.ts'

type Ligne = Appartenance & { id: number; role: string }
type Annonce = { id: number; nom: string; genre: keyof typeof LIBELLES_REGROUPEMENT; annonces: Record<string, number> }

/**
 * Regroupements whose announced total of élèves differs from what their members add up to, for the latest year announced
 * of which a member has an effectif. Told of their tête, or of their first member. Three queries.
 */
export async function chercherTotaux(ctx: Write): Promise<Trouvaille[]> {
  const { rows: annonces } = await sql<Annonce>`
    select id, nom, genre, annonces from referentiel.regroupement
    where dissous_le is null and annonces <> '{}' order by id`.execute(ctx.db)
  if (annonces.length === 0) return []
  const { rows: membres } = await sql<Ligne>`
    select m.regroupement_id as id, m.uai, m.depuis, m.jusque, m.role, e.mere_uai as mere
    from referentiel.regroupement_membre m join referentiel.etablissement e using (uai)
    where m.regroupement_id = any(${annonces.map((a) => a.id)}::bigint[])
    order by m.role desc, m.uai`.execute(ctx.db)
  const { rows: effectifs } = await sql<{ uai: string; annee: number; effectif: number }>`
    select uai, annee, effectif from referentiel.effectif
    where niveau = 'total' and regime = 'ensemble' and uai = any(${membres.map((m) => m.uai)}::text[])`.execute(ctx.db)
  return annonces.flatMap((annonce) => {
    const siens = membres.filter((m) => m.id === annonce.id)
    const connues = new Set(effectifs.filter((f) => siens.some((m) => m.uai === f.uai)).map((f) => f.annee))
    const annee = Math.max(
      ...Object.keys(annonce.annonces)
        .map(Number)
        .filter((a) => connues.has(a)),
    )
    const total = annonce.annonces[String(annee)]
    const [premier] = siens
    if (total === undefined || !premier) return []
    const eleves = new Map(effectifs.filter((f) => f.annee === annee).map((f) => [f.uai, f.effectif]))
    const { eleves: somme } = agreger(annee, siens, eleves)
    if (somme === total) return []
    const titre = `${annonce.nom} (${LIBELLES_REGROUPEMENT[annonce.genre].toLowerCase()})`
    const detail = `${titre} annonce ${total} élèves à la rentrée ${annee}, ses membres en ont ${somme}.`
    return [
      { code: 'total_cite', uai: premier.uai, objet: String(annonce.id), detail, valeur: `${annee} ${total} ${somme}` },
    ]
  })
}
