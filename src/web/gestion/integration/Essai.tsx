import type { Answer } from '#domain/endpoint.ts'
import type { testerSource } from '#domain/integration/api-connecteurs.ts'
import { Alert } from '../../ui/Alert.tsx'
import css from './Integration.module.css'

/** What a setting gives: the status, and the first rows. */
export function Essai({ essai }: { essai: Answer<typeof testerSource> }) {
  const statut = essai.statut === null ? '' : ` (réponse ${essai.statut})`
  return (
    <div className="pile" role="status">
      <Alert
        kind={essai.reussi ? 'succes' : 'danger'}
        title={essai.reussi ? `L’essai réussit${statut}` : `L’essai échoue${statut}`}
      >
        {essai.message}
      </Alert>
      {essai.lignes.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reached by the keyboard.
        <section className={css.defile} aria-label="Premières lignes" tabIndex={0}>
          <table className="petit">
            <thead>
              <tr>
                {essai.colonnes.map((c) => (
                  <th key={c} scope="col">
                    {c}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {essai.lignes.map((ligne) => (
                <tr key={ligne.join('|')}>
                  {essai.colonnes.map((c, i) => (
                    <td key={c}>{ligne[i]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}
