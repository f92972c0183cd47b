import { useEffect, useState } from 'react'
import { type MailLayout, measureMail } from './mail-measure.ts'

/** How the document lies at this width; what was measured before stays until it is measured anew. */
export function useMailLayout(srcdoc: string | null, widthPx: number): MailLayout | null {
  const [layout, setLayout] = useState<MailLayout | null>(null)
  useEffect(() => {
    if (srcdoc === null || widthPx === 0) return
    let current = true
    void measureMail(srcdoc, widthPx).then(measured => {
      if (current) setLayout(measured)
    })
    return () => {
      current = false
    }
  }, [srcdoc, widthPx])
  return layout
}
