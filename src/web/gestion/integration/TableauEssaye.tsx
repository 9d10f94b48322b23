import { useId } from 'react'
import type { TableauEssaye as Tableau } from '#domain/integration/api-correspondances.ts'
import type { CibleDeSource } from '#domain/integration/cible.ts'
import { reconnaitre } from '#domain/integration/cibles.ts'
import type { Contenu } from '#domain/integration/liens.ts'
import { LIBELLES_ENCODAGE, LIBELLES_SEPARATEUR } from '#domain/integration/reniflage.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Card } from '../../ui/Card.tsx'
import { nombre, pluriel } from '../../ui/format.ts'
import { Apercu } from './correspondance/Apercu.tsx'
import { ColonneReliee } from './correspondance/ColonneReliee.tsx'
import css from './correspondance/Correspondance.module.css'

type Props = {
  tableau: Tableau
  attendues: string[]
  cibles: CibleDeSource[]
  contenu: Contenu
  changer: (contenu: Contenu) => void
  /** The mapping is no longer the one that was tried: the verdict says nothing of it. */
  change: boolean
}

/** One table of the file: how it is written, what its columns become, and what the source makes of them. */
export function TableauEssaye({ tableau: t, attendues, cibles, contenu, changer, change }: Props) {
  const liste = useId()
  const entetes = t.colonnes.map((c) => c.entete)
  const seules = reconnaitre(entetes, cibles)
  return (
    <Card title={t.feuille ? `Feuille « ${t.feuille} »` : 'Ce que Préau lit'}>
      <div className="pile">
        <p>{ecriture(t)}</p>
        {change ? (
          <Alert title="La correspondance a changé">
            Essayez-la pour savoir quelles lignes seraient retenues. L’aperçu, lui, est à jour.
          </Alert>
        ) : (
          <Verdict tableau={t} cibles={cibles} />
        )}
        <datalist id={liste}>
          {[...cibles.map((c) => c.libelle), ...attendues].map((a) => (
            <option key={a} value={a} />
          ))}
        </datalist>
        <ul className={css.colonnes} aria-label="Colonnes du fichier">
          {t.colonnes.map((c, rang) => (
            <ColonneReliee
              key={rang}
              colonne={c}
              entetes={entetes}
              contenu={contenu}
              cibles={cibles}
              seule={seules[c.entete]}
              liste={liste}
              changer={changer}
            />
          ))}
        </ul>
        <Apercu tableau={t} contenu={contenu} cibles={cibles} />
      </div>
    </Card>
  )
}

function Verdict({ tableau: t, cibles }: { tableau: Tableau; cibles: CibleDeSource[] }) {
  if (t.refus !== null) {
    const cle = cibles.find((c) => c.genre === 'uai' && t.manquantes.includes(c.colonne))
    return (
      <Alert kind="danger" title="Ce tableau ne peut pas être lu ainsi">
        {t.refus}
        {cle && ' Dites quelle colonne donne l’UAI : sans elle, on ne sait pas de quel établissement parle une ligne.'}
      </Alert>
    )
  }
  return (
    <Alert
      kind={t.retenues > 0 ? 'succes' : 'alerte'}
      title={`${pluriel(t.retenues, 'ligne retenue', 'lignes retenues')} sur ${pluriel(t.vues, 'vue', 'vues')}`}
    >
      {nombre(t.hors_champ)} hors champ, {nombre(t.rejetees)} écartées.
      {t.raisons.length > 0 && (
        <ul>
          {t.raisons.map((r) => (
            <li key={r}>{r}</li>
          ))}
        </ul>
      )}
    </Alert>
  )
}

function ecriture({ encodage, separateur, colonnes }: Tableau): string {
  const libelle = (choix: Record<string, string>, code: string | null) => (code ? (choix[code] ?? code) : undefined)
  const dits = [
    pluriel(colonnes.length, 'colonne'),
    libelle(LIBELLES_ENCODAGE, encodage) && `encodage ${libelle(LIBELLES_ENCODAGE, encodage)}`,
    libelle(LIBELLES_SEPARATEUR, separateur) &&
      `séparateur : ${libelle(LIBELLES_SEPARATEUR, separateur)?.toLowerCase()}`,
  ]
  return `${dits.filter(Boolean).join(', ')}.`
}
