import { Link } from '@tanstack/react-router'
import { compterNotifications } from '#domain/messagerie/api.ts'
import { useRead } from './call.ts'
import css from './portail/Cadre.module.css'
import { Icone } from './ui/Icone.tsx'

/** The alerts not yet read, asked again each minute. */
export function Cloche({ to }: { to: '/notifications' | '/gestion/notifications' }) {
  const { data } = useRead(compterNotifications, {}, { refetchInterval: 60_000 })
  const nombre = data?.a_lire ?? 0
  return (
    <Link to={to}>
      <Icone nom="cloche" />
      Alertes
      {nombre > 0 && (
        <span className={css.pastille}>
          {nombre > 99 ? '99+' : nombre}
          <span className="lecteur-seul"> à lire</span>
        </span>
      )}
    </Link>
  )
}
