import type { ReactNode } from 'react'
import type { Fiche } from '#domain/teleservices/fiche.ts'
import { Button } from '#web/ui/Button.tsx'
import { CheckboxField, FieldError, TextAreaField, TextField } from '#web/ui/champs.tsx'

type GroupeProps = { titre: string; ajouter: () => void; mot: string; aide?: string; children: ReactNode }

function Groupe({ titre, ajouter, mot, aide, children }: GroupeProps) {
  return (
    <fieldset className="pile sans-bord">
      <legend>
        <h2>{titre}</h2>
      </legend>
      {aide && <p className="petit discret">{aide}</p>}
      {children}
      <div>
        <Button small icon="ajouter" onClick={ajouter}>
          Ajouter {mot}
        </Button>
      </div>
    </fieldset>
  )
}

const Retirer = ({ quoi, onClick }: { quoi: string; onClick: () => void }) => (
  <div>
    <Button small icon="supprimer" onClick={onClick}>
      Retirer {quoi}
    </Button>
  </div>
)

export function Liste({
  titre,
  mot,
  textes,
  minimum = 0,
  onChange,
}: {
  titre: string
  mot: string
  textes: readonly string[]
  minimum?: number
  onChange: (v: string[]) => void
}) {
  return (
    <Groupe titre={titre} mot={`un ${mot}`} ajouter={() => onChange([...textes, ''])}>
      {textes.map((t, i) => (
        // Texts have no id: their place is their identity.
        <div key={i} className="pile" style={{ gap: '0.35rem' }}>
          <TextAreaField
            label={`${mot.charAt(0).toUpperCase()}${mot.slice(1)} ${i + 1}`}
            rows={2}
            value={t}
            onChange={(e) => onChange(textes.with(i, e.target.value))}
          />
          {textes.length > minimum && (
            <Retirer quoi={`le ${mot} ${i + 1}`} onClick={() => onChange(textes.toSpliced(i, 1))} />
          )}
        </div>
      ))}
    </Groupe>
  )
}

type Modes = Fiche['mode_operatoire']

export function Modes({ modes, onChange }: { modes: Modes; onChange: (v: Modes) => void }) {
  return (
    <Groupe
      titre="Mode opératoire"
      mot="une étape"
      aide="Ce que vit l’établissement, du formulaire à la décision."
      ajouter={() => onChange([...modes, { titre: '', texte: '' }])}
    >
      {modes.map((m, i) => (
        <div key={i} className="pile" style={{ gap: '0.35rem' }}>
          <TextField
            label={`Étape ${i + 1} : titre`}
            value={m.titre}
            onChange={(e) => onChange(modes.with(i, { ...m, titre: e.target.value }))}
          />
          <TextAreaField
            label={`Étape ${i + 1} : texte`}
            rows={2}
            value={m.texte}
            onChange={(e) => onChange(modes.with(i, { ...m, texte: e.target.value }))}
          />
          {modes.length > 1 && <Retirer quoi={`l’étape ${i + 1}`} onClick={() => onChange(modes.toSpliced(i, 1))} />}
        </div>
      ))}
    </Groupe>
  )
}

type Pieces = Fiche['pieces']

export function Pieces({ pieces, onChange }: { pieces: Pieces; onChange: (v: Pieces) => void }) {
  return (
    <Groupe
      titre="Pièces annoncées"
      mot="une pièce"
      aide="Dites avant de commencer ; ce qui est vraiment dû se calcule dans le formulaire."
      ajouter={() => onChange([...pieces, { libelle: '', obligatoire: true }])}
    >
      {pieces.map((p, i) => (
        <div key={i} className="pile" style={{ gap: '0.35rem' }}>
          <TextField
            label={`Pièce ${i + 1}`}
            value={p.libelle}
            onChange={(e) => onChange(pieces.with(i, { ...p, libelle: e.target.value }))}
          />
          <TextField
            label={`Pièce ${i + 1} : précision`}
            optional
            value={p.precision ?? ''}
            onChange={(e) => {
              const { precision: _, ...sans } = p
              onChange(pieces.with(i, e.target.value ? { ...sans, precision: e.target.value } : sans))
            }}
          />
          <CheckboxField
            label={`Pièce ${i + 1} obligatoire`}
            checked={p.obligatoire}
            onChange={(e) => onChange(pieces.with(i, { ...p, obligatoire: e.target.checked }))}
          />
          <Retirer quoi={`la pièce ${i + 1}`} onClick={() => onChange(pieces.toSpliced(i, 1))} />
        </div>
      ))}
    </Groupe>
  )
}

type Periodes = Fiche['calendrier']['periodes']

export function Calendrier({
  periodes,
  faute,
  onChange,
}: {
  periodes: Periodes
  faute?: string
  onChange: (v: Periodes) => void
}) {
  return (
    <Groupe
      titre="Calendrier"
      mot="une période"
      aide={
        periodes.length === 0 ? 'Sans période, on dépose toute l’année.' : 'Heure de Paris ; la dernière minute compte.'
      }
      ajouter={() => onChange([...periodes, { ouvre_le: '', ferme_le: '' }])}
    >
      <FieldError id="fiche-periodes" error={faute} />
      {periodes.map((p, i) => (
        <div key={i} className="pile" style={{ gap: '0.35rem' }}>
          <TextField
            label={`Période ${i + 1} : nom`}
            optional
            value={p.libelle ?? ''}
            onChange={(e) => {
              const { libelle: _, ...sans } = p
              onChange(periodes.with(i, e.target.value ? { ...sans, libelle: e.target.value } : sans))
            }}
          />
          <div className="rang">
            <TextField
              label={`Période ${i + 1} : ouvre le`}
              type="datetime-local"
              value={p.ouvre_le}
              onChange={(e) => onChange(periodes.with(i, { ...p, ouvre_le: e.target.value.slice(0, 16) }))}
            />
            <TextField
              label={`Période ${i + 1} : ferme le`}
              type="datetime-local"
              value={p.ferme_le}
              onChange={(e) => onChange(periodes.with(i, { ...p, ferme_le: e.target.value.slice(0, 16) }))}
            />
          </div>
          <Retirer quoi={`la période ${i + 1}`} onClick={() => onChange(periodes.toSpliced(i, 1))} />
        </div>
      ))}
    </Groupe>
  )
}

type Liens = Fiche['liens']

export function Liens({ liens, onChange }: { liens: Liens; onChange: (v: Liens) => void }) {
  return (
    <Groupe titre="Liens utiles" mot="un lien" ajouter={() => onChange([...liens, { libelle: '', url: 'https://' }])}>
      {liens.map((l, i) => (
        <div key={i} className="pile" style={{ gap: '0.35rem' }}>
          <TextField
            label={`Lien ${i + 1} : nom`}
            value={l.libelle}
            onChange={(e) => onChange(liens.with(i, { ...l, libelle: e.target.value }))}
          />
          <TextField
            label={`Lien ${i + 1} : adresse`}
            help="Commence par https://"
            value={l.url}
            onChange={(e) => onChange(liens.with(i, { ...l, url: e.target.value }))}
          />
          <Retirer quoi={`le lien ${i + 1}`} onClick={() => onChange(liens.toSpliced(i, 1))} />
        </div>
      ))}
    </Groupe>
  )
}
