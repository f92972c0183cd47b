import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { NO_COMMANDS, offeredCommands, useCommands } from './commands.ts'
import { KeyCaps } from './key-caps.tsx'

const useOpen = create<{ readonly open: boolean }>(() => ({ open: false }))

export function openKeyboardMap(): void {
  useOpen.setState({ open: true })
}

/** Keys of every list; those of commands are listed by themselves. */
const LIST_KEYS = [
  ['j', 'down'],
  ['k', 'up'],
  ['x', 'select'],
  ['Enter', 'open'],
  ['/', 'search'],
  ['Escape', 'back'],
] as const

/** Which key does what on this page. */
export function KeyboardMap() {
  const { t } = useTranslation()
  const open = useOpen(state => state.open)
  const commands = offeredCommands(useCommands(state => (open ? state : NO_COMMANDS))).filter(
    command => command.key !== undefined && command.key !== 'Escape',
  )
  return (
    <Modal
      opened={open}
      onClose={() => useOpen.setState({ open: false })}
      title={t('commands.keys')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className="key-map">
        <section>
          <h2>{t('commands.inLists')}</h2>
          <dl>
            {LIST_KEYS.map(([key, name]) => (
              <div key={key}>
                <dt>{t(`commands.list.${name}`)}</dt>
                <dd>
                  <KeyCaps keys={key} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
        {(['here', 'go', 'app'] as const).map(group => {
          const own = commands.filter(command => command.group === group)
          return own.length === 0 ? null : (
            <section key={group}>
              <h2>{t(`commands.${group}`)}</h2>
              <dl>
                {own.map(command => (
                  <div key={command.id}>
                    <dt>{command.label}</dt>
                    <dd>
                      <KeyCaps keys={command.key ?? ''} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
      </div>
    </Modal>
  )
}
