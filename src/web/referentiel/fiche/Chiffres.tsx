import { listerEnregistrements } from '#domain/referentiel/api-rubriques.ts'
import { type Point, serie, totauxEleves } from '#domain/referentiel/indicateurs.ts'
import { useRead } from '#web/call.ts'
import { euros, nombre, pluriel } from '#web/ui/format.ts'
import { Courbe } from './Courbe.tsx'
import css from './fiche.module.css'
import type { MomentChoisi } from './Moment.tsx'

const TOUT = 500

type Chiffre = { libelle: string; points: Point[]; ecrire: (n: number) => string; annee: (a: number) => string }

const rentree = (a: number) => `rentrée ${a}`
const session = (a: number) => `session ${a}`

/** « +3 points », « −1 point » */
const ecart = (n: number) => `${n > 0 ? '+' : n < 0 ? '−' : ''}${pluriel(Math.abs(n), 'point')}`

/** The figures one asks first, each with its year and its course; one that no source gives is not there. */
export function Chiffres({ uai, moment }: { uai: string; moment: MomentChoisi }) {
  const lire = (rubrique: 'effectif' | 'indicateur' | 'operation') =>
    ({ params: { uai, rubrique }, query: { ...moment, par_page: TOUT } }) as const
  const effectifs = useRead(listerEnregistrements, lire('effectif'))
  const indicateurs = useRead(listerEnregistrements, lire('indicateur'))
  const operations = useRead(listerEnregistrements, lire('operation'))
  const chiffres = [
    { libelle: 'Élèves', points: eleves(effectifs.data?.elements), ecrire: nombre, annee: rentree },
    {
      libelle: 'Indice de position sociale',
      points: indicateur(
        indicateurs.data?.elements,
        ['ips_lycee', 'ips_college'],
        ['ips', 'ips_ensemble', 'ips_gt', 'ips_pro'],
      ),
      ecrire: nombre,
      annee: rentree,
    },
    {
      libelle: 'Valeur ajoutée (réussite)',
      points: indicateur(
        indicateurs.data?.elements,
        ['ival_gt', 'ival_pro', 'ivac'],
        ['va_reu_total', 'va_du_taux_de_reussite_g'],
      ),
      ecrire: ecart,
      annee: session,
    },
    {
      libelle: 'Opérations votées',
      points: montants(operations.data?.elements),
      ecrire: (n: number) => euros(n / 100),
      annee: (a: number) => String(a),
    },
  ].filter((c) => c.points.length > 0)
  if (chiffres.length === 0) return null
  return (
    <section className={css.chiffres} aria-label="Chiffres clés">
      {chiffres.map((c) => (
        <UnChiffre key={c.libelle} {...c} />
      ))}
    </section>
  )
}

function UnChiffre({ libelle, points, ecrire, annee }: Chiffre) {
  const dernier = points.at(-1)
  if (!dernier) return null
  return (
    <div className={css.chiffre}>
      <span className="discret petit">{libelle}</span>
      <strong>{ecrire(dernier.valeur)}</strong>
      <span className="petit discret">{annee(dernier.annee)}</span>
      <Courbe points={points} ecrire={ecrire} titre={libelle} />
    </div>
  )
}

type Elements = { valeurs: Record<string, string | number | boolean | null> }[] | undefined

const eleves = (elements: Elements): Point[] =>
  totauxEleves(
    (elements ?? []).map(({ valeurs: v }) => ({
      annee: Number(v.annee),
      niveau: String(v.niveau),
      regime: String(v.regime),
      effectif: Number(v.effectif),
    })),
  )

const indicateur = (elements: Elements, jeux: string[], codes: string[]): Point[] =>
  serie(
    (elements ?? []).map(({ valeurs: v }) => ({
      jeu: String(v.jeu),
      annee: Number(v.annee),
      code: String(v.code),
      valeur: typeof v.valeur === 'number' ? v.valeur : null,
    })),
    jeux,
    codes,
  )

function montants(elements: Elements): Point[] {
  const annees = Map.groupBy(
    (elements ?? []).filter(({ valeurs: v }) => v.annee !== null && typeof v.montant_vote === 'number'),
    ({ valeurs: v }) => Number(v.annee),
  )
  return [...annees]
    .map(([annee, ceux]) => ({ annee, valeur: ceux.reduce((s, o) => s + Number(o.valeurs.montant_vote), 0) }))
    .sort((a, b) => a.annee - b.annee)
}
