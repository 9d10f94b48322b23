import { ColonnesManquantes } from '../../referentiel/champs.ts'
import { departementDuCode } from '../../referentiel/territoire.ts'
import { lireColonnes, placerEntetes } from '../colonnes.ts'
import type { CodesDeLigne, LectureDeLigne, SourceImportable } from '../lecture.ts'
import { rejetDeCode } from './commun.ts'
import { lecteurEpci, lecteurPopulation } from './epci.ts'

const O = { obligatoire: true }
const NOM = { noms: ['libelle', 'name', 'nom'], ...O }

const COMMUNE = {
  genre: { noms: ['typecom', 'type_code'], ...O },
  code: { noms: ['com', 'code'], ...O },
  nom: NOM,
  departement: { noms: ['dep', 'department_code'] },
  canton: { noms: ['can', 'canton_code'] },
  parent: { noms: ['comparent', 'parent_code'], ...O },
}
const CANTON = {
  code: { noms: ['can', 'code'], ...O },
  nom: NOM,
  departement: { noms: ['dep', 'department_code'], ...O },
  genre: { noms: ['typect', 'type_code'], ...O },
  composition: { noms: ['compct', 'composition_id'], ...O },
}
const DEPARTEMENT = {
  code: { noms: ['dep', 'code'], ...O },
  nom: NOM,
  region: { noms: ['reg', 'region_code', 'region'], ...O },
  chef_lieu: { noms: ['cheflieu', 'capital_code', 'chef_lieu'], ...O },
}
const REGION = {
  code: { noms: ['reg', 'code'], ...O },
  nom: NOM,
  chef_lieu: { noms: ['cheflieu', 'capital_code', 'chef_lieu'], ...O },
}

type Lecteur = (ligne: string[]) => LectureDeLigne

/**
 * The files of the COG as the INSEE publishes them (`v_commune_…`, `v_canton_…`) and as others give them again, and those
 * of the EPCI. One table a file, told by its columns.
 */
export const COG: SourceImportable = {
  code: 'decoupage',
  libelle: 'Code officiel géographique et EPCI',
  editeur: 'Insee, DGCL, IGN',
  licence: 'Licence Ouverte 2.0 (Etalab)',
  cible: 'territoires',
  lecteur(entetes) {
    for (const essai of [lecteurEpci, lecteurPopulation, communes, cantons, departements, regions]) {
      try {
        return essai(entetes)
      } catch (erreur) {
        if (!(erreur instanceof ColonnesManquantes)) throw erreur
      }
    }
    throw new ColonnesManquantes(['COM, CAN, DEP, REG ou EPCI', 'LIBELLE'])
  },
}

function communes(entetes: string[]): Lecteur {
  const c = lireColonnes(entetes, COMMUNE)
  return (ligne) => {
    const code = c.code(ligne).trim()
    const nom = c.nom(ligne).trim()
    const genre = c.genre(ligne).trim().toUpperCase()
    if (!/^\d[\dAB]\d{3}$/.test(code)) return incorrect(code, 'un code de commune a cinq signes')
    if (nom === '') return sansNom(code)
    const code_departement = c.departement(ligne).trim() || departementDuCode(code)
    if (genre === 'COM') {
      const valeurs: CodesDeLigne[number]['valeurs'] = { code, nom, code_departement }
      if (c.presentes.has('canton')) valeurs.code_canton = c.canton(ligne).trim() || null
      return un({ table: 'commune', valeurs })
    }
    if (!['ARM', 'COMD', 'COMA'].includes(genre))
      return rejetDeCode('genre_inconnu', `« ${genre.slice(0, 20)} » n’est pas un genre de commune.`)
    const code_commune = c.parent(ligne).trim()
    if (code_commune === '') return { genre: 'hors_champ' }
    return un({ table: 'partie_commune', valeurs: { code, genre, nom, code_departement, code_commune } })
  }
}

function cantons(entetes: string[]): Lecteur {
  const c = lireColonnes(entetes, CANTON)
  return (ligne) => {
    const code = c.code(ligne).trim()
    const nom = c.nom(ligne).trim()
    if (!/^\d[\dAB]\d{2,3}$/.test(code)) return incorrect(code, 'un code de canton a quatre ou cinq signes')
    if (nom === '') return sansNom(code)
    const valeurs = {
      code,
      nom,
      genre: c.genre(ligne).trim() === 'C' ? 'reel' : 'partage',
      code_departement: c.departement(ligne).trim(),
      communes_entieres: c.composition(ligne).trim() === '1',
    }
    return un({ table: 'canton', valeurs })
  }
}

function departements(entetes: string[]): Lecteur {
  const places = placerEntetes(entetes)
  if (places.has('can') || places.has('com') || places.has('department_code')) throw new ColonnesManquantes(['DEP'])
  const c = lireColonnes(entetes, DEPARTEMENT)
  return (ligne) => {
    const code = c.code(ligne).trim()
    const nom = c.nom(ligne).trim()
    if (!/^(\d[\dAB]|9[78]\d)$/.test(code)) return incorrect(code, 'un code de département a deux ou trois signes')
    if (nom === '') return sansNom(code)
    return un({ table: 'departement', valeurs: { code, nom, code_region: c.region(ligne).trim() || null } })
  }
}

function regions(entetes: string[]): Lecteur {
  const c = lireColonnes(entetes, REGION)
  return (ligne) => {
    const code = c.code(ligne).trim()
    const nom = c.nom(ligne).trim()
    if (!/^\d{2}$/.test(code)) return incorrect(code, 'un code de région a deux chiffres')
    return nom === '' ? sansNom(code) : un({ table: 'region', valeurs: { code, nom } })
  }
}

const incorrect = (code: string, regle: string): LectureDeLigne =>
  rejetDeCode('code_incorrect', `« ${code.slice(0, 40)} » : ${regle}.`)
const sansNom = (code: string): LectureDeLigne => rejetDeCode('nom_absent', `Le code ${code} n’a pas de nom.`)
const un = (code: CodesDeLigne[number]): LectureDeLigne => ({ genre: 'codes', codes: [code], remarques: [] })
