import type { ChampDs, NonRepris } from './import_ds_lecture.ts'
import type { Option } from './types/options.ts'
import type { ChampPiece } from './types/piece.ts'
import type { ChampSimple } from './types/simple.ts'

const PIECE: Partial<ChampPiece> & { type: 'piece' } = {
  type: 'piece',
  formats: ['pdf', 'jpg', 'png', 'docx', 'odt', 'xlsx', 'ods'],
  taille_max: 20_000_000,
}

/** Their types that mean the same here, by the first part of `__typename`. */
const MEMES: Record<string, Partial<ChampSimple> & { type: ChampSimple['type'] }> = {
  Text: { type: 'texte', longueur_max: 500 },
  Textarea: { type: 'texte_long' },
  FormattedText: { type: 'texte_long' },
  IntegerNumber: { type: 'nombre' },
  Number: { type: 'nombre', decimales: 2 },
  DecimalNumber: { type: 'nombre', decimales: 6 },
  Date: { type: 'date' },
  Datetime: { type: 'date_heure' },
  YesNo: { type: 'oui_non' },
  Checkbox: { type: 'case' },
  Email: { type: 'courriel' },
  Phone: { type: 'telephone' },
  Iban: { type: 'iban' },
  Siret: { type: 'siret' },
  Address: { type: 'adresse' },
  Communes: { type: 'commune' },
  Commune: { type: 'commune' },
  AnnuaireEducation: { type: 'etablissement' },
  PieceJustificative: PIECE,
  TitreIdentite: PIECE,
  Engagement: { type: 'case' },
}

/** Kept as a text: the answer is not lost, its list or its check is. */
const EN_TEXTE: Record<string, string> = {
  Departement: 'liste des départements',
  Departements: 'liste des départements',
  Region: 'liste des régions',
  Regions: 'liste des régions',
  Pays: 'liste des pays',
  Epci: 'liste des EPCI',
  DossierLink: 'lien vers un autre dossier',
  Rna: 'contrôle du numéro RNA',
  Rnf: 'contrôle du numéro RNF',
  Cnaf: 'appel à la CNAF',
  Dgfip: 'appel à la DGFiP',
  PoleEmploi: 'appel à France Travail',
  Mesri: 'appel au ministère de l’enseignement supérieur',
  Cojo: 'contrôle COJO',
  ExpressionReguliere: 'contrôle par expression régulière',
  Referentiel: 'appel au référentiel',
}

/** One question of theirs in ours; what is lost on the way is said in `nonRepris`. */
export function traduire(ds: ChampDs, id: string, nonRepris: NonRepris[]): ChampSimple | undefined {
  const genre = ds.__typename.replace(/Champ(Descriptor)?$/, '')
  const libelle = ds.label.trim().slice(0, 300) || 'Question sans titre'
  const aide = ds.description?.trim().slice(0, 2000) || undefined
  const commun = { id, libelle, ...(aide ? { aide } : {}) }
  const saisi = { ...commun, ...(ds.required ? { obligatoire: true } : {}) }
  const dire = (raison: string) => nonRepris.push({ libelle, raison, sort: 'approche' })

  if (genre === 'HeaderSection') return { ...commun, type: 'titre' }
  if (genre === 'Explication')
    return { ...commun, type: 'information', texte: (aide ?? ds.collapsibleExplanationText?.trim() ?? '') || libelle }
  if (genre === 'LinkedDropDownList') return enCascade(saisi, ds, dire)
  if (genre === 'DropDownList' || genre === 'MultipleDropDownList') {
    const options = optionsDe(ds.options ?? [])
    if (options.length < 2) {
      dire('Liste dont les choix ne sont pas dans le document : reprise comme un texte.')
      return { ...saisi, type: 'texte' }
    }
    return { ...saisi, type: genre === 'DropDownList' ? 'choix' : 'choix_multiple', options }
  }
  if (genre === 'Carte') {
    dire('Carte : reprise comme un point ; si l’on y dessine un terrain, prenez une zone.')
    return { ...saisi, type: 'point' }
  }
  if (genre === 'Civilite') {
    return { ...saisi, type: 'choix', options: optionsDe(['Madame', 'Monsieur']) }
  }
  if (genre === 'TitreIdentite') dire('Titre d’identité : repris comme une pièce, sans filigrane.')
  const meme = Object.hasOwn(MEMES, genre) ? MEMES[genre] : undefined
  // Each entry of the table is a whole champ of its type beside what all champs bear.
  if (meme) return { ...saisi, ...meme } as ChampSimple
  const perdu = Object.hasOwn(EN_TEXTE, genre) ? EN_TEXTE[genre] : undefined
  dire(perdu ? `Repris comme un texte, sans ${perdu}.` : `Type « ${genre} » inconnu : repris comme un texte.`)
  return { ...saisi, type: 'texte' }
}

/** Their options are words alone: the word is the value. Lines between dashes are titles of their lists. */
function optionsDe(mots: readonly string[]): Option[] {
  const propres = mots.map((m) => m.trim()).filter((m) => m !== '' && !/^--.*--$/.test(m))
  return [...new Set(propres)].slice(0, 500).map((m) => ({ valeur: m.slice(0, 100), libelle: m.slice(0, 300) }))
}

/** « --Premier-- » opens a branch, the lines below are its choices. */
function enCascade(saisi: { id: string; libelle: string }, ds: ChampDs, dire: (raison: string) => void): ChampSimple {
  const arbre: { valeur: string; libelle: string; suite?: { valeur: string; libelle: string }[] }[] = []
  for (const mot of ds.options ?? []) {
    const titre = /^--(.*)--$/.exec(mot.trim())?.[1]?.trim()
    if (titre) arbre.push({ valeur: titre.slice(0, 100), libelle: titre.slice(0, 300) })
    else if (mot.trim()) {
      const branche = arbre.at(-1)
      const feuille = { valeur: mot.trim().slice(0, 100), libelle: mot.trim().slice(0, 300) }
      if (branche) branche.suite = [...(branche.suite ?? []), feuille]
    }
  }
  if (arbre.length === 0) {
    dire('Listes liées dont les choix ne sont pas dans le document : reprises comme un texte.')
    return { ...saisi, type: 'texte' }
  }
  return { ...saisi, type: 'choix_lies', niveaux: [saisi.libelle.slice(0, 100), 'Précisez'], arbre }
}
