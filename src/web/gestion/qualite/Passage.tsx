import { useEffect, useRef } from 'react'
import { dernierPassage, lancerControles } from '#domain/referentiel/api-qualite.ts'
import { queryClient, useAct, useRead } from '#web/call.ts'
import { Button } from '#web/ui/Button.tsx'
import { dateHeure, nombre, pluriel } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'
import css from './Qualite.module.css'

const SUIVI_EN_MS = 1_000

/** When the checks last ran, what they changed, and the way to run them now, followed as it goes. */
export function Passage() {
  const lecture = useRead(dernierPassage, {}, { refetchInterval: SUIVI_EN_MS * 10 })
  const enCours = ['en_attente', 'en_cours'].includes(lecture.data?.passage?.etat ?? '')
  const suivi = useRead(dernierPassage, {}, { enabled: enCours, refetchInterval: SUIVI_EN_MS })
  const acte = useAct(lancerControles)
  const dire = useToast()
  const avant = useRef(enCours)
  useEffect(() => {
    if (avant.current && !enCours) {
      void queryClient.invalidateQueries()
      dire('Les contrôles sont passés.')
    }
    avant.current = enCours
  }, [enCours, dire])
  const passage = suivi.data?.passage ?? lecture.data?.passage
  return (
    <section className={css.passage} aria-label="Passage des contrôles">
      <div role="status">
        {!passage && 'Les contrôles ne sont pas encore passés.'}
        {passage && enCours && (
          <>
            Contrôles en cours : {nombre(passage.faits)} sur {nombre(passage.prevus)}{' '}
            <progress value={passage.faits} max={passage.prevus || 1} aria-label="Avancement des contrôles" />
          </>
        )}
        {passage?.etat === 'fini' && (
          <>
            Passés le {dateHeure(passage.fini_le)} :{' '}
            {pluriel(passage.nouvelles ?? 0, 'nouvelle anomalie', 'nouvelles anomalies')},{' '}
            {pluriel(passage.disparues ?? 0, 'disparue')}.
          </>
        )}
        {passage?.etat === 'echoue' && 'Le dernier passage s’est arrêté avant la fin : lancez-le de nouveau.'}
      </div>
      <Button icon="recharger" busy={acte.pending || enCours} onClick={() => void acte.run({})}>
        Lancer les contrôles
      </Button>
    </section>
  )
}
