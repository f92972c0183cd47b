import { useEffect, useState } from 'react'
import { type MailLayout, measureMail } from './mail-measure.ts'

/** How the sketch lies at this width; what was measured before stays until it is measured anew. */
export function useMailLayout(sketch: string | null, styles: string, widthPx: number): MailLayout | null {
  const [layout, setLayout] = useState<MailLayout | null>(null)
  useEffect(() => {
    if (sketch === null || widthPx === 0) return
    let current = true
    void measureMail(sketch, styles, widthPx).then(measured => {
      if (current) setLayout(measured)
    })
    return () => {
      current = false
    }
  }, [sketch, styles, widthPx])
  return layout
}
