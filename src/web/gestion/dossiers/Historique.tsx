import { useState } from 'react'
import { lireJournalDossier } from '#domain/instruction/api.ts'
import type { Instruction } from '#domain/instruction/suivi.ts'
import { useRead } from '#web/call.ts'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { date, dateHeure, euros } from '#web/ui/format.ts'
import { Pagination } from '#web/ui/Pagination.tsx'
import { Table } from '#web/ui/Table.tsx'
import css from './Instruction.module.css'
import { Orientations } from './Orientations.tsx'
import { Passages } from './Passages.tsx'

/** The way of the dossier through its guide, then every act that the journal holds about it. */
export function Historique({ cle, instruction }: { cle: string; instruction: Instruction }) {
  return (
    <div className={css.historique}>
      <section className="pile">
        <h3>Chemin dans le guide</h3>
        <Passages passages={instruction.historique} etapes />
        <Orientations orientations={instruction.orientations} />
        {instruction.decisions_annulees.length > 0 && (
          <>
            <h3>Décisions annulées</h3>
            <ul>
              {instruction.decisions_annulees.map((d) => (
                <li key={d.id}>
                  {d.libelle}
                  {d.montant !== null && `, ${euros(d.montant)}`} : décidée le {date(d.decidee_le)}
                  {d.decidee_par && ` par ${d.decidee_par}`}, annulée le {date(d.annulee_le)}.
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <Journal cle={cle} />
    </div>
  )
}

const PAR_PAGE = 20

function Journal({ cle }: { cle: string }) {
  const [page, setPage] = useState(1)
  const journal = useRead(lireJournalDossier, { params: { cle }, query: { page, par_page: PAR_PAGE } }, { keep: true })
  return (
    <Reading
      query={journal}
      isEmpty={(j) => j.total === 0}
      empty={<Empty icon="document" title="Le journal ne dit rien de ce dossier." />}
    >
      {(j) => (
        <div className="pile">
          <Table
            caption="Journal"
            rows={j.elements}
            rowKey={(l) => l.id}
            columns={[
              { key: 'le', title: 'Quand', cell: (l) => dateHeure(l.le) },
              { key: 'acteur', title: 'Qui', cell: (l) => l.acteur },
              { key: 'phrase', title: 'Quoi', header: true, cell: (l) => l.phrase },
            ]}
          />
          <Pagination
            page={j.page}
            parPage={PAR_PAGE}
            total={j.total}
            noun="ligne du journal"
            nouns="lignes du journal"
            onPage={setPage}
          />
        </div>
      )}
    </Reading>
  )
}
