import { useState } from 'react'
import { chercherEtablissements } from '#domain/referentiel/api.ts'
import { useRead } from '#web/call.ts'
import { Button } from '#web/ui/Button.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'

/** Finds an établissement by name or UAI and gives it; `sauf` are not offered. */
export function ChoisirEtablissement({
  label,
  sauf,
  onChoose,
}: {
  label: string
  sauf: readonly string[]
  onChoose: (e: { uai: string; nom: string }) => void
}) {
  const [recherche, setRecherche] = useState('')
  const assez = recherche.trim().length >= 2
  const liste = useRead(chercherEtablissements, { query: { recherche, par_page: 8 } }, { enabled: assez, keep: true })
  return (
    <div className="pile" style={{ ['--ecart' as string]: '0.5rem' }}>
      <SearchBox label={label} placeholder="Nom, commune ou UAI" value={recherche} onChange={setRecherche} />
      {assez && (
        <Reading
          query={liste}
          lines={2}
          isEmpty={(d) => d.total === 0}
          empty={<p>Aucun établissement ne correspond.</p>}
        >
          {(data) => (
            <ul className="sans-puce pile" style={{ ['--ecart' as string]: '0.25rem' }}>
              {data.elements
                .filter((e) => !sauf.includes(e.uai))
                .map((e) => (
                  <li key={e.uai}>
                    <Button
                      small
                      onClick={() => {
                        setRecherche('')
                        onChoose({ uai: e.uai, nom: e.nom })
                      }}
                    >
                      {e.nom} · {e.uai}
                      {e.commune ? ` · ${e.commune}` : ''}
                    </Button>
                  </li>
                ))}
            </ul>
          )}
        </Reading>
      )}
    </div>
  )
}
