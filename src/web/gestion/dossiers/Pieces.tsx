import { LIBELLES_ANALYSE } from '#domain/dossiers/analyse.ts'
import type { Piece } from '#domain/dossiers/api.ts'
import { champDe } from '#domain/formulaire/saisie.ts'
import { annulerDemandeDePiece } from '#domain/instruction/api.ts'
import type { DemandeDePiece } from '#domain/instruction/suivi.ts'
import { Anciennes } from '#web/pieces/Anciennes.tsx'
import { montrer } from '#web/pieces/montrer.ts'
import { ToutesLesPieces } from '#web/pieces/ToutesLesPieces.tsx'
import { Alert } from '#web/ui/Alert.tsx'
import { Tag } from '#web/ui/Badge.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Empty } from '#web/ui/etats.tsx'
import { Closed } from '#web/ui/FileList.tsx'
import { date, dateHeure, taille } from '#web/ui/format.ts'
import { Thumbnail } from '#web/ui/Preview.tsx'
import { Table } from '#web/ui/Table.tsx'
import css from './Instruction.module.css'
import { type Tenue, useActe } from './tenue.ts'

/** The files of the deposit, then those asked for since. */
export function Pieces({ tenue }: { tenue: Tenue }) {
  const { dossier, instruction } = tenue
  const demandes = instruction.demandes_de_pieces
  if (dossier.pieces.length + demandes.length === 0)
    return (
      <Empty icon="trombone" title="Aucune pièce dans ce dossier.">
        <p>Celles que vous demanderez à l’établissement apparaîtront ici.</p>
      </Empty>
    )
  return (
    <div className="pile">
      {demandes.length > 0 && (
        <section className="pile">
          <h3>Pièces demandées</h3>
          <ul className={css.demandes}>
            {demandes.map((d) => (
              <Demande key={d.id} demande={d} tenue={tenue} />
            ))}
          </ul>
        </section>
      )}
      {dossier.pieces.length > 0 && (
        <Table
          caption="Pièces du dépôt"
          rows={dossier.pieces}
          rowKey={(p) => p.id}
          columns={[
            { key: 'nom', title: 'Fichier', header: true, cell: (p) => <Fichier cle={dossier.cle} piece={p} /> },
            {
              key: 'champ',
              title: 'Répond à',
              cell: (p) => champDe(dossier.definition, p.champ)?.libelle ?? 'Pièce jointe',
            },
            { key: 'taille', title: 'Taille', numeric: true, cell: (p) => taille(p.taille) },
            { key: 'ajoutee', title: 'Ajoutée', cell: (p) => `le ${date(p.ajoutee_le)} par ${p.ajoutee_par}` },
            { key: 'antivirus', title: 'Antivirus', cell: (p) => LIBELLES_ANALYSE[p.antivirus] },
            { key: 'sha256', title: 'Empreinte', cell: (p) => <Empreinte piece={p} /> },
          ]}
        />
      )}
      <Anciennes cle={dossier.cle} definition={dossier.definition} />
      <ToutesLesPieces cle={dossier.cle} />
    </div>
  )
}

function Fichier({ cle, piece }: { cle: string; piece: Piece | DemandeDePiece['pieces'][number] }) {
  const { name, href, preview, closed } = montrer(cle, piece)
  return (
    <span className={css.fichier}>
      <Thumbnail name={name} href={href} preview={preview} />
      {closed ? (
        <span>
          {name}
          <Closed {...closed} />
        </span>
      ) : (
        <a href={href} download={name}>
          {name}
        </a>
      )}
    </span>
  )
}

/** The SHA-256 of the file, to prove that it is the one received: short on screen, whole for who asks. */
function Empreinte({ piece: { sha256 } }: { piece: Piece }) {
  return (
    <details className={css.empreinte}>
      <summary>
        <span className="lecteur-seul">Empreinte SHA-256 : </span>
        {sha256.slice(0, 8)}…
      </summary>
      <code>{sha256}</code>
    </details>
  )
}

const ETATS = { attendue: 'Attendue', recue: 'Reçue', annulee: 'Plus demandée' } as const

function Demande({ demande: d, tenue: { cle, fait } }: { demande: DemandeDePiece; tenue: Tenue }) {
  const acte = useActe(annulerDemandeDePiece)
  const renoncer = async () => {
    const reponse = await acte.run({ params: { cle, id: d.id } })
    if (reponse) fait(reponse, `« ${d.libelle} » n’est plus demandée.`)
  }
  return (
    <li>
      <div className="rang entre">
        <strong>{d.libelle}</strong>
        <Tag>{ETATS[d.etat]}</Tag>
      </div>
      <p className="discret petit">
        Demandée le {dateHeure(d.demandee_le)} par {d.demandee_par}
        {d.etat === 'attendue' && d.avant_le && `, à fournir avant le ${date(d.avant_le)}`}
        {d.etat === 'recue' && d.close_le && `, reçue le ${date(d.close_le)}`}
      </p>
      {d.commentaire && <p className={css.motif}>{d.commentaire}</p>}
      {d.pieces.map((p) => (
        <p key={p.id} className="rang">
          <Fichier cle={cle} piece={p} />
          <span className="discret petit">
            {taille(p.taille)}, ajoutée le {dateHeure(p.ajoutee_le)}
            {d.etat === 'attendue' && ', pas encore transmise'}
            {` · ${LIBELLES_ANALYSE[p.antivirus]}`}
          </span>
        </p>
      ))}
      {acte.failure && <Alert kind="danger" title={acte.failure.message} />}
      {d.etat === 'attendue' && (
        <div data-impression="non">
          <Button small kind="discret" busy={acte.pending} onClick={() => void renoncer()}>
            Renoncer à cette pièce
          </Button>
        </div>
      )}
    </li>
  )
}
