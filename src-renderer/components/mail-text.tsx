import { useMemo, useState } from 'react'
import { type MailLink, readLink } from './mail-link.ts'
import { MailLinkDialog } from './mail-link-dialog.tsx'

/** Ends before the signs that close a sentence or a bracket around the address. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"“”«»]{1,2000}?(?=[.,;:!?'’)\]}]*(?:[\s<>"“”«»]|$))/giu

/** A plain mail; the addresses in it can be opened, after a look at where they lead. */
export function MailText({ text }: { readonly text: string }) {
  const [link, setLink] = useState<MailLink | null>(null)
  const pieces = useMemo(() => piecesOf(text), [text])
  return (
    <>
      <p className="mail-text">
        {pieces.map((piece, at) =>
          piece.link ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces never change their order
            <button key={at} type="button" className="mail-text-link" onClick={() => setLink(piece.link)}>
              {piece.text}
            </button>
          ) : (
            piece.text
          ),
        )}
      </p>
      <MailLinkDialog link={link} onClose={() => setLink(null)} />
    </>
  )
}

type Piece = { readonly text: string; readonly link: MailLink | null }

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(ADDRESS)) {
    const [address] = match
    pieces.push({ text: text.slice(end, match.index), link: null }, { text: address, link: readLink(address, address) })
    end = match.index + address.length
  }
  pieces.push({ text: text.slice(end), link: null })
  return pieces
}
