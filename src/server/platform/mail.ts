import nodemailer from 'nodemailer'
import type { Config } from './config.ts'

export type Mail = { destinataire: string; sujet: string; texte: string; html?: string }

export type Mailer = {
  /** False when no SMTP server is configured: mails then stay in the outbox page. */
  configured: boolean
  /** Gives the mail to the SMTP server; throws when it refuses, so that the job is retried. */
  send(mail: Mail): Promise<void>
}

/** Speaks to the SMTP server of the configuration, when there is one. */
export function openMailer(config: Config): Mailer {
  const { smtp } = config
  if (!smtp) return { configured: false, send: async () => {} }
  const transport = nodemailer.createTransport(smtp.url, { from: smtp.expediteur })
  return {
    configured: true,
    send: async ({ destinataire, sujet, texte, html }) => {
      await transport.sendMail({ to: destinataire, subject: sujet, text: texte, html })
    },
  }
}
