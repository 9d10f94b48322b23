import { lazy, Suspense, useState } from 'react'
import type { Geometrie } from '#domain/formulaire/figures.ts'
import { Button } from '#web/ui/Button.tsx'

const CarteLue = lazy(() => import('./CarteLue.tsx'))

/** The place that an answer says in words, seen and taken away: the map comes only when one asks for it. */
export function VoirSurCarte({ libelle, geometrie }: { libelle: string; geometrie: Geometrie }) {
  const [ouverte, setOuverte] = useState(false)
  return (
    <div className="pile" data-impression="non" style={{ '--ecart': '0.5rem' } as React.CSSProperties}>
      <div className="rang">
        <Button
          small
          icon="lieu"
          aria-expanded={ouverte}
          aria-label={`${ouverte ? 'Fermer la carte' : 'Voir sur la carte'} : ${libelle}`}
          onClick={() => setOuverte(!ouverte)}
        >
          {ouverte ? 'Fermer la carte' : 'Voir sur la carte'}
        </Button>
        <Button
          small
          kind="discret"
          icon="telecharger"
          aria-label={`Télécharger en GeoJSON : ${libelle}`}
          onClick={() => telecharger(libelle, geometrie)}
        >
          GeoJSON
        </Button>
      </div>
      {ouverte && (
        <Suspense fallback={<p className="petit discret">La carte arrive…</p>}>
          <CarteLue libelle={libelle} geometrie={geometrie} />
        </Suspense>
      )}
    </div>
  )
}

/** One feature, that any map tool opens. */
function telecharger(libelle: string, geometry: Geometrie): void {
  const document_ = { type: 'Feature', properties: { libelle }, geometry }
  const url = URL.createObjectURL(new Blob([JSON.stringify(document_)], { type: 'application/geo+json' }))
  const lien = document.createElement('a')
  lien.href = url
  lien.download = 'zone.geojson'
  lien.click()
  URL.revokeObjectURL(url)
}
