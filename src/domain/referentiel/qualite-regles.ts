import type { CodeControle } from './qualite.ts'
import { estSiret } from './siret.ts'
import { estUai } from './uai.ts'

/** What the rules below look at, of one établissement. */
export type AControler = {
  uai: string
  siret: string | null
  courriel: string | null
  telephone: string | null
  mere_uai: string | null
}

/** What a check found: `objet` tells apart several of the same check, `valeur` is what an acceptance is tied to. */
export type Trouvaille = { code: CodeControle; uai: string; objet: string; detail: string; valeur: string }

/** What one row alone shows: letters and keys that do not add up, addresses and numbers that cannot work. */
export function controlerLigne(e: AControler): Trouvaille[] {
  const trouves: Trouvaille[] = []
  const dire = (code: CodeControle, detail: string, valeur: string) =>
    trouves.push({ code, uai: e.uai, objet: '', detail, valeur })
  if (!estUai(e.uai)) dire('uai_lettre', `La lettre de ${e.uai} ne correspond pas à ses chiffres.`, e.uai)
  if (e.siret && !estSiret(e.siret)) dire('siret_incorrect', `La clé du SIRET ${e.siret} est fausse.`, e.siret)
  if (e.courriel && !estCourriel(e.courriel))
    dire('courriel_malforme', `« ${e.courriel} » n’est pas une adresse.`, e.courriel)
  const boite = uaiDuCourriel(e.courriel)
  if (boite && boite !== e.uai && boite !== e.mere_uai)
    dire('courriel_autre', `« ${e.courriel} » est la boîte de ${boite}.`, `${e.courriel}`)
  if (e.telephone && !estTelephone(e.telephone))
    dire('telephone_malforme', `« ${e.telephone} » n’est pas un numéro français.`, e.telephone)
  return trouves
}

/** One address, that mail could reach. */
export const estCourriel = (texte: string): boolean =>
  texte.length <= 254 &&
  /^[^\s@,;<>()"]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}$/i.test(texte) &&
  !texte.includes('..')

/** The UAI of a mailbox that the académie names after one: `0310038y@ac-toulouse.fr`, `ce.0310038y@…`. */
export function uaiDuCourriel(texte: string | null): string | undefined {
  const trouve = /^(?:ce\.)?(\d{7}[a-z])@/i.exec(texte ?? '')?.[1]?.toUpperCase()
  return trouve && estUai(trouve) ? trouve : undefined
}

/** A French number: ten digits, or nine after +33 and the prefixes of overseas. */
export function estTelephone(texte: string): boolean {
  const compact = texte.replace(/[\s.\-()/]/g, '')
  return (
    /^0[1-9]\d{8}$/.test(compact) ||
    /^(?:\+|00)(?:33|262|508|590|594|596|687|689|681)0?\d{6,9}$/.test(compact) ||
    /^\d{6}$/.test(compact)
  )
}
