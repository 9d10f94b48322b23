/** Plain text whose blank lines separate paragraphs. */
export function Paragraphes({ texte }: { texte: string }) {
  return texte
    .split(/\n\s*\n/)
    .filter((p) => p.trim() !== '')
    .map((p) => (
      <p key={p} style={{ whiteSpace: 'pre-line' }}>
        {p}
      </p>
    ))
}
