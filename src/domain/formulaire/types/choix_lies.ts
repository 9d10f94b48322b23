import * as z from 'zod'
import { chaine } from './chaine.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

/** One thing to choose and what it opens below it. */
export type Branche = { valeur: string; libelle: string; suite?: Branche[] }
export const Branche: z.ZodType<Branche> = z.lazy(() =>
  z.strictObject({
    valeur: z.string().min(1).max(100),
    libelle: z.string().min(1).max(300),
    suite: z.array(Branche).min(1).max(500).optional(),
  }),
)

export const NIVEAUX_MAX = 5

export const ChampChoixLies = z.strictObject({
  ...communSaisi,
  type: z.literal('choix_lies'),
  /** What is asked at each level: « Bâtiment », « Étage », « Salle ». */
  niveaux: z.array(z.string().min(1).max(120)).min(2).max(NIVEAUX_MAX),
  arbre: z.array(Branche).min(1).max(500),
})
export type ChampChoixLies = z.infer<typeof ChampChoixLies>

/** Choices that depend on one another: the answer is the way from the first list to the last. */
export const choixLies: TypeDeChamp<ChampChoixLies, string[]> = {
  reponse: z.array(chaine(100, false), 'Choisissez dans les listes.').max(NIVEAUX_MAX, 'Choisissez dans les listes.'),
  operateurs: ['contient', 'rempli', 'vide'],
  manque: 'Choisissez une réponse dans chaque liste.',
  convient: (valeur, champ) => branches(champ.arbre).some((b) => b.valeur === valeur),
  citer: (valeur, champ) => `« ${branches(champ.arbre).find((b) => b.valeur === valeur)?.libelle ?? valeur} »`,
  verifier: (valeur, champ) => {
    let listes: Branche[] | undefined = champ.arbre
    for (const choisie of valeur) {
      const branche: Branche | undefined = listes?.find((b) => b.valeur === choisie)
      if (!branche) return 'Cette réponse n’est plus proposée : choisissez de nouveau.'
      listes = branche.suite
    }
    return listes ? `Choisissez aussi « ${champ.niveaux[valeur.length] ?? 'la suite'} ».` : undefined
  },
  ecrire: (valeur, champ) => etapesDe(champ, valeur).join(' › '),
  defauts: (champ) => {
    const trouves: { chemin: string; message: string }[] = []
    const lire = (suite: Branche[], chemin: string, niveau: number) => {
      if (niveau > champ.niveaux.length) {
        trouves.push({ chemin, message: `Ce choix va plus loin que les ${champ.niveaux.length} niveaux annoncés.` })
        return
      }
      const vues = new Set<string>()
      suite.forEach((b, i) => {
        if (vues.has(b.valeur))
          trouves.push({ chemin: `${chemin}[${i}]`, message: `La valeur « ${b.valeur} » est proposée deux fois.` })
        vues.add(b.valeur)
        if (b.suite) lire(b.suite, `${chemin}[${i}].suite`, niveau + 1)
      })
    }
    lire(champ.arbre, '.arbre', 1)
    return trouves
  },
}

/** The lists to show for these first choices: one per level reached, with what is chosen in it. */
export function listesDe(champ: ChampChoixLies, valeur: readonly string[]): { choisie: string; options: Branche[] }[] {
  const listes: { choisie: string; options: Branche[] }[] = []
  let options: Branche[] | undefined = champ.arbre
  for (let niveau = 0; options && niveau < champ.niveaux.length; niveau++) {
    const choisie: string = valeur[niveau] ?? ''
    listes.push({ choisie, options })
    options = choisie ? options.find((b) => b.valeur === choisie)?.suite : undefined
  }
  return listes
}

/** The labels along the way; a value whose branch has gone is shown as it is. */
function etapesDe(champ: ChampChoixLies, valeur: readonly string[]): string[] {
  let options: Branche[] | undefined = champ.arbre
  return valeur.map((choisie) => {
    const branche: Branche | undefined = options?.find((b) => b.valeur === choisie)
    options = branche?.suite
    return branche?.libelle ?? choisie
  })
}

const branches = (arbre: readonly Branche[]): Branche[] => arbre.flatMap((b) => [b, ...branches(b.suite ?? [])])
