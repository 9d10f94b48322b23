import type { ReactNode } from 'react'
import type { Upload } from '#web/useUploads.ts'
import { Button } from './Button.tsx'
import css from './FileDrop.module.css'
import { taille } from './format.ts'
import { Icone } from './Icone.tsx'
import { type Preview, Thumbnail } from './Preview.tsx'

export type FileShown = {
  id: string | number
  name: string
  size: number
  href: string
  note?: string
  /** What the browser may show of it in the page. */
  preview?: Preview
  /** Why nobody may open it now. */
  closed?: { danger: boolean; reason: string }
}

/** Files received, to download, each with what may be done with it. */
export function FileList({ files, actions }: { files: FileShown[]; actions?: (id: string | number) => ReactNode }) {
  if (files.length === 0) return null
  return (
    <ul className={css.liste}>
      {files.map((f) => (
        <li key={f.id} className={css.fichier}>
          <span className={css.nom}>
            <Thumbnail name={f.name} href={f.href} preview={f.closed ? undefined : f.preview} />
            <span>
              {f.closed ? (
                f.name
              ) : (
                <a href={f.href} download>
                  {f.name}
                </a>
              )}{' '}
              <span className="discret petit">
                {taille(f.size)}
                {f.note && `, ${f.note}`}
              </span>
              {f.closed && <Closed {...f.closed} />}
            </span>
          </span>
          {actions?.(f.id)}
        </li>
      ))}
    </ul>
  )
}

/** Said beside the name, with a sign: a dangerous file must not be missed. */
export function Closed({ danger, reason }: { danger: boolean; reason: string }) {
  return (
    <span className={`${css.ferme} ${danger ? css.danger : ''}`}>
      <Icone nom={danger ? 'alerte' : 'sablier'} taille={16} /> {reason}
    </span>
  )
}

/** Files on their way, with a bar; and those that did not arrive, with the reason. */
export function UploadList({ uploads, onDismiss }: { uploads: readonly Upload[]; onDismiss: (id: number) => void }) {
  return (
    <ul className={css.liste} aria-live="polite">
      {uploads.map((u) => (
        <li key={u.id} className={`${css.fichier} ${u.failure ? css.echec : ''}`}>
          <span className={css.nom}>
            <Icone nom={u.failure ? 'alerte' : 'document'} />
            <span>
              {u.name}
              {u.failure && <strong> : {u.failure}</strong>}
              {u.waiting && !u.failure && (
                <span className="discret petit"> : en attente du réseau, l’envoi reprendra tout seul.</span>
              )}
            </span>
          </span>
          {!u.failure && (
            <progress max={1} value={u.share} aria-label={`Envoi de ${u.name}`}>
              {Math.round(u.share * 100)} %
            </progress>
          )}
          <Button
            small
            onClick={() => onDismiss(u.id)}
            aria-label={u.failure ? `Compris, effacer le message : ${u.name}` : `Annuler l’envoi : ${u.name}`}
          >
            {u.failure ? 'Compris' : 'Annuler'}
          </Button>
        </li>
      ))}
    </ul>
  )
}
