import { sql } from 'kysely'
import { estAgent, nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable, invalide } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api-applications.ts'
import { lireCsv } from '#domain/integration/csv.ts'
import { nettoyerUai } from '#domain/referentiel/uai.ts'
import { journaliser } from '../../journal/journaliser.ts'
import type { Read, Write } from '../../platform/context.ts'
import type { Received } from '../../platform/doors.ts'
import { visibles } from '../../referentiel/visibles.ts'
import { exigerLecture, exigerReglage } from '../acces.ts'
import { lireApplication } from './applications.ts'

const TAILLE_MAX = 10_000_000
const LIGNES_MAX = 200_000

export async function listerAppairages(
  ctx: Read,
  { params, query }: Input<typeof api.listerAppairages>,
): Promise<Reply<typeof api.listerAppairages>> {
  exigerLecture(ctx)
  await lireApplication(ctx, params.id)
  const { etat, q } = query
  const tous = appairages(ctx)
    .where('p.application', '=', params.id)
    .$if(etat !== undefined, (r) => r.where('p.etat', '=', etat ?? ''))
    .$if(!!q, (r) => {
      const motif = `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`
      return r.where((eb) =>
        eb.or([eb('p.identifiant', 'ilike', motif), eb('p.uai', 'ilike', motif), eb('e.nom', 'ilike', motif)]),
      )
    })
  const { total } = await tous.clearSelect().select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const lignes = await tous
    .orderBy('p.identifiant')
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
    .execute()
  return { total, page: query.page, par_page: query.par_page, elements: lignes.map(enAppairage) }
}

/** For the fiche: shown to agents who see this établissement. */
export async function listerAppairagesDe(
  ctx: Read,
  { params }: Input<typeof api.listerAppairagesDe>,
): Promise<Reply<typeof api.listerAppairagesDe>> {
  if (!estAgent(ctx.acteur)) throw interdit('Ces identifiants sont réservés aux agents de la collectivité.')
  const vu = await visibles(ctx).select('e.uai').where('e.uai', '=', params.uai).executeTakeFirst()
  if (!vu) throw introuvable('Cet établissement n’existe pas.')
  const lignes = await appairages(ctx)
    .where('p.uai', '=', params.uai)
    .orderBy('a.nom')
    .orderBy('p.identifiant')
    .execute()
  return { elements: lignes.map(enAppairage) }
}

export async function poserAppairage(
  ctx: Write,
  { params, body }: Input<typeof api.poserAppairage>,
): Promise<Reply<typeof api.poserAppairage>> {
  exigerReglage(ctx)
  const { nom } = await lireApplication(ctx, params.id)
  const uai = nettoyerUai(body.uai)
  await poser(ctx, params.id, [{ identifiant: params.identifiant, uai }])
  const ligne = await appairages(ctx)
    .where('p.application', '=', params.id)
    .where('p.identifiant', '=', params.identifiant)
    .executeTakeFirstOrThrow()
  // A person has just typed it: an unknown UAI is told at once, not kept for later.
  if (ligne.etat === 'erreur') throw invalide(ligne.message ?? '', [{ champ: 'uai', message: ligne.message ?? '' }])
  await journaliser(
    ctx,
    'appairage_pose',
    { genre: 'application', cle: String(params.id), uai },
    { nom, identifiant: params.identifiant },
  )
  return enAppairage(ligne)
}

export async function retirerAppairage(ctx: Write, { params }: Input<typeof api.retirerAppairage>): Promise<undefined> {
  exigerReglage(ctx)
  const { nom } = await lireApplication(ctx, params.id)
  const retire = await ctx.db
    .deleteFrom('integration.appairage')
    .where('application', '=', params.id)
    .where('identifiant', '=', params.identifiant)
    .returning('uai')
    .executeTakeFirst()
  if (!retire) throw introuvable('Cet appairage n’existe pas.')
  await journaliser(
    ctx,
    'appairage_retire',
    { genre: 'application', cle: String(params.id), uai: retire.uai },
    { nom, identifiant: params.identifiant },
  )
}

export async function avantImport(ctx: Read): Promise<{ tailleMax: number }> {
  exigerReglage(ctx)
  return { tailleMax: TAILLE_MAX }
}

