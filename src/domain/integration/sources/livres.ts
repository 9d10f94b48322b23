/** A real file shipped with the product: below `donnees/`, with the day its data speak of. */
export type FichierLivre = { code: string; fichier: string; date: string }

/**
 * What a first start may load beside the annuaire and the national list, in this order. Results of an examination are
 * dated at the end of the session, the rest at the rentrée.
 */
export const FICHIERS_LIVRES: readonly FichierLivre[] = [
  {
    code: 'geolocalisation',
    fichier: 'geolocalisation/adresse-geolocalisation-colleges-france.csv.gz',
    date: '2024-11-01',
  },
  { code: 'education-prioritaire', fichier: 'education-prioritaire/liste-rep-rentree-2022.csv.gz', date: '2022-09-01' },
  { code: 'effectifs', fichier: 'effectifs/lycees-gt-effectifs-2019-2021.csv.gz', date: '2021-09-01' },
  { code: 'ips-lycees', fichier: 'ips/ips-lycees-2016-2021.csv.gz', date: '2021-09-01' },
  { code: 'ips-lycees', fichier: 'ips/ips-lycees-2022.parquet', date: '2022-09-01' },
  { code: 'ips-colleges', fichier: 'ips/ips-colleges-2022.csv.gz', date: '2022-09-01' },
  { code: 'dnb', fichier: 'indicateurs/dnb-colleges-2021-derive.csv.gz', date: '2021-07-31' },
  { code: 'ivac-colleges', fichier: 'indicateurs/ivac-colleges-2022-2024.csv.gz', date: '2024-07-31' },
  { code: 'ival-lycees', fichier: 'indicateurs/ival-2024-154664.xlsx', date: '2024-07-31' },
  { code: 'calendrier-scolaire', fichier: 'calendrier/calendrier-scolaire.csv.gz', date: '2026-01-01' },
]
