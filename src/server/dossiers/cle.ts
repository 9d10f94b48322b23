import { randomInt } from 'node:crypto'

const SIGNES = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Twelve signs drawn at random: a dossier's address can neither be guessed nor tell how many there are. */
export const nouvelleCle = (): string => Array.from({ length: 12 }, () => SIGNES[randomInt(SIGNES.length)]).join('')
