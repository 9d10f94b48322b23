import { useId, useState } from 'react'
import type { TableauEssaye } from '#domain/integration/api-correspondances.ts'
import { type CibleDeSource, LIBELLES_VIDE, VIDES } from '#domain/integration/cible.ts'
import { LIBELLES_TYPE } from '#domain/integration/essai.ts'
import { type Contenu, cibleDuLien, type Lien } from '#domain/integration/liens.ts'
import { direEtapes } from '#domain/integration/transformations.ts'
import { StatusBadge, Tag } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { CheckboxField, SelectField, TextField } from '../../../ui/champs.tsx'
import { pluriel } from '../../../ui/format.ts'
import { ignorer, lienDe, lienNeuf, motsATraduire, poser } from './atelier.ts'
import css from './Correspondance.module.css'
import { MotsInconnus } from './MotsInconnus.tsx'
import { Transformations } from './Transformations.tsx'

type Props = {
  colonne: TableauEssaye['colonnes'][number]
  entetes: string[]
  contenu: Contenu
  cibles: CibleDeSource[]
  /** What the source takes the column for by itself. */
  seule: CibleDeSource | undefined
  liste: string
  changer: (contenu: Contenu) => void
}

/** One column of the file: what it fills, through which steps, and what its empty cells mean. */
export function ColonneReliee({ colonne: c, entetes, contenu, cibles, seule, liste, changer }: Props) {
  const [ouverte, setOuverte] = useState(false)
  const panneau = useId()
  const dit = lienDe(contenu, c.entete)
  const ignoree = contenu.ignorees.includes(c.entete)
  // Recognised by its name: the first setting makes it a link.
  const lien = dit ?? (seule && !ignoree ? lienNeuf(seule.colonne, [c.entete]) : undefined)
  const cible = lien && cibleDuLien(cibles, lien.vers)
  const regler = (apres: Lien) => changer(poser(contenu, dit, apres))
  const nommer = (texte: string) => {
    if (texte === '') return changer(poser(contenu, dit, undefined))
    const vers = cibleDuLien(cibles, texte)?.colonne ?? texte
    regler(lien ? { ...lien, vers } : lienNeuf(vers, [c.entete]))
  }
  const inconnus = lien ? motsATraduire(lien, cible, c.valeurs).filter((m) => m.sens === undefined).length : 0
  return (
    <li className={css.colonne}>
      <div className={css.entete}>
        <div>
          <strong>{c.entete || '(sans nom)'}</strong> <span className="discret petit">{LIBELLES_TYPE[c.type]}</span>
          {c.nouvelle && <Tag>Nouvelle</Tag>}
          <div className="petit discret" style={{ overflowWrap: 'anywhere' }}>
            {c.exemples.join(' · ') || 'Toujours vide'}
          </div>
        </div>
        <div>
          <input
            type="text"
            list={liste}
            className={css.cible}
            aria-label={`Lire « ${c.entete} » comme`}
            placeholder={seule ? `${seule.libelle} (reconnue)` : c.utilisee ? 'son propre nom' : 'ignorée'}
            disabled={ignoree}
            value={dit ? (cible?.libelle ?? dit.vers) : ''}
            onChange={(e) => nommer(e.target.value)}
          />
        </div>
        <div className={css.resume}>
          {ignoree ? (
            <span className="discret">Pas lue</span>
          ) : lien || c.utilisee ? (
            <StatusBadge couleur="vert" icone="coche" libelle={dit ? 'Reliée' : 'Reconnue'} />
          ) : (
            <span className="discret">Ignorée</span>
          )}
          {dit && dit.etapes.length > 0 && <span className="petit">{direEtapes(dit.etapes)}</span>}
          {inconnus > 0 && (
            <StatusBadge couleur="orange" icone="alerte" libelle={pluriel(inconnus, 'mot inconnu', 'mots inconnus')} />
          )}
        </div>
        <Button
          aria-expanded={ouverte}
          aria-controls={panneau}
          aria-label={`Régler la colonne « ${c.entete} »`}
          onClick={() => setOuverte(!ouverte)}
        >
          Régler
        </Button>
      </div>
      {ouverte && (
        <div id={panneau} className={css.panneau}>
          <CheckboxField
            label="Ne pas lire cette colonne"
            checked={ignoree}
            onChange={(e) => changer(ignorer(contenu, c.entete, e.target.checked))}
          />
          {lien ? (
            <>
              <Transformations
                colonne={c.entete}
                etapes={lien.etapes}
                changer={(etapes) => regler({ ...lien, etapes })}
              />
              <MotsInconnus lien={lien} cible={cible} valeurs={c.valeurs} changer={regler} />
              <Reunir lien={lien} entetes={entetes} changer={regler} />
              {cible?.vide && (
                <SelectField
                  label="Case vide"
                  options={VIDES.map((v) => ({ value: v, label: LIBELLES_VIDE[v] }))}
                  value={lien.vide ?? cible.vide}
                  onChange={(e) => regler({ ...lien, vide: e.target.value === 'effacer' ? 'effacer' : 'absent' })}
                />
              )}
            </>
          ) : (
            !ignoree && <p className="discret petit">Dites d’abord ce que cette colonne remplit.</p>
          )}
        </div>
      )}
    </li>
  )
}

function Reunir({ lien, entetes, changer }: { lien: Lien; entetes: string[]; changer: (lien: Lien) => void }) {
  const [premiere = '', ...autres] = lien.colonnes
  const libres = entetes.filter((e) => e && !lien.colonnes.includes(e))
  return (
    <div className={css.reunir}>
      <SelectField
        label="Réunir avec une autre colonne"
        empty={autres.length ? autres.join(', ') : 'Aucune'}
        options={[
          ...libres.map((e) => ({ value: `+${e}`, label: e })),
          ...(autres.length ? [{ value: '-', label: 'Ne plus réunir' }] : []),
        ]}
        value=""
        onChange={({ target: { value } }) =>
          changer({
            ...lien,
            colonnes: value === '-' ? [premiere] : value ? [...lien.colonnes, value.slice(1)] : lien.colonnes,
          })
        }
      />
      {autres.length > 0 && (
        <TextField
          label="Entre les deux"
          short
          maxLength={10}
          value={lien.liant}
          onChange={(e) => changer({ ...lien, liant: e.target.value })}
        />
      )}
    </div>
  )
}
