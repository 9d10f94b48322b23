import { useState } from 'react'
import { ecrireArbre, lireArbre } from '#domain/formulaire/arbre.ts'
import { type Branche, NIVEAUX_MAX } from '#domain/formulaire/types/choix_lies.ts'
import { lireRegistre } from '#domain/referentiel/api-fiche.ts'
import { useRead } from '#web/call.ts'
import { Button } from '#web/ui/Button.tsx'
import { FieldError, SelectField, TextAreaField, TextField } from '#web/ui/champs.tsx'
import { Element } from './ReglagesTableau.tsx'
import css from './reglages.module.css'

/** What is asked at each level of linked choices. */
export function Niveaux({ niveaux, onChange }: { niveaux: readonly string[]; onChange: (v: string[]) => void }) {
  return (
    <fieldset className={css.groupe}>
      <legend>Niveaux</legend>
      {niveaux.map((n, i) => (
        // Levels have no id: their place is their identity.
        <Element key={i} nom={`le niveau ${i + 1}`} liste={niveaux} rang={i} minimum={2} onChange={onChange}>
          <TextField label={`Niveau ${i + 1}`} value={n} onChange={(e) => onChange(niveaux.with(i, e.target.value))} />
        </Element>
      ))}
      {niveaux.length < NIVEAUX_MAX && (
        <div>
          <Button small icon="ajouter" onClick={() => onChange([...niveaux, `Niveau ${niveaux.length + 1}`])}>
            Niveau
          </Button>
        </div>
      )}
    </fieldset>
  )
}

/** The choices as an outline: what is typed waits here until one leaves the box. */
export function Arbre({ arbre, onChange }: { arbre: readonly Branche[]; onChange: (v: Branche[]) => void }) {
  const ecrit = ecrireArbre(arbre)
  const [brut, setBrut] = useState<string>()
  return (
    <TextAreaField
      label="Choix"
      help="Un par ligne. Deux espaces de plus au début d’une ligne la rangent sous celle du dessus."
      rows={10}
      spellCheck={false}
      style={{ fontFamily: 'ui-monospace, monospace' }}
      value={brut ?? ecrit}
      onChange={(e) => setBrut(e.target.value)}
      onBlur={() => {
        if (brut !== undefined && brut !== ecrit) onChange(lireArbre(brut, arbre))
        setBrut(undefined)
      }}
    />
  )
}

/** One of the lists of the référentiel, those added here included. */
export function ChoixDeNomenclature({ code, onChange }: { code: string; onChange: (v: string) => void }) {
  const registre = useRead(lireRegistre, {})
  const listes = registre.data?.nomenclatures ?? []
  const connue = listes.find((n) => n.code === code)
  const options = listes.map((n) => ({ value: n.code, label: n.libelle }))
  const apercu = connue?.valeurs.filter((v) => !v.obsolete_depuis).map((v) => v.libelle) ?? []
  const suite = apercu.length > 5 ? `, et ${apercu.length - 5} autres` : ''
  return (
    <SelectField
      label="Nomenclature"
      empty={registre.isPending ? 'Lecture des nomenclatures…' : 'Choisir…'}
      help={
        registre.isError
          ? 'Les nomenclatures n’ont pas pu être lues : rechargez la page.'
          : apercu.length > 0
            ? `Propose : ${apercu.slice(0, 5).join(', ')}${suite}.`
            : 'Les listes se tiennent dans Paramétrage, Champs de la fiche.'
      }
      value={code}
      options={code && !connue ? [{ value: code, label: `${code} (inconnue)` }, ...options] : options}
      onChange={(e) => onChange(e.target.value)}
    />
  )
}

/** What the document itself may carry: larger, the form would be slow to open. */
const TAILLE_MAX = 400_000

/** A picture taken into the form, or served by this site. */
export function ChoixDImage({ url, onChange }: { url: string; onChange: (v: string) => void }) {
  const [refus, setRefus] = useState('')
  const dedans = url.startsWith('data:')
  const prendre = async (fichier: File | undefined) => {
    if (!fichier) return
    if (!['image/png', 'image/jpeg', 'image/webp', 'image/gif'].includes(fichier.type))
      return setRefus('Choisissez une image PNG, JPEG, WebP ou GIF.')
    if (fichier.size > TAILLE_MAX) return setRefus('Cette image est trop lourde : réduisez-la à 400 Ko.')
    setRefus('')
    onChange(await enAdresse(fichier))
  }
  return (
    <fieldset className={css.groupe}>
      <legend>Image</legend>
      {url && <img src={url} alt="" style={{ maxWidth: '100%', maxHeight: '8rem', objectFit: 'contain' }} />}
      <label className="pile" style={{ gap: '0.25rem' }}>
        <span>{dedans ? 'Remplacer le fichier' : 'Choisir un fichier'}</span>
        <input
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif"
          aria-describedby="atelier-image-refus"
          onChange={(e) => void prendre(e.target.files?.[0])}
        />
      </label>
      <FieldError id="atelier-image-refus" error={refus || undefined} />
      {!dedans && (
        <TextField
          label="Ou une adresse de ce site"
          optional
          help="Commence par « / »."
          value={url}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
    </fieldset>
  )
}

const enAdresse = (fichier: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const lecteur = new FileReader()
    lecteur.onload = () => resolve(String(lecteur.result))
    lecteur.onerror = () => reject(lecteur.error)
    lecteur.readAsDataURL(fichier)
  })
