import type { z } from 'zod'
import { estMorte, estToujoursVraie } from './branches.ts'
import type { Condition } from './conditions.ts'
import { defautsDe } from './controle.ts'
import { type Defaut, ecrireChemin } from './controle_conditions.ts'
import { type Champ, Definition } from './definition.ts'
import type { Ebauche } from './ebauche.ts'
import { usagesDe } from './nommees.ts'
import { attendReponse } from './types/registre.ts'

/** A remark with the étape and the champ it is about, and their name: a screen goes there, a refusal names it. */
export type Remarque = Defaut & { etape?: string; champ?: string; ou: string }
/** `defauts` forbid publishing; `avertissements` do not. */
export type Constat = { defauts: Remarque[]; avertissements: Remarque[] }

// An ébauche is replaced at each edit, never changed.
const constats = new WeakMap<Ebauche, Constat>()

/** All that one can say of a form before publishing it, in reading order. */
export function constater(ebauche: Ebauche): Constat {
  const connu = constats.get(ebauche)
  if (connu) return connu
  const lu = Definition.safeParse(ebauche)
  const formes = (lu.error?.issues ?? []).map((i) => ({ chemin: ecrireChemin(i.path), message: motsDe(i) }))
  const constat = {
    defauts: [...formes, ...defautsDe(ebauche)].map((d) => situer(ebauche, d)),
    avertissements: avertissementsDe(ebauche).map((d) => situer(ebauche, d)),
  }
  constats.set(ebauche, constat)
  return constat
}

const VIDES: Record<string, string> = {
  libelle: 'Écrivez le libellé.',
  titre: 'Écrivez le titre.',
  texte: 'Écrivez le texte.',
  champs: 'Ajoutez au moins une question.',
  etapes: 'Ajoutez au moins une étape.',
  options: 'Proposez au moins deux options.',
  formats: 'Choisissez au moins un format.',
  valeur: 'Donnez une valeur à chaque option.',
  message: 'Écrivez le message.',
  libelle_ligne: 'Nommez une ligne du bloc.',
  libelle_ajouter: 'Écrivez le texte du bouton qui ajoute une ligne.',
  alternative: 'Décrivez ce que montre l’image, pour qui ne la voit pas.',
  transcription: 'Donnez la transcription de la vidéo.',
  niveaux: 'Donnez au moins deux niveaux.',
  arbre: 'Écrivez au moins un choix.',
  colonnes: 'Ajoutez au moins une colonne.',
  lignes: 'Ajoutez au moins une ligne.',
  libelle_min: 'Dites ce que veut dire la plus petite note.',
  libelle_max: 'Dites ce que veut dire la plus grande note.',
  nom: 'Donnez un nom.',
}

/** What has no shape yet, in the words of who must give it. */
const A_CHOISIR: Record<string, string> = {
  url: 'Donnez une adresse, ou choisissez un fichier.',
  nomenclature: 'Choisissez une nomenclature.',
}

/** Zod speaks for developers; ours are the messages that a schema bears itself. */
function motsDe({ code, path, message }: z.core.$ZodIssue): string {
  if (code === 'too_small') return VIDES[String(path.at(-1))] ?? 'Cette valeur est trop petite, ou manque.'
  if (code === 'too_big') return 'Cette valeur est trop grande ou trop longue.'
  if (code === 'invalid_format' && path.at(-1) !== 'id')
    return A_CHOISIR[String(path.at(-1))] ?? 'Cette valeur n’a pas le bon format.'
  return code === 'custom' || code === 'invalid_format' ? message : 'Cette partie n’est pas complète.'
}

const OU_DES_REGLES: Record<string, string> = {
  conditions: 'Conditions nommées',
  eligibilite: 'Éligibilité',
  calendrier: 'Calendrier selon les réponses',
  routage: 'Orientation des dossiers',
  plafonds: 'Plafonds annuels',
}

/** `etapes[1].champs[3].champs[0].libelle` is about the first champ of the rows of the fourth champ. */
export function situer(ebauche: Ebauche, defaut: Defaut): Remarque {
  const [, e, c, i] = /^etapes\[(\d+)\](?:\.champs\[(\d+)\](?:\.champs\[(\d+)\])?)?/.exec(defaut.chemin) ?? []
  const etape = e === undefined ? undefined : ebauche.etapes[Number(e)]
  if (!etape) {
    const [, genre = ''] = /^(conditions|eligibilite|calendrier|routage|plafonds)/.exec(defaut.chemin) ?? []
    return { ...defaut, ou: OU_DES_REGLES[genre] ?? 'Formulaire' }
  }
  const racine = c === undefined ? undefined : etape.champs[Number(c)]
  const interne = racine?.type === 'bloc_repetable' && i !== undefined ? racine.champs[Number(i)] : undefined
  const champ = interne ?? racine
  return { ...defaut, etape: etape.id, champ: champ?.id, ou: (champ ? champ.libelle : etape.titre) || 'Sans titre' }
}

function avertissementsDe(ebauche: Ebauche): Defaut[] {
  const trouves: Defaut[] = []
  const examiner = (condition: Condition | boolean | undefined, chemin: string, quoi: string) => {
    if (typeof condition !== 'object') return
    if (estMorte(condition, ebauche))
      trouves.push({ chemin, message: `Aucune réponse ne remplit cette condition : ${quoi} jamais.` })
    else if (estToujoursVraie(condition, ebauche))
      trouves.push({ chemin, message: 'Cette condition est toujours remplie : elle ne sert à rien.' })
  }
  const voir = (champ: Champ, chemin: string) => {
    examiner(champ.condition, `${chemin}.condition`, 'ceci n’apparaît')
    if ('obligatoire' in champ) examiner(champ.obligatoire, `${chemin}.obligatoire`, 'ce n’est obligatoire')
    if (champ.type === 'bloc_repetable') for (const [i, c] of champ.champs.entries()) voir(c, `${chemin}.champs[${i}]`)
  }
  ebauche.etapes.forEach((etape, e) => {
    const ici = `etapes[${e}]`
    examiner(etape.condition, `${ici}.condition`, 'cette étape n’apparaît')
    for (const [c, champ] of etape.champs.entries()) voir(champ, `${ici}.champs[${c}]`)
    if (etape.champs.length > 0 && !etape.champs.some(attendReponse))
      trouves.push({ chemin: ici, message: 'Cette étape ne pose aucune question.' })
    if (etape.champs.length > 20)
      trouves.push({ chemin: ici, message: `Cette étape a ${etape.champs.length} questions : pensez à la couper.` })
  })
  for (const [i, c] of (ebauche.conditions ?? []).entries())
    if (usagesDe(ebauche, c.id).length === 0)
      trouves.push({ chemin: `conditions[${i}]`, message: `La condition « ${c.nom} » ne sert nulle part.` })
  return trouves
}
