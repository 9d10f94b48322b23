import type { Input, Reply } from '#domain/endpoint.ts'
import { invalide } from '#domain/erreurs.ts'
import { ebaucheVide } from '#domain/formulaire/ebauche.ts'
import type * as api from '#domain/teleservices/api-formulaires.ts'
import { sansAccents } from '#domain/teleservices/catalogue.ts'
import { Fiche, Thematique } from '#domain/teleservices/fiche.ts'
import { ficheVide, guideSimple } from '#domain/teleservices/nouveau.ts'
import { defautsDuContact } from '#domain/teleservices/publication.ts'
import type { Read, Write } from '../platform/context.ts'
import { creer, type Depart } from './creation.ts'
import { exigerDessinateur } from './dessin.ts'
import { lireDefinitionEntiere, lireDerniereVersion } from './versions.ts'

type Liste = typeof api.listerFormulaires

/** Some tens of forms: one query reads them all, the search is sifted here, without accents. */
export async function listerFormulaires(ctx: Read, { query }: Input<Liste>): Promise<Reply<Liste>> {
  exigerDessinateur(ctx)
  const lignes = await ctx.db
    .selectFrom('teleservices.teleservice as t')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('teleservices.version as d')
          .select(['d.numero', 'd.publiee_le'])
          .whereRef('d.teleservice_id', '=', 't.id')
          .orderBy('d.numero', 'desc')
          .limit(1)
          .as('v'),
      (join) => join.onTrue(),
    )
    .leftJoin('teleservices.brouillon as b', 'b.teleservice_id', 't.id')
    .leftJoin('comptes.personne as p', 'p.id', 'b.modifie_par')
    .select(['t.code', 't.titre', 't.thematique', 't.publie', 'v.numero', 'v.publiee_le'])
    .select(['b.base', 'b.revision', 'b.modifie_le', 'b.publier_le', 'p.prenom', 'p.nom'])
    .orderBy('t.titre')
    .execute()
  const mots = sansAccents(query.recherche).split(' ').filter(Boolean)
  const gardees = lignes.filter((l) => mots.every((mot) => sansAccents(`${l.titre} ${l.code}`).includes(mot)))
  const debut = (query.page - 1) * query.par_page
  return {
    total: gardees.length,
    page: query.page,
    par_page: query.par_page,
    elements: gardees.slice(debut, debut + query.par_page).map((l) => ({
      code: l.code,
      titre: l.titre,
      thematique: Thematique.parse(l.thematique),
      publie: l.publie,
      version: l.numero !== null && l.publiee_le ? { numero: l.numero, publiee_le: l.publiee_le } : null,
      brouillon:
        l.revision === null || !l.modifie_le
          ? null
          : {
              base: l.base,
              revision: l.revision,
              modifie_le: l.modifie_le,
              modifie_par: l.nom ? `${l.prenom} ${l.nom}` : 'Préau',
              publier_le: l.publier_le,
            },
    })),
  }
}

type Creation = typeof api.creerFormulaire

/** A new téléservice, hidden until its first publication, with its own dispositif so that its guide can be changed. */
export async function creerFormulaire(ctx: Write, { body }: Input<Creation>): Promise<Reply<Creation>> {
  exigerDessinateur(ctx)
  return creer(ctx, body, body.modele ? await depuisModele(ctx, body, body.modele) : depuisRien(body))
}

/** A lawful fiche and the shortest guide. Throws 422 when nobody is said to answer the établissements. */
export function depuisRien(body: api.NouveauFormulaire): Depart {
  const contact = body.contact ?? { service: '' }
  const fiche = ficheVide(body, contact)
  const defauts = body.contact?.service
    ? defautsDuContact(fiche)
    : [{ chemin: 'fiche.contact.service', message: 'Nommez le service.' }]
  if (defauts.length > 0)
    throw invalide(
      'Indiquez qui répond aux établissements : l’accusé de réception doit le dire.',
      defauts.map((d) => ({ champ: d.chemin.replace('fiche.', ''), message: d.message })),
    )
  return {
    regime: 'administration',
    guide: guideSimple,
    fiche,
    plusieurs_dossiers: true,
    formulaire: ebaucheVide(body.titre),
  }
}

async function depuisModele(ctx: Write, body: api.NouveauFormulaire, code: string): Promise<Depart> {
  const modele = await ctx.db
    .selectFrom('teleservices.teleservice as t')
    .innerJoin('teleservices.dispositif as d', 'd.id', 't.dispositif_id')
    .select(['t.id', 't.fiche', 't.plusieurs_dossiers', 'd.regime', 'd.guide'])
    .where('t.code', '=', code)
    .executeTakeFirst()
  if (!modele) throw invalide('Ce modèle n’existe pas.', [{ champ: 'modele', message: 'Choisissez un modèle.' }])
  const { id: version } = await lireDerniereVersion(ctx, modele.id)
  const fiche = Fiche.parse(modele.fiche)
  return {
    regime: modele.regime,
    guide: modele.guide,
    fiche: { ...fiche, titre: body.titre, resume: body.resume, contact: body.contact ?? fiche.contact },
    plusieurs_dossiers: modele.plusieurs_dossiers,
    formulaire: await lireDefinitionEntiere(ctx, version),
  }
}
