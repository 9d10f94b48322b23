/** A fault already told in one French sentence, for the person at the keyboard. */
export class ReadableFault extends Error {}

/** A program of PostgreSQL that failed: what it said is kept for us. */
export class CommandFault extends Error {
  readonly output: string
  constructor(program: string, output: string) {
    super(`${program}: ${output}`)
    this.output = output
  }
}

/** Any fault as one French sentence saying what to do; its cause stays the technical one. */
export function readableFault(fault: unknown, dossier: string): Error {
  const text = everyMessage(fault)
  const said = (message: string) => new ReadableFault(message, { cause: fault })
  if (/No space left on device|ENOSPC|EDQUOT|Disk quota exceeded/.test(text))
    return said(`Le disque est plein : libérez au moins 500 Mo pour ${dossier}, puis relancez.`)
  if (fault instanceof ReadableFault) return fault
  if (/EACCES|EPERM|EROFS|ENOTDIR|EEXIST|Permission denied|Read-only file system|Operation not permitted/.test(text))
    return said(
      `Préau ne peut pas écrire dans ${dossier} : donnez ce dossier au compte qui lance Préau, puis relancez.`,
    )
  return said(`La base de données n’a pas pu être préparée dans ${dossier} : ${text.trim().split('\n').pop()}`)
}

function everyMessage(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault)
  return fault.cause === undefined ? fault.message : `${everyMessage(fault.cause)}\n${fault.message}`
}
