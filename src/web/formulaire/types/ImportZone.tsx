import { useState } from 'react'
import type { Sommet } from '#domain/formulaire/figures.ts'
import { lireZone, TAILLE_MAX } from '#domain/formulaire/import_zone.ts'
import { Button } from '#web/ui/Button.tsx'
import { TextAreaField } from '#web/ui/champs.tsx'
import { FileDrop } from '#web/ui/FileDrop.tsx'

/** An outline that one has already, from a map of one's own: read here, nothing is sent but its corners. */
export function ImportZone({
  id,
  libelle,
  prendre,
}: {
  id: string
  libelle: string
  prendre: (polygones: Sommet[][]) => void
}) {
  const [texte, setTexte] = useState('')
  const [erreur, setErreur] = useState<string>()
  const lire = (contenu: string) => {
    const lu = lireZone(contenu)
    setErreur('refus' in lu ? lu.refus : undefined)
    if ('polygones' in lu) prendre(lu.polygones)
  }
  const ouvrir = async ([fichier]: File[]) => {
    if (!fichier) return
    if (fichier.size > TAILLE_MAX) setErreur('Ce fichier est trop gros : un mégaoctet au plus.')
    else lire(await fichier.text())
  }
  return (
    <div className="pile" style={{ '--ecart': '0.7rem' } as React.CSSProperties}>
      <FileDrop
        label={libelle}
        button="Choisir un fichier"
        hint="GeoJSON ou KML, en degrés (WGS 84), 1 Mo au plus."
        accept=".geojson,.json,.kml,application/geo+json,application/vnd.google-earth.kml+xml"
        onFiles={(fichiers) => void ouvrir(fichiers)}
      />
      <TextAreaField
        id={`${id}-colle`}
        label="Ou collez son contenu"
        rows={4}
        spellCheck={false}
        value={texte}
        error={erreur}
        onChange={(e) => setTexte(e.target.value)}
      />
      <div>
        <Button small onClick={() => lire(texte)}>
          Prendre cette zone
        </Button>
      </div>
    </div>
  )
}
