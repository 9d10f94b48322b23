import { ColonnesManquantes } from '../../referentiel/champs.ts'
import { libelleContrat, libelleNature } from '../../referentiel/nomenclatures.ts'
import { lireColonnes, NOMS_UAI, normaliserEntete } from '../colonnes.ts'
import type { CodesDeLigne, LectureDeLigne, SourceImportable } from '../lecture.ts'
import { LICENCE_OUVERTE, MINISTERE, rejetDeCode } from './commun.ts'

const NATURE = {
  code: { noms: ['code_nature', 'code_nature_uai', 'nature_uai', 'n_nature_uai'], obligatoire: true },
  libelle: {
    noms: ['libelle_nature', 'libelle_nature_uai', 'nature_uai_libe', 'libelle_long', 'libelle'],
    obligatoire: true,
  },
}
const CONTRAT = {
  code: {
    noms: ['code_contrat', 'type_contrat_prive', 'code_type_contrat', 'contrat_etablissement'],
    obligatoire: true,
  },
  libelle: { noms: ['libelle_contrat', 'libelle_type_contrat', 'libelle_long', 'libelle'], obligatoire: true },
}
const ACADEMIE = {
  code: { noms: ['code_academie', 'academie'], obligatoire: true },
  libelle: { noms: ['libelle_academie', 'nom_academie'], obligatoire: true },
  departement: { noms: ['code_departement', 'departement'] },
}
const SEULS = {
  code: { noms: ['code'], obligatoire: true },
  libelle: { noms: ['libelle', 'libelle_long', 'libelle_court'], obligatoire: true },
}

const UAIS: ReadonlySet<string> = new Set(NOMS_UAI.map(normaliserEntete))

type Lecteur = (ligne: string[]) => LectureDeLigne

/** Lists of codes of the ministry: natures, contracts, académies. The columns, or the codes themselves, tell which. */
export const NOMENCLATURES_DU_MINISTERE: SourceImportable = {
  code: 'nomenclatures',
  libelle: 'Natures d’UAI, types de contrat, académies',
  editeur: MINISTERE,
  licence: LICENCE_OUVERTE,
  cible: 'nomenclatures',
  lecteur(entetes) {
    // A file of établissements also bears codes and their words, but a row of it is no code.
    if (entetes.some((e) => UAIS.has(normaliserEntete(e)))) throw new ColonnesManquantes(['code', 'libelle'])
    for (const essai of [academies, natures, contrats, seuls]) {
      try {
        return essai(entetes)
      } catch (erreur) {
        if (!(erreur instanceof ColonnesManquantes)) throw erreur
      }
    }
    throw new ColonnesManquantes(['code', 'libelle'])
  },
}

function natures(entetes: string[]): Lecteur {
  const c = lireColonnes(entetes, NATURE)
  return (ligne) => nature(c.code(ligne), c.libelle(ligne))
}

function contrats(entetes: string[]): Lecteur {
  const c = lireColonnes(entetes, CONTRAT)
  return (ligne) => contrat(c.code(ligne), c.libelle(ligne))
}

/** « code » and « libelle » alone: a nature has three digits, a contract two signs. */
function seuls(entetes: string[]): Lecteur {
  const c = lireColonnes(entetes, SEULS)
  return (ligne) => (/^\d{3}$/.test(c.code(ligne).trim()) ? nature : contrat)(c.code(ligne), c.libelle(ligne))
}

function nature(brut: string, officiel: string): LectureDeLigne {
  const code = brut.trim()
  const libelle_officiel = officiel.trim()
  if (!/^\d{3}$/.test(code))
    return rejetDeCode('code_incorrect', `« ${code.slice(0, 40)} » : une nature a trois chiffres.`)
  if (libelle_officiel === '') return rejetDeCode('libelle_absent', `La nature ${code} n’a pas de libellé.`)
  return un({
    table: 'nature',
    valeurs: { code, libelle: libelleNature(code, libelle_officiel), libelle_officiel, observee: true },
  })
}

function contrat(brut: string, officiel: string): LectureDeLigne {
  const code = brut.trim()
  if (!/^(\d{2}|!!)$/.test(code))
    return rejetDeCode('code_incorrect', `« ${code.slice(0, 40)} » : un type de contrat a deux chiffres.`)
  const libelle = libelleContrat(code, officiel.trim())
  // The ministry repeats codes with and without their words.
  return officiel.trim() === '' && libelle === libelleContrat(code, '') && /^Contrat \d/.test(libelle)
    ? { genre: 'hors_champ' }
    : un({ table: 'type_contrat', valeurs: { code, libelle } })
}

function academies(entetes: string[]): Lecteur {
  const c = lireColonnes(entetes, ACADEMIE)
  const dites = new Set<string>()
  return (ligne) => {
    const code = c.code(ligne).trim()
    const nom = c.libelle(ligne).trim()
    if (!/^\d{2}$/.test(code))
      return rejetDeCode('code_incorrect', `« ${code.slice(0, 40)} » : une académie a deux chiffres.`)
    if (nom === '') return rejetDeCode('libelle_absent', `L’académie ${code} n’a pas de nom.`)
    const codes: CodesDeLigne = []
    // One row a département: the académie comes once, unless it changes its name on the way.
    if (!dites.has(`${code} ${nom}`)) codes.push({ table: 'academie', valeurs: { code, nom } })
    dites.add(`${code} ${nom}`)
    const departement = c
      .departement(ligne)
      .trim()
      .replace(/^0(?=\d[\dAB]$)/i, '')
      .toUpperCase()
    if (departement) codes.push({ table: 'departement_academie', valeurs: { code: departement, code_academie: code } })
    return { genre: 'codes', codes, remarques: [] }
  }
}

const un = (code: CodesDeLigne[number]): LectureDeLigne => ({ genre: 'codes', codes: [code], remarques: [] })
