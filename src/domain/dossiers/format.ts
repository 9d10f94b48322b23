import { ecrireFormats, type Format } from '../formulaire/types/piece.ts'

const FORMATS: Record<string, Format> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/zip': 'zip',
}
const PROGRAMMES = /msdownload|portable-executable|x-elf|x-mach|x-dosexec|java|x-sh|x-msi|x-cfb|vnd\.android/

export type FormatReconnu = { format: Format; nom: string } | { refus: string }

/**
 * The format of a received file, told by its content (`type`, sniffed) and not by its name, with a name that bears the
 * right extension; or why this champ does not take it. Text has no signature: it is a CSV when it says so.
 */
export function reconnaitre(nom: string, type: string, acceptes: readonly Format[]): FormatReconnu {
  const annonce = extension(nom)
  const format = type === 'text/plain' && annonce === 'csv' ? 'csv' : FORMATS[type]
  if (format && acceptes.includes(format)) return { format, nom: nommer(nom, annonce, format) }
  if (acceptes.some((f) => f === normale(annonce)))
    return {
      refus: `Ce fichier se nomme .${annonce} mais son contenu est ${ecrireContenu(type)} : déposez un vrai fichier ${ecrireFormats(acceptes)}.`,
    }
  return { refus: `« ${nom} » n’est pas accepté : déposez un fichier ${ecrireFormats(acceptes)}.` }
}

const extension = (nom: string): string => /\.([a-z0-9]{1,8})$/i.exec(nom)?.[1]?.toLowerCase() ?? ''
const normale = (ext: string): string => (ext === 'jpeg' ? 'jpg' : ext === 'heif' ? 'heic' : ext)

/** A photo named .png that is a JPEG opens nowhere: the name follows the content. */
function nommer(nom: string, annonce: string, format: Format): string {
  if (normale(annonce) === format) return nom
  const connue = annonce !== '' && [...Object.values(FORMATS), 'csv', 'jpeg', 'heif'].includes(annonce)
  return `${connue ? nom.slice(0, -annonce.length - 1) : nom}.${format}`
}

function ecrireContenu(type: string): string {
  const format = FORMATS[type]
  if (format) return `un fichier ${format.toUpperCase()}`
  if (PROGRAMMES.test(type)) return 'un programme'
  if (type === 'text/plain') return 'du texte'
  if (type.startsWith('image/')) return 'une autre sorte d’image'
  if (type === 'application/octet-stream') return 'illisible'
  return 'd’une autre sorte'
}
