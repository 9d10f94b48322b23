import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Answer } from '#domain/endpoint.ts'
import { lireJournalEtablissement } from '#domain/instruction/api.ts'
import type { Fiche } from '#domain/referentiel/api.ts'
import { listerChangements } from '#domain/referentiel/api-changements.ts'
import type { Registre } from '#domain/referentiel/api-fiche.ts'
import { phraseOrigine } from '#domain/referentiel/provenance.ts'
import { useRead } from '#web/call.ts'
import { ecrireValeur } from '#web/referentiel/fiche/ecrire.ts'
import css from '#web/referentiel/referentiel.module.css'
import { Button } from '#web/ui/Button.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { date, dateHeure, pluriel } from '#web/ui/format.ts'
import { Pagination } from '#web/ui/Pagination.tsx'

type Acte = Answer<typeof lireJournalEtablissement>['elements'][number]
type Changement = Fiche['historique'][number]
type Moment = { cle: string; le: string; titre: string; detail: string; changement?: Changement }

const GENRES: Record<Changement['genre'], string> = {
  creation: 'Entrée dans le référentiel',
  modification: 'Données mises à jour',
  passe: 'Appris après coup',
  fusion: 'Fusion',
  scission: 'Scission',
  annulation: 'Correction défaite',
}

const PAR_PAGE = 50

/**
 * All that happened to the établissement, newest first: its data, the acts on it, its dossiers. A page is one of the journal,
 * with the changes of data of its time.
 */
export function Chronologie({ fiche, registre }: { fiche: Fiche; registre: Registre }) {
  const { page: demandee = '1' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const page = Math.max(1, Number(demandee) || 1)
  const lire = (n: number) => ({ params: { uai: fiche.uai }, query: { page: n, par_page: PAR_PAGE } })
  const journal = useRead(lireJournalEtablissement, lire(page), { keep: true })
  const precedent = useRead(lireJournalEtablissement, lire(Math.max(1, page - 1)), { enabled: page > 1 })
  return (
    <Reading query={journal}>
      {({ elements, total }) => {
        // The page before says where this one begins: without it, all that is newer would show here too.
        if (page > 1 && !precedent.data) return <Reading query={precedent}>{() => null}</Reading>
        const du = page * PAR_PAGE >= total ? undefined : plusAncien(elements)
        const au = page === 1 ? undefined : plusAncien(precedent.data?.elements ?? [])
        return (
          <Moments fiche={fiche} registre={registre} elements={elements} fenetre={{ du, au }}>
            {total > PAR_PAGE && (
              <Pagination
                page={page}
                parPage={PAR_PAGE}
                total={total}
                noun="acte"
                onPage={(p) =>
                  void naviguer({ to: '.', search: (s) => ({ ...s, page: String(p) }), resetScroll: false })
                }
              />
            )}
          </Moments>
        )
      }}
    </Reading>
  )
}

/** What happened between two instants: the acts, and the changes of data of that time, more of them on demand. */
function Moments({
  fiche,
  registre,
  elements,
  fenetre,
  children,
}: {
  fiche: Fiche
  registre: Registre
  elements: readonly Acte[]
  fenetre: { du?: string; au?: string }
  children: ReactNode
}) {
  const [combien, setCombien] = useState(PAR_PAGE)
  const changements = useRead(
    listerChangements,
    { params: { uai: fiche.uai }, query: { ...fenetre, par_page: combien } },
    { keep: true },
  )
  return (
    <Reading query={changements}>
      {(lus) => {
        const moments: Moment[] = [
          ...lus.elements.map(deChangement),
          // A correction is already told, with its values, by the history of the data.
          ...elements
            .filter((l) => !['fiche_corrigee', 'correction_annulee'].includes(l.code))
            .map((l) => ({ cle: `acte-${l.id}`, le: l.le, titre: l.phrase, detail: l.acteur })),
        ].sort((x, y) => y.le.localeCompare(x.le))
        if (moments.length === 0) return <Empty icon="archive" title="Rien ne s’est encore passé." />
        return (
          <div className="pile">
            <ol className={css.frise}>
              {moments.map((m) => (
                <li key={m.cle}>
                  <p>{m.titre}</p>
                  <p className="discret petit">
                    {dateHeure(m.le)} · {m.detail}
                  </p>
                  {m.changement && <Valeurs changement={m.changement} registre={registre} />}
                </li>
              ))}
            </ol>
            {lus.total > lus.elements.length && (
              <div>
                <Button small busy={changements.isPlaceholderData} onClick={() => setCombien((n) => n + 2 * PAR_PAGE)}>
                  Montrer la suite ({pluriel(lus.total - lus.elements.length, 'changement')})
                </Button>
              </div>
            )}
            {children}
          </div>
        )
      }}
    </Reading>
  )
}

const plusAncien = (lignes: readonly { le: string }[]): string | undefined => lignes.map((l) => l.le).sort()[0]

function deChangement(c: Changement): Moment {
  const depuis = c.valable_du < c.le.slice(0, 10) ? ` · vrai depuis le ${date(c.valable_du)}` : ''
  return {
    cle: `donnees-${c.id}`,
    le: c.le,
    titre: GENRES[c.genre],
    detail: [c.auteur, c.origine && phraseOrigine(c.origine)].filter(Boolean).join(' · ') + depuis,
    changement: c,
  }
}

function Valeurs({ changement, registre }: { changement: Changement; registre: Registre }) {
  if (changement.champs.length === 0) return null
  return (
    <ul className="petit">
      {changement.champs.map((c) => (
        <li key={c.champ}>
          {c.libelle} : {ecrire(registre, c.champ, c.avant)} → <strong>{ecrire(registre, c.champ, c.apres)}</strong>
        </li>
      ))}
    </ul>
  )
}

/** A value of the history in the words of its champ: the label of a code, the unit of a number. */
function ecrire(registre: Registre, code: string, valeur: string | number | boolean | null): string {
  const champ = registre.champs.find((c) => c.code === code)
  const nomenclature = registre.nomenclatures.find((n) => n.code === champ?.nomenclature)
  const mots = nomenclature?.valeurs.find((v) => v.code === valeur)?.libelle
  return mots ?? ecrireValeur(champ?.genre ?? 'texte', valeur, champ?.unite)
}
