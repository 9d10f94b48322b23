import type { TableauEssaye } from '#domain/integration/api-correspondances.ts'
import type { CibleDeSource } from '#domain/integration/cible.ts'
import type { Contenu } from '#domain/integration/liens.ts'
import { Alert } from '../../../ui/Alert.tsx'
import { pluriel } from '../../../ui/format.ts'
import { Icone } from '../../../ui/Icone.tsx'
import styles from '../Integration.module.css'
import { type Case, essayerCase, liensMontres } from './atelier.ts'
import css from './Correspondance.module.css'

type Props = { tableau: TableauEssaye; contenu: Contenu; cibles: CibleDeSource[] }

/** The first rows of the file, before and after, as one sets the mapping: computed here, nothing is sent. */
export function Apercu({ tableau: { colonnes, lignes }, contenu, cibles }: Props) {
  const entetes = colonnes.map((c) => c.entete)
  const montres = liensMontres(contenu, entetes, cibles)
  if (montres.length === 0 || lignes.length === 0) return null
  const rangees = lignes.map((ligne, numero) => ({
    numero: numero + 1,
    cases: montres.map(({ lien, cible }) => essayerCase(lien, cible, entetes, ligne)),
  }))
  const erreurs = rangees.flatMap((r) => r.cases).filter((c) => c.erreur).length
  return (
    <div className="pile">
      <h3 className={css.titre}>Aperçu des {lignes.length} premières lignes</h3>
      {erreurs > 0 && (
        <Alert kind="alerte">
          {pluriel(erreurs, 'case ne se lit pas', 'cases ne se lisent pas')} : elles seraient écartées, le reste de leur
          ligne gardé.
        </Alert>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reached by the keyboard. */}
      <section className={styles.defile} aria-label="Aperçu, avant et après" tabIndex={0}>
        <table className={css.apercu}>
          <thead>
            <tr>
              <th scope="col">Ligne</th>
              {montres.map(({ lien, cible }) => (
                <th key={lien.vers} scope="col">
                  {cible?.libelle ?? lien.vers}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rangees.map((r) => (
              <tr key={r.numero}>
                <th scope="row">{r.numero}</th>
                {r.cases.map((c, i) => (
                  <td key={montres[i]?.lien.vers}>
                    <CaseMontree case={c} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function CaseMontree({ case: { avant, apres, erreur } }: { case: Case }) {
  if (erreur)
    return (
      <span className={css.faute}>
        {avant || apres} <br />
        <span className="petit">
          <Icone nom="alerte" taille={14} /> {erreur}
        </span>
      </span>
    )
  if (avant.trim() === '') return <span className="discret">vide</span>
  if (apres === avant) return apres
  return (
    <>
      <span className={`${styles.avant} petit`}>{avant}</span>{' '}
      <span className={styles.apres}>{apres === '' ? 'vide' : apres}</span>
    </>
  )
}
