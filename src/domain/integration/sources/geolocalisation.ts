import { nomParDefaut } from '../../referentiel/annuaire.ts'
import type { Champs, Lecture } from '../../referentiel/champs.ts'
import { position, texte } from '../../referentiel/valeurs.ts'
import { lireColonnes, lireUai, normaliserEntete, UAI } from '../colonnes.ts'
import type { RemarqueDeLigne, SourceImportable } from '../lecture.ts'
import { lireJour } from '../nombres.ts'
import { DEPP, LICENCE_OUVERTE } from './commun.ts'

const COLONNES = {
  uai: UAI,
  nom: { noms: ['appellation_officielle'] },
  denomination: { noms: ['denomination_principale'] },
  patronyme: { noms: ['patronyme_uai', 'patronyme'] },
  secteur: { noms: ['secteur_public_prive_libe', 'secteur_public_prive'] },
  adresse: { noms: ['adresse_uai', 'adresse'] },
  lieu_dit: { noms: ['lieu_dit_uai', 'lieu_dit'] },
  code_postal: { noms: ['code_postal_uai', 'code_postal'] },
  commune: { noms: ['libelle_commune', 'commune'] },
  latitude: { noms: ['latitude'], obligatoire: true },
  longitude: { noms: ['longitude'], obligatoire: true },
  precision: { noms: ['localisation'] },
  nature: { noms: ['nature_uai', 'code_nature'], obligatoire: true },
  etat: { noms: ['etat_etablissement_libe', 'etat_etablissement'] },
  departement: { noms: ['code_departement'] },
  code_commune: { noms: ['code_commune'] },
  contrat: { noms: ['secteur_prive_code_type_contrat'] },
  ministere: { noms: ['libelle_ministere'] },
  ouverture: { noms: ['date_ouverture'] },
}

const ETATS: Record<string, string> = {
  ouvert: 'ouvert',
  a_ouvrir: 'a_ouvrir',
  a_fermer: 'a_fermer',
  ferme: 'ferme',
}

/** Natures of the second degré (table N_NATURE_UAI): 3xx but what is neither a collège, a lycée nor an EREA. */
function typeDe(nature: string): string | undefined {
  if (/^(340|350|352|390)$/.test(nature)) return 'college'
  if (nature === '370') return 'erea'
  return /^(30[0-7]|310|320|33[0-5])$/.test(nature) ? 'lycee' : undefined
}

/**
 * `fr-en-adresse-et-geolocalisation-etablissements-premier-et-second-degre`, labels or identifiers. Schools are « hors
 * champ ». 2099-01-01 stands for a day of opening that is not known yet.
 */
export const GEOLOCALISATION: SourceImportable = {
  code: 'geolocalisation',
  libelle: 'Adresse et géolocalisation des établissements',
  editeur: DEPP,
  licence: LICENCE_OUVERTE,
  cible: 'etablissements',
  priorite: 3,
  lecteur(entetes) {
    const c = lireColonnes(entetes, COLONNES)
    return (ligne): Lecture => {
      const nature = c.nature(ligne).trim()
      const type = typeDe(nature)
      if (!type) return { genre: 'hors_champ' }
      const lu = lireUai(c.uai(ligne))
      if ('genre' in lu) return { ...lu, code: 'uai_incorrect' }
      const remarques: RemarqueDeLigne[] = []
      const code_postal = c.code_postal(ligne).match(/^\d{5}/)?.[0]
      if (!code_postal && c.code_postal(ligne) !== '')
        remarques.push({ champ: 'code_postal', valeur: c.code_postal(ligne), raison: 'Code postal incorrect.' })
      const commune = texte(c.commune(ligne))
      const ministere = texte(c.ministere(ligne))
      const champs: Champs = {
        nom: texte(c.nom(ligne)) ?? compose(c.denomination(ligne), c.patronyme(ligne)) ?? nomParDefaut(type),
        type,
        nature,
        secteur: { public: 'public', prive: 'prive' }[normaliserEntete(c.secteur(ligne))],
        contrat: texte(c.contrat(ligne)),
        etat: ETATS[normaliserEntete(c.etat(ligne))] ?? 'ouvert',
        ministere: /EDUCATION NATIONALE/.test(ministere ?? '') ? 'Éducation nationale' : ministere,
        date_ouverture: lireJour(c.ouverture(ligne)),
        adresse: casse(texte(c.adresse(ligne))),
        complement_adresse: casse(texte(c.lieu_dit(ligne))),
        code_postal,
        commune,
        ...position(c.latitude(ligne), c.longitude(ligne)),
        precision_position: texte(c.precision(ligne)),
      }
      const lieu = { code_commune: texte(c.code_commune(ligne)), commune, departement: texte(c.departement(ligne)) }
      return { genre: 'etablissement', uai: lu.uai, champs, lieu, remarques: remarques as [] }
    }
  },
}

const compose = (denomination: string, patronyme: string): string | undefined => texte(`${denomination} ${patronyme}`)

const PETITS = /^(de|du|des|d|l|la|le|les|et|en|sur|sous|aux?|à)$/

/** « 2 rue DE MACHEVILLE » is « 2 rue de Macheville »: the dataset writes the name of the street in capitals. */
function casse(adresse: string | undefined): string | undefined {
  return adresse?.replace(/\p{Lu}[\p{Lu}\p{M}]*/gu, (mot, place: number) => {
    const seul = mot.length === 1 && !/['’]/.test(adresse[place + 1] ?? '')
    const suite = /\p{Ll}/u.test(adresse[place + mot.length] ?? '')
    if (seul || suite) return mot
    const bas = mot.toLowerCase()
    return PETITS.test(bas) ? bas : mot.charAt(0) + bas.slice(1)
  })
}
