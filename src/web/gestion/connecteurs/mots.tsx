import { type ConnecteurRegle, ETATS_CONNECTEUR } from '#domain/connecteurs/api-reglages.ts'
import { type EtatResultat, LIBELLES_ETATS } from '#domain/connecteurs/resultat.ts'
import { StatusBadge } from '#web/ui/Badge.tsx'

const ETATS = {
  marche: { couleur: 'vert', icone: 'coche' },
  degrade: { couleur: 'orange', icone: 'alerte' },
  arrete: { couleur: 'gris', icone: 'barre' },
} as const

export const EtatDuConnecteur = ({ etat }: { etat: ConnecteurRegle['etat'] }) => (
  <StatusBadge {...ETATS[etat]} libelle={ETATS_CONNECTEUR[etat]} />
)

const ISSUES = {
  trouve: { couleur: 'vert', icone: 'coche' },
  introuvable: { couleur: 'gris', icone: 'info' },
  indisponible: { couleur: 'rouge', icone: 'croix' },
  refuse: { couleur: 'orange', icone: 'alerte' },
} as const

export const Issue = ({ issue }: { issue: EtatResultat }) => (
  <StatusBadge {...ISSUES[issue]} libelle={LIBELLES_ETATS[issue]} />
)

/** « Posée », « À poser », « Aucune » */
export function direCle({ cle }: ConnecteurRegle): string {
  if (cle.attendue === 'aucune') return 'Aucune'
  if (!cle.posee) return 'À poser'
  return cle.par_environnement ? 'Posée (configuration)' : 'Posée'
}

/** « 7 jours », « 90 minutes », « aucun » */
export function direDuree(minutes: number): string {
  if (minutes === 0) return 'aucune'
  const [n, mot] =
    minutes % 1_440 === 0
      ? [minutes / 1_440, 'jour']
      : minutes % 60 === 0
        ? [minutes / 60, 'heure']
        : [minutes, 'minute']
  return `${n} ${mot}${n > 1 ? 's' : ''}`
}
