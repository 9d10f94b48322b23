import { expect, test } from 'vitest'
import type { Format } from '../formulaire/types/piece.ts'
import { reconnaitre } from './format.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

test.each<[string, string, Format[], string, Format]>([
  ['acte.pdf', 'application/pdf', ['pdf'], 'acte.pdf', 'pdf'],
  ['PHOTO.JPEG', 'image/jpeg', ['jpg'], 'PHOTO.JPEG', 'jpg'],
  ['photo.png', 'image/jpeg', ['jpg', 'png'], 'photo.jpg', 'jpg'],
  ['acte', 'application/pdf', ['pdf'], 'acte.pdf', 'pdf'],
  ['devis.2026', 'application/pdf', ['pdf'], 'devis.2026.pdf', 'pdf'],
  ['lettre.docx', DOCX, ['docx', 'odt'], 'lettre.docx', 'docx'],
  ['IMG_1.HEIC', 'image/heic', ['heic'], 'IMG_1.HEIC', 'heic'],
  ['lignes.csv', 'text/plain', ['csv'], 'lignes.csv', 'csv'],
])('%s (%s) est accepté, sous un nom qui dit vrai', (nom, type, acceptes, attendu, format) => {
  expect(reconnaitre(nom, type, acceptes)).toEqual({ nom: attendu, format })
})

test.each<[string, string, Format[], string]>([
  [
    'acte.pdf',
    'application/x-msdownload',
    ['pdf'],
    'Ce fichier se nomme .pdf mais son contenu est un programme : déposez un vrai fichier PDF.',
  ],
  [
    'acte.pdf',
    'application/x-elf',
    ['pdf'],
    'Ce fichier se nomme .pdf mais son contenu est un programme : déposez un vrai fichier PDF.',
  ],
  [
    'acte.pdf',
    'text/plain',
    ['pdf', 'csv'],
    'Ce fichier se nomme .pdf mais son contenu est du texte : déposez un vrai fichier PDF ou CSV.',
  ],
  [
    'acte.pdf',
    DOCX,
    ['pdf'],
    'Ce fichier se nomme .pdf mais son contenu est un fichier DOCX : déposez un vrai fichier PDF.',
  ],
  [
    'acte.pdf',
    'application/octet-stream',
    ['pdf'],
    'Ce fichier se nomme .pdf mais son contenu est illisible : déposez un vrai fichier PDF.',
  ],
  ['virus.exe', 'application/x-msdownload', ['pdf'], '« virus.exe » n’est pas accepté : déposez un fichier PDF.'],
  ['notes.txt', 'text/plain', ['csv'], '« notes.txt » n’est pas accepté : déposez un fichier CSV.'],
  ['lettre.docx', DOCX, ['zip', 'pdf'], '« lettre.docx » n’est pas accepté : déposez un fichier ZIP ou PDF.'],
])('%s (%s) est refusé en mots', (nom, type, acceptes, refus) => {
  expect(reconnaitre(nom, type, acceptes)).toEqual({ refus })
})
