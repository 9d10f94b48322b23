import { useState } from 'react'
import { lireDossier, type Piece } from '#domain/dossiers/api.ts'
import { type ChampPiece, ecrireFormats, ecrireTaille } from '#domain/formulaire/types/piece.ts'
import { Echec, useRead } from '#web/call.ts'
import { montrer } from '#web/pieces/montrer.ts'
import { Button } from '#web/ui/Button.tsx'
import { FieldError } from '#web/ui/champs.tsx'
import { FileDrop } from '#web/ui/FileDrop.tsx'
import { FileList, UploadList } from '#web/ui/FileList.tsx'
import { date } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'
import css from '../formulaire.module.css'
import { useRemplissageCourant } from '../useRemplissage.ts'
import { DejaFournies } from './DejaFournies.tsx'
import type { Saisie } from './saisie.ts'

/** Files to give: those received, those on their way, and the place for another while there is room. */
export function PieceSaisie({ champ, chemin, id, libelle, aide, erreur, facultatif }: Saisie<ChampPiece>) {
  const { i, cle, pieces } = useRemplissageCourant()
  const siennes = useAnalysees(
    cle,
    i.pieces.filter((p) => p.champ === chemin),
  )
  const envois = pieces.envois.list.filter((u) => u.place === chemin)
  const maximum = champ.nombre_max ?? 1
  const places = maximum - siennes.length - envois.filter((u) => !u.failure).length
  const indice = `${ecrireFormats(champ.formats)}, ${ecrireTaille(champ.taille_max)} au plus${maximum > 1 ? `, ${maximum} fichiers au plus` : ''}.`
  return (
    <fieldset className={css.groupe} id={places > 0 ? undefined : id} tabIndex={places > 0 ? undefined : -1}>
      <legend className={css.legende}>
        {libelle} {facultatif && <span className="discret petit">(facultatif)</span>}
      </legend>
      {aide && <div className="discret petit">{aide}</div>}
      {champ.modele && (
        <p className="petit">
          <a href={champ.modele.url} download>
            Télécharger le modèle : {champ.modele.libelle}
          </a>
        </p>
      )}
      <FileList
        files={siennes.map((p) => ({
          ...montrer(cle, p, noteDe(p)),
          ...(pieces.reprendre ? {} : { preview: undefined }),
        }))}
        actions={(cleDePiece) => {
          const piece = siennes.find((p) => p.id === cleDePiece)
          return piece && <Actions piece={piece} champ={champ} retour={id} />
        }}
      />
      <UploadList uploads={envois} onDismiss={pieces.envois.dismiss} />
      {places > 0 && <DejaFournies champ={champ} chemin={chemin} />}
      {places > 0 && (
        <FileDrop
          id={id}
          label={champ.libelle}
          multiple={maximum > 1}
          accept={champ.formats.map((f) => (f === 'jpg' ? '.jpg,.jpeg' : `.${f}`)).join(',')}
          hint={indice}
          invalid={erreur !== undefined}
          describedBy={erreur && `${id}-erreur`}
          onFiles={(fichiers) => pieces.ajouter(chemin, champ, fichiers)}
        />
      )}
      <FieldError error={erreur} id={id} />
    </fieldset>
  )
}

/** While one waits for the antivirus, asks again: the verdict comes by itself a few seconds after the file. */
function useAnalysees(cle: string, pieces: readonly Piece[]): Piece[] {
  const attend = pieces.some((p) => p.antivirus === 'en_attente')
  const { data } = useRead(
    lireDossier,
    { params: { cle } },
    { enabled: attend, refetchInterval: attend ? 5_000 : undefined },
  )
  return pieces.map((p) => ({ ...p, antivirus: data?.pieces.find((q) => q.id === p.id)?.antivirus ?? p.antivirus }))
}

function noteDe({ ajoutee_le, ajoutee_par, fournie_le }: Piece): string {
  const repris = fournie_le < ajoutee_le.slice(0, 10)
  return repris
    ? `fourni le ${date(fournie_le)}, repris par ${ajoutee_par}`
    : `ajouté le ${date(ajoutee_le)} par ${ajoutee_par}`
}

/** Replace, or remove after a second thought: the server keeps no way back for a file taken out. */
function Actions({ piece, champ, retour }: { piece: Piece; champ: ChampPiece; retour: string }) {
  const { pieces } = useRemplissageCourant()
  const dire = useToast()
  const [demande, setDemande] = useState(false)
  const [encours, setEncours] = useState(false)
  const confirmer = `retirer-${piece.id}`
  const demander = () => {
    setDemande(true)
    requestAnimationFrame(() => document.getElementById(confirmer)?.focus())
  }
  const retirer = async () => {
    setEncours(true)
    try {
      await pieces.retirer(piece)
      dire(`« ${piece.nom} » est retiré.`)
      document.getElementById(retour)?.focus()
    } catch (cause) {
      dire(cause instanceof Echec ? cause.message : 'Le fichier n’a pas pu être retiré.')
      setEncours(false)
    }
  }
  const remplacer = () => {
    const entree = document.createElement('input')
    entree.type = 'file'
    entree.accept = champ.formats.map((f) => `.${f}`).join(',')
    entree.addEventListener('change', () => pieces.ajouter(piece.champ, champ, [...(entree.files ?? [])], piece))
    entree.click()
  }
  if (demande)
    return (
      <span className="rang">
        <span className="petit">Retirer ce fichier ?</span>
        <Button id={confirmer} small kind="danger" busy={encours} onClick={() => void retirer()}>
          Retirer
        </Button>
        <Button small onClick={() => setDemande(false)}>
          Garder
        </Button>
      </span>
    )
  return (
    <span className="rang">
      <Button small onClick={remplacer} aria-label={`Remplacer ${piece.nom}`}>
        Remplacer
      </Button>
      <Button small kind="discret" onClick={demander} aria-label={`Retirer ${piece.nom}`}>
        Retirer
      </Button>
    </span>
  )
}
