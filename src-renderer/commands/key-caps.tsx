import { Kbd } from '@mantine/core'

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
const SHOWN: Record<string, string> = { Delete: 'Del', Escape: 'Esc', Enter: '↵', ArrowUp: '↑', ArrowDown: '↓' }

/** `mod+k` as the keys of this computer: Ctrl K, or ⌘ K. */
export function KeyCaps({ keys }: { readonly keys: string }) {
  const caps = keys.split(/[ +]/).filter(key => key !== '')
  return (
    <span className="row" style={{ gap: 4, display: 'inline-flex' }}>
      {caps.map(key => (
        <Kbd key={key} size="xs">
          {key === 'mod' ? (isMac ? '⌘' : 'Ctrl') : (SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key))}
        </Kbd>
      ))}
    </span>
  )
}
