import { controler } from '#domain/formulaire/controle.ts'
import type { Champ, Definition, Etape, Reponses } from '#domain/formulaire/definition.ts'

const PAR_ETAPE = 30

/**
 * A form of `nombre` questions in steps of thirty: texts, numbers, amounts, choices and dates, one in five shown by a
 * condition, one in ten computed, and a rule between answers in each step. Checked as at publication.
 */
export function longFormulaire(nombre: number): Definition {
  const champs = Array.from({ length: nombre }, (_, i) => question(i))
  const etapes = Array.from({ length: Math.ceil(nombre / PAR_ETAPE) }, (_, e): Etape => {
    const premier = e * PAR_ETAPE
    return {
      id: `etape_${e}`,
      titre: `Étape ${e + 1}`,
      champs: champs.slice(premier, premier + PAR_ETAPE),
      controles: [
        {
          si: { champ: id(premier + 9), op: 'superieur', valeur: 100_000_000 },
          champ: id(premier + 2),
          message: 'Le total dépasse un million d’euros : vérifiez les montants.',
        },
      ],
    }
  })
  const { definition, defauts } = controler({
    format: 'preau/formulaire@1',
    titre: `Formulaire de ${nombre} questions`,
    etapes,
    reperes: { objet: id(0) },
  })
  if (!definition) throw new Error(`Formulaire impubliable : ${JSON.stringify(defauts.slice(0, 3))}`)
  return definition
}

const id = (i: number): string => `question_${i}`

function question(i: number): Champ {
  const commun = {
    id: id(i),
    libelle: `Question ${i + 1}`,
    aide: 'Une phrase d’aide, comme sous la plupart des questions.',
  }
  switch (i % 10) {
    case 1:
      return { ...commun, type: 'nombre', min: 0, max: 10_000, obligatoire: true }
    case 2:
      return { ...commun, type: 'montant', min: 0, max: 200_000_000 }
    case 3:
      return { ...commun, type: 'oui_non', obligatoire: true }
    case 4:
      return {
        ...commun,
        type: 'texte_long',
        obligatoire: true,
        condition: { champ: id(i - 1), op: 'egal', valeur: true },
      }
    case 5:
      return { ...commun, type: 'choix', options: OPTIONS }
    case 6:
      return {
        ...commun,
        type: 'texte',
        obligatoire: true,
        condition: {
          et: [
            { champ: id(i - 1), op: 'parmi', valeur: ['a', 'b'] },
            { champ: id(i - 3), op: 'rempli' },
          ],
        },
      }
    case 7:
      return { ...commun, type: 'date', max: { aujourdhui: 365 } }
    case 8:
      return { ...commun, type: 'courriel' }
    case 9:
      return {
        ...commun,
        type: 'calcul',
        grandeur: 'montant',
        formule: { produit: [{ champ: id(i - 8) }, { champ: id(i - 7) }] },
      }
    default:
      return { ...commun, type: 'texte', obligatoire: true, longueur_max: 200 }
  }
}

const OPTIONS = ['a', 'b', 'c', 'd'].map((valeur) => ({ valeur, libelle: `Choix ${valeur.toUpperCase()}` }))

/** An answer to each question that waits for one; `tour` makes it another. */
export function reponsesA(definition: Definition, tour = 0): Reponses {
  const champs = definition.etapes.flatMap((e) => e.champs)
  return Object.fromEntries(champs.flatMap((c, i) => (c.type === 'calcul' ? [] : [[c.id, reponse(c, i + tour)]])))
}

function reponse({ type }: Champ, n: number): unknown {
  if (type === 'nombre') return n % 100
  if (type === 'montant') return 100 * (n % 500)
  if (type === 'oui_non') return n % 3 > 0
  if (type === 'choix') return OPTIONS[n % 4]?.valeur
  if (type === 'date') return `2026-0${1 + (n % 9)}-1${n % 9}`
  if (type === 'courriel') return `personne${n}@preau.example`
  return `Réponse ${n}, écrite en une ligne comme on en lit dans les dossiers.`
}
