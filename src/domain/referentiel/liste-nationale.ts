import { nomParDefaut } from './annuaire.ts'
import { type Champs, colonnes, type Lecture } from './champs.ts'
import { estUai, nettoyerUai } from './uai.ts'
import { position, texte } from './valeurs.ts'

const COLONNES = [
  'nom',
  'uai',
  'type_etablissement',
  'commune',
  'departement',
  'secteur',
  'latitude',
  'longitude',
] as const
const TYPES = new Set(['college', 'lycee'])
const SECTEURS: Record<string, string> = { Public: 'public', Privé: 'prive' }

/**
 * Reads rows of the derived list of the collèges and lycées of France. It holds neither address nor commune code:
 * the commune is known by its name in the département. Throws `ColonnesManquantes` on a foreign file.
 */
export function lecteurListeNationale(entetes: string[]): (ligne: string[]) => Lecture {
  const c = colonnes(entetes, COLONNES)
  return (ligne) => {
    const type = c.type_etablissement(ligne)
    if (!TYPES.has(type)) return { genre: 'hors_champ' }
    const uai = nettoyerUai(c.uai(ligne))
    if (!estUai(uai))
      return {
        genre: 'rejet',
        uai,
        code: 'uai_incorrect',
        raison: 'Le numéro UAI n’a pas sept chiffres suivis de leur lettre de contrôle.',
      }
    const champs: Champs = {
      nom: texte(c.nom(ligne)) ?? nomParDefaut(type),
      type,
      secteur: SECTEURS[c.secteur(ligne)],
      // The list holds only établissements open in October 2025.
      etat: 'ouvert',
      commune: texte(c.commune(ligne)),
      ...position(c.latitude(ligne), c.longitude(ligne)),
    }
    return {
      genre: 'etablissement',
      uai,
      champs,
      lieu: { commune: champs.commune, departement: texte(c.departement(ligne)) },
      remarques: [],
    }
  }
}
