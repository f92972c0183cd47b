/**
 * Text that somebody else wrote: a name, a subject, a file name. Shown as text, its direction kept to itself, cut at
 * one line with the whole on hover.
 */
export function ForeignText({ children, whole = false }: { readonly children: string; readonly whole?: boolean }) {
  if (whole) return <bdi className="wrap-anywhere">{children}</bdi>
  return (
    <bdi className="cut" title={children}>
      {children}
    </bdi>
  )
}
