const JOURS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']

/** A cron as one would say it: « Chaque nuit à 3 h 15 ». What is not simple is shown as it is written. */
export function phraseHoraire(cron: string): string {
  const [minute = '*', heure = '*', jour = '*', mois = '*', semaine = '*'] = cron.split(' ')
  if (!/^\d+$/.test(minute) || !/^\d+$/.test(heure) || mois !== '*') return `Horaire « ${cron} »`
  const a = `à ${Number(heure)} h${Number(minute) ? ` ${minute.padStart(2, '0')}` : ''}`
  if (jour === '*' && semaine === '*') return `Chaque jour ${a}`
  if (jour === '*' && /^\d$/.test(semaine)) return `Le ${JOURS[Number(semaine)]} ${a}`
  if (semaine === '*' && /^\d+$/.test(jour)) return `Le ${jour === '1' ? '1er' : jour} du mois ${a}`
  return `Horaire « ${cron} »`
}