/** A CSV with the columns `identifiant` and `uai`, any order and separator; wrong UAI are kept, marked in error. */
export async function importerAppairages(
  ctx: Write,
  { params }: Input<typeof api.importerAppairages>,
  fichier: Received,
): Promise<Reply<typeof api.importerAppairages>> {
  const { nom } = await lireApplication(ctx, params.id)
  const couples = lireCouples(decoder(await ctx.kit.files.get(fichier.cle)))
  await ctx.kit.files.remove(fichier.cle)
  const ecrites = await poser(ctx, params.id, couples)
  const { en_erreur } = await ctx.db
    .selectFrom('integration.appairage')
    .select(sql<number>`count(*)::int`.as('en_erreur'))
    .where('application', '=', params.id)
    .where('etat', '=', 'erreur')
    .where('identifiant', '=', sql<string>`any(${couples.map((c) => c.identifiant)}::text[])`)
    .executeTakeFirstOrThrow()
  const bilan = { lus: couples.length, poses: ecrites, inchanges: couples.length - ecrites, en_erreur }
  await journaliser(ctx, 'appairages_importes', { genre: 'application', cle: String(params.id) }, { nom, ...bilan })
  return bilan
}

type Couple = { identifiant: string; uai: string }

function lireCouples(texte: string): Couple[] {
  const [premiere = ''] = texte.split('\n', 1)
  const separateur = [';', '\t', ','].find((s) => premiere.includes(s)) ?? ';'
  const lignes = lireCsv(texte, separateur)
  const entetes = (lignes.next().value?.valeurs ?? []).map((e: string) => e.trim().toLowerCase())
  const [iIdentifiant, iUai] = [entetes.indexOf('identifiant'), entetes.indexOf('uai')]
  if (iIdentifiant < 0 || iUai < 0)
    throw invalide('Ce fichier doit avoir deux colonnes nommées « identifiant » et « uai ».')
  // The last word on an identifier wins.
  const parIdentifiant = new Map<string, string>()
  for (const { valeurs, numero } of lignes) {
    const identifiant = (valeurs[iIdentifiant] ?? '').trim()
    if (!identifiant || identifiant.length > 100)
      throw invalide(`Ligne ${numero} : l’identifiant manque ou dépasse 100 signes.`)
    parIdentifiant.set(identifiant, nettoyerUai(valeurs[iUai] ?? '').slice(0, 20))
    if (parIdentifiant.size > LIGNES_MAX) throw invalide('Ce fichier a plus de 200 000 lignes : partagez-le.')
  }
  if (parIdentifiant.size === 0) throw invalide('Ce fichier n’a aucune ligne sous son en-tête.')
  return [...parIdentifiant].map(([identifiant, uai]) => ({ identifiant, uai }))
}

function decoder(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets).replaceAll('\u0000', '')
  } catch {
    return new TextDecoder('windows-1252').decode(octets).replaceAll('\u0000', '')
  }
}

/** Sets many at once; gives how many rows were written. What is the same is not written again. */
async function poser(ctx: Write, application: number, couples: Couple[]): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into integration.appairage as p (application, identifiant, uai, etat, message, maj, maj_par)
    select ${application}, c.identifiant, c.uai, case when e.uai is null then 'erreur' else 'ok' end,
      case when e.uai is null then 'Aucun établissement ne porte ce numéro UAI dans le référentiel.' end,
      ${ctx.now.toISOString()}::timestamptz, ${nomDe(ctx.acteur)}
    from json_to_recordset(${JSON.stringify(couples)}) as c (identifiant text, uai text)
    left join referentiel.etablissement e on e.uai = c.uai
    on conflict (application, identifiant) do update
      set uai = excluded.uai, etat = excluded.etat, message = excluded.message, maj = excluded.maj, maj_par = excluded.maj_par
      where (p.uai, p.etat) is distinct from (excluded.uai, excluded.etat)`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

const appairages = (ctx: Read | Write) =>
  ctx.db
    .selectFrom('integration.appairage as p')
    .innerJoin('integration.application as a', 'a.id', 'p.application')
    .leftJoin('referentiel.etablissement as e', 'e.uai', 'p.uai')
    .select([
      'p.application',
      'a.nom as nom_application',
      'p.identifiant',
      'p.uai',
      'e.nom',
      'p.etat',
      'p.message',
      'p.maj',
    ])

const enAppairage = <L extends { etat: string }>(l: L) => ({ ...l, etat: l.etat as 'ok' | 'erreur' })
