import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Fiche } from '#domain/referentiel/api.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { DateField } from '#web/ui/champs.tsx'
import { date } from '#web/ui/format.ts'
import css from './fiche.module.css'

export type MomentChoisi = { valable?: string; connu?: string }

const JOUR = /^\d{4}-\d{2}-\d{2}$/

/** The moment that the address asks for; a wrong date is no date. */
export function useMoment(): { moment: MomentChoisi; choisir: (moment: MomentChoisi) => void } {
  const { valable = '', connu = '' } = useSearch({ strict: false }) as { valable?: string; connu?: string }
  const naviguer = useNavigate()
  const moment = {
    ...(JOUR.test(valable) ? { valable } : {}),
    ...(JOUR.test(connu) ? { connu } : {}),
  }
  const choisir = ({ valable: v, connu: c }: MomentChoisi) =>
    void naviguer({
      to: '.',
      search: (s) => ({ ...s, valable: v || undefined, connu: c || undefined, page: undefined }),
      resetScroll: false,
    })
  return { moment, choisir }
}

/** One picker: the fiche on a day, as it was known on another. */
export function ChoixDuMoment({ moment, choisir }: { moment: MomentChoisi; choisir: (m: MomentChoisi) => void }) {
  const [valable, setValable] = useState(moment.valable ?? '')
  const [connu, setConnu] = useState(moment.connu ?? '')
  return (
    <details className={css.dates} data-impression="non" open={Boolean(moment.valable || moment.connu)}>
      <summary>Voir la fiche à une autre date</summary>
      <form
        className={css.moment}
        aria-label="Date de la fiche"
        onSubmit={(e) => {
          e.preventDefault()
          choisir({ valable, connu })
        }}
      >
        <DateField label="La fiche au" value={valable} onChange={(e) => setValable(e.target.value)} />
        <DateField
          label="Telle qu’on la connaissait le"
          optional
          value={connu}
          onChange={(e) => setConnu(e.target.value)}
        />
        <Button type="submit">Voir cette date</Button>
      </form>
    </details>
  )
}

/** Says plainly that this is not today’s fiche, and how to come back. */
export function BandeauDuMoment({ fiche, revenir }: { fiche: Fiche; revenir: () => void }) {
  const { moment } = fiche
  if (!moment) return null
  const hier = Date.now() - Date.parse(moment.connu) > 3_600_000
  return (
    <Alert kind="alerte" title={`Vous lisez la fiche au ${date(moment.valable)}`}>
      <p>
        {hier ? `Telle qu’on la connaissait le ${date(moment.connu)}. ` : ''}
        {moment.renseigne
          ? 'Rien ne s’y corrige : ces valeurs sont celles d’alors.'
          : 'Nous n’avons aucune donnée qui vaille pour ce jour : le nom affiché est celui d’aujourd’hui.'}
      </p>
      <p data-impression="non">
        <Button small onClick={revenir}>
          Revenir à aujourd’hui
        </Button>
      </p>
    </Alert>
  )
}
