const CLE = 'preau.suivi'

/** Remembers that this tab follows a dossier without an account: once that session has ended, its code is asked again. */
export function noter(suit: boolean): void {
  try {
    if (suit) sessionStorage.setItem(CLE, 'oui')
    else sessionStorage.removeItem(CLE)
  } catch {
    // Storage refused by the browser: the sign-in page will do, it leads to the follow-up too.
  }
}

export function suitSansCompte(): boolean {
  try {
    return sessionStorage.getItem(CLE) !== null
  } catch {
    return false
  }
}
