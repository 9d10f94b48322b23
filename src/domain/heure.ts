/** Legal time of metropolitan France, the one of campaigns and of their closing. */
export const FUSEAU = 'Europe/Paris'

let format: Intl.DateTimeFormat | undefined

/** Made at its first use: it takes tens of milliseconds, that a page without any hour need not wait for. */
function parties(): Intl.DateTimeFormat {
  format ??= new Intl.DateTimeFormat('en-GB', {
    timeZone: FUSEAU,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return format
}

/** An instant as people read it on the wall, `AAAA-MM-JJThh:mm`. Such hours compare as text. */
export function heureLocale(instant: Date): string {
  const p = Object.fromEntries(
    parties()
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`
}

/** The day of an instant, `AAAA-MM-JJ`: just after midnight in summer, it is not yet that day in UTC. */
export const jourLocal = (instant: Date): string => heureLocale(instant).slice(0, 10)
