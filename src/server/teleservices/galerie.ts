import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable, invalide } from '#domain/erreurs.ts'
import { typeDe } from '#domain/formulaire/types/registre.ts'
import type * as api from '#domain/teleservices/api-import.ts'
import { type Livre, type Modele, modeleDe, refusDesValeurs } from '#domain/teleservices/modele.ts'
import { poser } from '#domain/teleservices/parametres.ts'
import { lirePubliable } from '#domain/teleservices/publication.ts'
import type { Read, Write } from '../platform/context.ts'
import { creer } from './creation.ts'
import { exigerDessinateur } from './dessin.ts'
import { lireLivres } from './modeles.ts'

type Liste = typeof api.listerModeles

/** The templates shipped with the product, whatever became of those already used. */
export async function listerModeles(ctx: Read): Promise<Reply<Liste>> {
  exigerDessinateur(ctx)
  const pris = await codesPris(ctx)
  const elements = (await lireLivres()).map((livre) => tuile(livre, modeleDe(livre), pris))
  return { total: elements.length, elements: elements.toSorted((a, b) => a.titre.localeCompare(b.titre, 'fr')) }
}

type Lecture = typeof api.lireModele

export async function lireModele(ctx: Read, { params }: Input<Lecture>): Promise<Reply<Lecture>> {
  exigerDessinateur(ctx)
  const livre = await trouver(params.code)
  const modele = modeleDe(livre)
  return {
    ...tuile(livre, modele, await codesPris(ctx)),
    contact: modele.fiche.contact,
    plan: modele.formulaire.etapes.map((e) => ({
      titre: e.titre,
      questions: e.champs.filter((c) => typeDe(c).reponse).map((c) => c.libelle),
    })),
    statuts: modele.guide.etapes.map((e) => ({ etape: e.libelle, statuts: e.statuts.map((s) => s.libelle_agent) })),
    parametres_livres: livre.entete.parametres,
    jeux: livre.entete.jeux,
    origines: livre.entete.origines,
  }
}

type Creation = typeof api.creerDepuisModele

/** A téléservice of one's own: the template with other words, amounts and dates, as a draft. */
export async function creerDepuisModele(ctx: Write, { params, body }: Input<Creation>): Promise<Reply<Creation>> {
  exigerDessinateur(ctx)
  const livre = await trouver(params.code)
  const erreurs = refusDesValeurs(livre.entete, body.parametres)
  if (erreurs.length > 0) throw invalide('Un paramètre n’a pas une valeur possible.', erreurs)
  const { defauts } = lirePubliable(poser(livre.corps, livre.entete.parametres, body.parametres))
  if (defauts.length > 0)
    throw invalide(
      'Ces paramètres donnent un téléservice qui ne se publie pas.',
      defauts.slice(0, 20).map((d) => ({ champ: d.chemin, message: d.message })),
    )
  const modele = modeleDe(livre, body.parametres)
  const { titre, resume } = body
  const contact = body.contact ?? modele.fiche.contact
  return creer(
    ctx,
    { ...body, thematique: modele.dispositif.thematique },
    {
      regime: modele.dispositif.regime,
      guide: modele.guide,
      fiche: { ...modele.fiche, titre, resume, contact },
      plusieurs_dossiers: modele.plusieurs_dossiers,
      formulaire: modele.formulaire,
    },
  )
}

async function trouver(code: string): Promise<Livre> {
  const livre = (await lireLivres()).find((l) => l.corps.code === code)
  if (!livre) throw introuvable('Ce modèle n’existe pas.')
  return livre
}

const codesPris = async (ctx: Read): Promise<Set<string>> =>
  new Set((await ctx.db.selectFrom('teleservices.teleservice').select('code').execute()).map((l) => l.code))

function tuile({ entete }: Livre, modele: Modele, pris: ReadonlySet<string>) {
  const champs = modele.formulaire.etapes.flatMap((e) => e.champs)
  const tous = champs.flatMap((c) => (c.type === 'bloc_repetable' ? c.champs : [c]))
  return {
    code: modele.code,
    titre: modele.fiche.titre,
    resume: modele.fiche.resume,
    thematique: modele.dispositif.thematique,
    regime: modele.dispositif.regime,
    natures: modele.fiche.pour_qui.natures,
    etapes: modele.formulaire.etapes.length,
    questions: tous.filter((c) => typeDe(c).reponse).length,
    pieces: tous.filter((c) => c.type === 'piece').length,
    parametres: entete.parametres.length,
    pris: pris.has(modele.code),
  }
}
