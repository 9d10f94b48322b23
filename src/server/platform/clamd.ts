import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'

/** Where clamd listens. */
export type Clamd = { host: string; port: number } | { path: string }

/** What clamd said of a whole file. Anything else is no verdict: `scan` throws. */
export type Verdict = { threat: string | null }

/** The file is over the StreamMaxLength of clamd: no verdict until this is raised. */
export class OverLimit extends Error {}

type Delays = {
  /** To be answered a connection, in ms. */
  connection?: number
  /** Without a byte either way, in ms. */
  silence?: number
}

/** What clamd takes at once; its own default is far above. */
const MORCEAU = 64 * 1024

/**
 * Sends a file to clamd (INSTREAM) and gives its verdict. Throws when it is away, silent, cuts the line, or answers
 * something unknown: a file is never safe for want of an answer.
 */
export async function scan(clamd: Clamd, content: Readable, delays: Delays = {}): Promise<Verdict> {
  const { connection = 5_000, silence = 60_000 } = delays
  const socket = connect(clamd)
  const answer = collect(socket, silence)
  // Its failure is read below, once; meanwhile it must not end the process.
  answer.catch(() => {})
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(connection) })
    await send(socket, content, answer)
    return read(await answer)
  } finally {
    content.destroy()
    socket.destroy()
  }
}

/** All that clamd says until it closes or ends its line with NUL. */
function collect(socket: Socket, silence: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    socket.setEncoding('utf8')
    socket.setTimeout(silence, () => socket.destroy(new Error('clamd is silent.')))
    socket.on('data', (part) => {
      said += part
      if (said.includes('\0')) resolve(said)
      if (said.length > 4_096) socket.destroy(new Error('clamd says too much.'))
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('clamd cut the line.')))
  })
}

async function send(socket: Socket, content: Readable, answer: Promise<string>): Promise<void> {
  // It may answer before the end, when the file is over its limit: what remains need not be sent.
  let answered = false
  const settled = answer.then(
    () => (answered = true),
    () => (answered = true),
  )
  const write = async (part: Buffer) => {
    if (!socket.write(part)) await Promise.race([once(socket, 'drain'), settled])
  }
  await write(Buffer.from('zINSTREAM\0'))
  for await (const whole of content) {
    const bytes = Buffer.from(whole)
    for (let i = 0; i < bytes.length && !answered; i += MORCEAU) {
      const part = bytes.subarray(i, i + MORCEAU)
      const size = Buffer.alloc(4)
      size.writeUInt32BE(part.length)
      await write(Buffer.concat([size, part]))
    }
    if (answered) return
  }
  await write(Buffer.alloc(4))
}

function read(said: string): Verdict {
  const line = said.split('\0')[0]?.trim() ?? ''
  if (line === 'stream: OK') return { threat: null }
  const found = /^stream: (.+) FOUND$/.exec(line)?.[1]
  if (found) return { threat: found }
  if (line.startsWith('INSTREAM size limit exceeded'))
    throw new OverLimit('A file is over the StreamMaxLength of clamd: raise it above the largest pièce.')
  throw new Error(`clamd gives no verdict: ${line.slice(0, 200)}`)
}

/** « host:port » or « /path » as an address; `undefined` when it is neither. */
export function readClamd(text: string): Clamd | undefined {
  if (text.startsWith('/')) return { path: text }
  const [, host, port] = /^\[?([^\s\]]+?)\]?:(\d{1,5})$/.exec(text) ?? []
  return host && Number(port) > 0 && Number(port) < 65_536 ? { host, port: Number(port) } : undefined
}
