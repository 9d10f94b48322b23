import { dateHeure, heure, pluriel } from '#web/ui/format.ts'
import { Icone, type NomIcone } from '#web/ui/Icone.tsx'
import css from './formulaire.module.css'
import type { Instantane } from './instantane.ts'
import { useRemplissageCourant } from './useRemplissage.ts'

type Etat = { ton: 'calme' | 'attente' | 'alerte'; icone: NomIcone; phrase: string }

/** Whether the answers are saved, in one sentence that is always true. */
export function etatDe(i: Instantane, maintenant: Date): Etat {
  const attendent = Object.keys({ ...i.envol, ...i.attente }).length
  if (i.panne) return { ton: 'alerte', icone: 'alerte', phrase: phraseDePanne(i, attendent) }
  const refusees = Object.values(i.brutes).filter((b) => b.montrer).length
  if (refusees > 0)
    return {
      ton: 'alerte',
      icone: 'alerte',
      phrase: `${pluriel(refusees, 'réponse n’est pas enregistrée', 'réponses ne sont pas enregistrées')} : voyez le message à côté.`,
    }
  if (attendent > 0) return { ton: 'attente', icone: 'sablier', phrase: 'Enregistrement…' }
  const jour = (instant: string | Date) => new Date(instant).toDateString()
  const quand =
    jour(i.enregistre_le) === jour(maintenant) ? `à ${heure(i.enregistre_le)}` : `le ${dateHeure(i.enregistre_le)}`
  return { ton: 'calme', icone: 'coche', phrase: `Enregistré ${quand}` }
}

function phraseDePanne({ panne, gardee }: Instantane, attendent: number): string {
  if (panne?.genre === 'refus') return `Vos réponses ne s’enregistrent plus : ${panne.message}`
  const cause =
    panne?.genre === 'session'
      ? 'Session expirée'
      : panne?.genre === 'hors_ligne'
        ? 'Hors ligne'
        : 'Le serveur ne répond pas'
  if (attendent === 0) return `${cause}.`
  return gardee
    ? `${cause} : vos réponses sont gardées sur cet appareil.`
    : `${cause} : vos réponses ne sont pas enregistrées, ne fermez pas cette page.`
}

/** The state in sight while one fills. Screen readers hear what lasts, not each « Enregistrement… ». */
export function EtatEnregistrement() {
  const { i, pieces } = useRemplissageCourant()
  const etat = etatDe(i, new Date())
  const envois = pieces.envois.list.filter((u) => !u.failure).length
  const phrase = envois > 0 && !i.panne ? `Envoi de ${pluriel(envois, 'fichier')}…` : etat.phrase
  return (
    <div className={`${css.etat} ${css[etat.ton]}`} data-impression="non">
      <Icone nom={etat.icone} taille={18} />
      <span aria-hidden>{phrase}</span>
      <span className="lecteur-seul" role="status">
        {etat.ton === 'attente' ? '' : etat.phrase}
      </span>
    </div>
  )
}
