import type { NomIcone } from '#web/ui/Icone.tsx'

const CONNUES: ReadonlySet<string> = new Set([
  'crayon',
  'tampon',
  'trombone',
  'bulles',
  'balance',
  'coche',
  'coche_partielle',
  'enveloppe',
  'euro',
  'barre',
  'calendrier',
  'document',
  'dossiers',
  'filtre',
  'info',
  'tableau',
  'lieu',
  'etablissement',
  'personne',
  'groupe',
  'ecran',
])

/** The palette names icons freely; those that the screens have not are a plain page. */
export const iconeDe = (nom: string): NomIcone => (CONNUES.has(nom) ? (nom as NomIcone) : 'document')
