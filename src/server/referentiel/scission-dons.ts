import { type RawBuilder, sql } from 'kysely'
import type { Reply } from '#domain/endpoint.ts'
import { type CodeRubrique, trouverRubrique } from '#domain/referentiel/rubriques.ts'
import { destinationDe, type Regle } from '#domain/referentiel/scission.ts'
import type * as api from '#domain/referentiel/scission-api.ts'
import type { Giveable, Read, Write } from '../platform/context.ts'

type Groupe = Reply<typeof api.lirePlanDeScission>['enregistrements'][number]

/** Linked records given one by one or by a criterion: how a line reads (with the table as `t`), and the column of the criterion. */
const DONNES: Record<string, { rubrique: CodeRubrique; ecrit: RawBuilder<string>; critere?: string; en_cours?: true }> =
  {
    contact_role: {
      rubrique: 'contact',
      ecrit: sql<string>`coalesce((select concat_ws(' ', c.prenom, c.nom) from referentiel.contact c where c.id = t.contact_id), '')`,
      critere: 'role',
      en_cours: true,
    },
    operation: { rubrique: 'operation', ecrit: sql<string>`t.nom`, critere: 'etat' },
    logement: { rubrique: 'logement', ecrit: sql<string>`t.reference`, critere: 'regime' },
    equipement: {
      rubrique: 'equipement',
      ecrit: sql<string>`coalesce(t.designation, t.reference)`,
      critere: 'categorie',
    },
    document: { rubrique: 'document', ecrit: sql<string>`t.nom`, critere: 'categorie' },
    note: { rubrique: 'note', ecrit: sql<string>`left(t.texte, 80)` },
    tache: { rubrique: 'tache', ecrit: sql<string>`t.titre` },
  }

type Lus = { nom: string; libelle: string; table: string; lignes: Giveable[] }

/** Everything that may be given, by kind: what the référentiel keeps, then what the followers of other modules say they have. */
async function lire(ctx: Read | Write, uai: string): Promise<Lus[]> {
  const libelles = new Map(ctx.kit.followers.map((f) => [f.name, f.label]))
  const lus: Lus[] = []
  for (const nom of Object.keys(DONNES))
    lus.push({
      nom,
      libelle: libelles.get(nom) ?? nom,
      table: `referentiel.${nom}`,
      lignes: await lireRubrique(ctx, uai, nom),
    })
  for (const f of ctx.kit.followers) {
    if (!f.giveable) continue
    const nom = f.with ?? f.name
    const lignes = await f.giveable.list(ctx, uai)
    lus.push({ nom, libelle: libelles.get(nom) ?? f.label, table: f.giveable.table, lignes })
  }
  return lus.filter((l) => l.lignes.length > 0)
}

async function lireRubrique(ctx: Read | Write, uai: string, nom: string): Promise<Giveable[]> {
  const don = DONNES[nom]
  const colonne = trouverRubrique(don?.rubrique ?? '')?.colonnes.find((c) => c.code === don?.critere)
  if (!don) return []
  const { rows } = await sql<{ id: number; label: string; valeur: string | null }>`
    select t.id, ${don.ecrit} as label, ${don.critere ? sql`${sql.ref(`t.${don.critere}`)}::text` : sql`null`} as valeur
    from ${sql.table(`referentiel.${nom}`)} t
    where t.uai = ${uai} and t.retire_le is null ${don.en_cours ? sql`and t.jusque is null` : sql``} order by t.id`.execute(
    ctx.db,
  )
  return rows.map(({ id, label, valeur }) => ({
    id,
    label,
    criteria:
      colonne && valeur
        ? [{ name: colonne.code, label: colonne.libelle, value: valeur, text: colonne.choix?.[valeur] ?? valeur }]
        : [],
  }))
}

const criteresDe = (l: Giveable): Record<string, string> => Object.fromEntries(l.criteria.map((c) => [c.name, c.value]))

/** What a scission may give, each line with its destination under these rules. */
export async function lireDonnables(ctx: Read, uai: string, regle: Regle): Promise<Groupe[]> {
  return (await lire(ctx, uai)).map(({ nom, libelle, lignes }) => ({
    nom,
    libelle,
    criteres: criteresDuGroupe(lignes),
    lignes: lignes.map((l) => {
      const criteres = criteresDe(l)
      const mots = l.criteria.map((c) => c.text).join(', ')
      const libelleDeLigne = mots ? `${l.label}, ${mots}` : l.label
      return { id: l.id, libelle: libelleDeLigne, criteres, ...destinationDe(nom, { id: l.id, criteres }, regle) }
    }),
  }))
}

function criteresDuGroupe(lignes: readonly Giveable[]): Groupe['criteres'] {
  const criteres = new Map<string, Groupe['criteres'][number]>()
  for (const c of lignes.flatMap((l) => l.criteria)) {
    const connu = criteres.get(c.name) ?? { nom: c.name, libelle: c.label, valeurs: [] }
    criteres.set(c.name, connu)
    const valeur = connu.valeurs.find((v) => v.valeur === c.value)
    if (valeur) valeur.nombre += 1
    else connu.valeurs.push({ valeur: c.value, texte: c.text, nombre: 1 })
  }
  return [...criteres.values()]
}

/**
 * Says where each given record goes, on the day of the scission: the rules hold for those that have come since the plan.
 * What another module holds back stays held back.
 */
export async function destiner(ctx: Write, uai: string, regle: Regle): Promise<void> {
  const dons = (await lire(ctx, uai)).flatMap(({ nom, table, lignes }) =>
    lignes.map((l) => ({
      nom_table: table,
      cle: String(l.id),
      vers: destinationDe(nom, { id: l.id, criteres: criteresDe(l) }, regle).uai,
    })),
  )
  await sql`
    insert into destination (nom_table, cle, vers)
    select nom_table, cle, vers from jsonb_to_recordset(${JSON.stringify(dons)}::jsonb) as d (nom_table text, cle text, vers text)
    on conflict do nothing`.execute(ctx.db)
}
