import {
  commencerEnvoiDemande,
  deposerPieceDemandee,
  finirEnvoiDemande,
  lireInstruction,
  renvoyerPieces,
} from '#domain/instruction/api.ts'
import type { DemandeDePiece, Instruction } from '#domain/instruction/suivi.ts'
import { call, useAct, useRemember } from '#web/call.ts'
import { EN_MORCEAUX, uploadInParts } from '#web/parts.ts'
import { montrer } from '#web/pieces/montrer.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { FileDrop } from '#web/ui/FileDrop.tsx'
import { FileList, UploadList } from '#web/ui/FileList.tsx'
import { date, dateHeure, pluriel } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'
import { upload } from '#web/upload.ts'
import { type Uploads, useUploads } from '#web/useUploads.ts'
import { useReconnexion, useSessionExpiree } from '../reconnexion.ts'
import css from './dossiers.module.css'

/** Pièces that the service asks for: one puts them here, then sends them all at once. */
export function DemandesDePieces({ suivi }: { suivi: Instruction }) {
  const reconnecter = useReconnexion()
  const envois = useUploads((echec) => {
    if (echec.status === 401) reconnecter()
  })
  const renvoi = useAct(renvoyerPieces)
  useSessionExpiree(renvoi.failure)
  const dire = useToast()
  const attendues = suivi.demandes_de_pieces.filter((d) => d.etat === 'attendue')
  if (attendues.length === 0) return null
  const possible = suivi.actions.renvoyer_pieces
  const transmettre = async () => {
    if (await renvoi.run({ params: { cle: suivi.cle } })) dire('Les pièces sont transmises au service.')
  }
  return (
    <Card
      title={
        attendues.length > 1
          ? `Le service vous demande ${attendues.length} pièces`
          : 'Le service vous demande une pièce'
      }
    >
      <ul className={`sans-puce pile ${css.demandes}`}>
        {attendues.map((d) => (
          <UneDemande key={d.id} cle={suivi.cle} demande={d} envois={envois} modifiable={possible !== null} />
        ))}
      </ul>
      {possible && (
        <>
          {renvoi.failure && renvoi.failure.status !== 401 && <Alert kind="danger">{renvoi.failure.message}</Alert>}
          {possible.obstacles.map((o) => (
            <p key={o.code} className="discret">
              {o.message}
            </p>
          ))}
          {possible.obstacles.length === 0 && (
            <div className="rang">
              <Button
                kind="principal"
                icon="enveloppe"
                busy={renvoi.pending || envois.pending}
                onClick={() => void transmettre()}
              >
                Transmettre au service
              </Button>
              <span className="discret petit">
                {pluriel(attendues.length, 'pièce prête', 'pièces prêtes')} : le service sera prévenu.
              </span>
            </div>
          )}
        </>
      )}
    </Card>
  )
}

type Props = { cle: string; demande: DemandeDePiece; envois: Uploads; modifiable: boolean }

function UneDemande({ cle, demande: d, envois, modifiable }: Props) {
  const retenir = useRemember()
  const place = `demande-${d.id}`
  const deposer = (fichiers: File[]) => {
    for (const fichier of fichiers)
      envois.start(place, fichier.name, async (options) => {
        const params = { cle, id: d.id }
        const body = { nom: fichier.name, taille: fichier.size }
        const suite =
          fichier.size > EN_MORCEAUX
            ? await uploadInParts(
                () => call(commencerEnvoiDemande, { params, body }),
                (envoi, signal) => call(finirEnvoiDemande, { params: { ...params, envoi } }, signal),
                fichier,
                options,
              )
            : await upload(deposerPieceDemandee, { params }, fichier, options)
        retenir(lireInstruction, { params: { cle } }, suite)
      })
  }
  return (
    <li className={css.demande}>
      <h3>{d.libelle}</h3>
      {d.commentaire && <p className={css.commentaire}>{d.commentaire}</p>}
      <p className="discret petit">
        Demandée le {date(d.demandee_le)} par {d.demandee_par}
        {d.avant_le && ` · à transmettre avant le ${date(d.avant_le)}`}
      </p>
      <FileList files={d.pieces.map((p) => montrer(cle, p, `ajouté le ${dateHeure(p.ajoutee_le)}`))} />
      <UploadList uploads={envois.list.filter((u) => u.place === place)} onDismiss={envois.dismiss} />
      {modifiable && (
        <FileDrop
          label={d.libelle}
          button={d.pieces.length > 0 ? 'Remplacer le fichier' : undefined}
          hint="PDF, image ou document de bureau."
          onFiles={deposer}
        />
      )}
    </li>
  )
}
