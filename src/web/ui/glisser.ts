import { type PointerEvent as PointerReact, useEffect, useRef } from 'react'

/** Before this many pixels it is a click. */
const SEUIL = 5
/** Near an edge of the window or of a scrolling box, what is under scrolls. */
const BORD = 60

/**
 * Carries a thing with the pointer onto an element that bears `data-cible`. While it goes, the target shows where the
 * thing would land by `data-pose` (`avant` or `apres`): no component is drawn again. What this does, buttons and keys
 * must do too: a pointer is never the only way.
 * @returns the handler of `pointerdown` for what can be carried, with the words that follow the pointer
 */
export function useGlisser<T>(onPoser: (quoi: T, cible: HTMLElement, apres: boolean) => void) {
  const poser = useRef(onPoser)
  poser.current = onPoser
  const finir = useRef<(() => void) | undefined>(undefined)
  useEffect(() => () => finir.current?.(), [])

  return useRef((quoi: T, mots: string) => (depart: PointerReact<HTMLElement>) => {
    if (depart.button !== 0 || depart.pointerType === 'touch') return
    let fantome: HTMLElement | undefined
    let cible: HTMLElement | undefined
    let apres = false

    const viser = (e: PointerEvent) => {
      const dessous = document.elementFromPoint(e.clientX, e.clientY)
      const nouvelle = dessous?.closest<HTMLElement>('[data-cible]') ?? undefined
      const boite = nouvelle?.getBoundingClientRect()
      apres = boite ? e.clientY > boite.top + boite.height / 2 : false
      if (cible && cible !== nouvelle) delete cible.dataset.pose
      cible = nouvelle
      if (cible) cible.dataset.pose = apres ? 'apres' : 'avant'
      defiler(dessous, e)
    }
    const bouger = (e: PointerEvent) => {
      if (!fantome) {
        if (Math.hypot(e.clientX - depart.clientX, e.clientY - depart.clientY) < SEUIL) return
        fantome = creerFantome(mots)
      }
      e.preventDefault()
      fantome.style.translate = `${e.clientX + 12}px ${e.clientY + 12}px`
      viser(e)
    }
    const clore = () => {
      window.removeEventListener('pointermove', bouger)
      window.removeEventListener('pointerup', lacher)
      window.removeEventListener('pointercancel', clore)
      window.removeEventListener('keydown', renoncer, true)
      if (cible) delete cible.dataset.pose
      fantome?.remove()
      finir.current = undefined
    }
    const lacher = () => {
      const ici = cible
      const tire = fantome !== undefined
      clore()
      if (!tire) return
      // The click that ends a drag chooses nothing.
      window.addEventListener('click', etouffer, { capture: true, once: true })
      setTimeout(() => window.removeEventListener('click', etouffer, true))
      if (ici) poser.current(quoi, ici, apres)
    }
    const renoncer = (e: KeyboardEvent) => {
      if (e.key === 'Escape') clore()
    }
    finir.current?.()
    finir.current = clore
    window.addEventListener('pointermove', bouger)
    window.addEventListener('pointerup', lacher)
    window.addEventListener('pointercancel', clore)
    window.addEventListener('keydown', renoncer, true)
  }).current
}

const etouffer = (e: Event) => e.stopPropagation()

function creerFantome(mots: string): HTMLElement {
  const fantome = document.createElement('div')
  fantome.textContent = mots
  fantome.setAttribute('aria-hidden', 'true')
  fantome.style.cssText =
    'position:fixed;top:0;left:0;z-index:1000;pointer-events:none;padding:.4rem .75rem;border-radius:8px;max-width:18rem;' +
    'background:var(--accent);color:var(--sur-accent);font-weight:600;box-shadow:var(--ombre-haute)'
  document.body.append(fantome)
  return fantome
}

function defiler(dessous: Element | null, { clientX, clientY }: PointerEvent): void {
  for (let boite = dessous; boite; boite = boite.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(boite)
    const { left, right, top, bottom } = boite.getBoundingClientRect()
    if (/auto|scroll/.test(overflowX)) boite.scrollLeft += pas(clientX, left, right)
    if (/auto|scroll/.test(overflowY)) boite.scrollTop += pas(clientY, top, bottom)
  }
  window.scrollBy(0, pas(clientY, 0, window.innerHeight))
}

const pas = (position: number, debut: number, fin: number): number =>
  position < debut + BORD ? -12 : position > fin - BORD ? 12 : 0
