import type { ReactNode } from 'react'
import type { Fiche } from '#domain/referentiel/api.ts'
import { date } from '../ui/format.ts'
import css from './referentiel.module.css'

const telephone = (numero: string | null) => numero && <a href={`tel:${numero.replaceAll(' ', '')}`}>{numero}</a>

/** Who the établissement is and how to reach it, as a list of terms. */
export function Identite({ fiche }: { fiche: Fiche }) {
  const lignes: [string, ReactNode][] = [
    ['UAI', fiche.uai],
    ['Nature', fiche.nature_libelle],
    [
      'Statut',
      fiche.secteur &&
        (fiche.secteur === 'public'
          ? 'Public'
          : `Privé${fiche.contrat_libelle ? `, ${fiche.contrat_libelle.toLowerCase()}` : ''}`),
    ],
    ['SIRET', fiche.siret],
    [
      'Adresse',
      [fiche.adresse, fiche.complement_adresse, [fiche.code_postal, fiche.commune].filter(Boolean).join(' ')]
        .filter(Boolean)
        .join(', '),
    ],
    ['Téléphone', telephone(fiche.telephone)],
    ['Courriel', fiche.courriel && <a href={`mailto:${fiche.courriel}`}>{fiche.courriel}</a>],
    [
      'Site',
      fiche.web && /^https?:\/\//.test(fiche.web) ? (
        <a href={fiche.web} rel="noreferrer">
          {fiche.web}
        </a>
      ) : (
        fiche.web
      ),
    ],
    ['Ouvert depuis le', fiche.date_ouverture && date(fiche.date_ouverture)],
    ['Fermé le', fiche.date_fermeture && date(fiche.date_fermeture)],
    ['Ministère', fiche.ministere && capitales(fiche.ministere)],
  ]
  return <Termes lignes={lignes} />
}

/** The territories that hold it, from the commune to the région. */
export function Territoires({ fiche }: { fiche: Fiche }) {
  const { commune, canton, epci, departement, academie, region } = fiche.territoire
  return (
    <Termes
      lignes={[
        ['Commune', commune && `${commune.nom} (${commune.code})`],
        ['Canton', canton?.nom],
        ['EPCI', epci?.nom],
        ['Département', departement && `${departement.nom} (${departement.code})`],
        ['Académie', academie?.nom],
        ['Région', region?.nom],
      ]}
    />
  )
}

export function Termes({ lignes }: { lignes: [string, ReactNode][] }) {
  return (
    <dl className={css.termes}>
      {lignes
        .filter(([, valeur]) => valeur)
        .map(([terme, valeur]) => (
          <div key={terme}>
            <dt>{terme}</dt>
            <dd>{valeur}</dd>
          </div>
        ))}
    </dl>
  )
}

/** « MINISTERE DE L’AGRICULTURE » is shouted in the source. */
const capitales = (texte: string) =>
  texte === texte.toUpperCase() ? texte.charAt(0) + texte.slice(1).toLowerCase() : texte
