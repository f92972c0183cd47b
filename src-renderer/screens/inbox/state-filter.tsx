import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { MessageState } from '../../../src-preload/contract/entities/message.ts'
import { MenuButton } from '../../components/menu-button.tsx'
import { MessageMark } from '../../components/state-mark.tsx'
import type { MessageFilterInput } from './message-query.ts'

type StateFilterProps = {
  readonly filter: MessageFilterInput
  readonly onChange: (change: MessageFilterInput) => void
}

/** Any number of states, and whether mail that has left the server is listed too. */
export function StateFilter({ filter, onChange }: StateFilterProps) {
  const { t } = useTranslation()
  const states = filter.states ?? []
  const label =
    states.length === 0
      ? t('messageList.anyState')
      : states.length === 1 && states[0]
        ? t(`messageState.${states[0]}`)
        : t('messageList.states', { count: states.length })
  const choose = (values: readonly string[]) => {
    const chosen = MessageState.options.filter(state => values.includes(state))
    onChange({ states: chosen.length === 0 ? undefined : chosen })
  }
  return (
    <MenuButton
      label={label}
      button={{ variant: states.length > 0 ? 'light' : 'default', className: 'filter-button' }}
      menu={{ position: 'bottom-start', closeOnItemClick: false }}
      items={() => (
        <>
          <Menu.CheckboxGroup value={[...states]} onChange={choose}>
            {MessageState.options.map(state => (
              <Menu.CheckboxItem key={state} value={state}>
                <MessageMark state={state} word={t(`messageState.${state}`)} />
              </Menu.CheckboxItem>
            ))}
          </Menu.CheckboxGroup>
          <Menu.Divider />
          <Menu.CheckboxItem
            checked={filter.withGone === true}
            onChange={gone => onChange({ withGone: gone || undefined })}
          >
            {t('messageList.withGone')}
          </Menu.CheckboxItem>
        </>
      )}
    />
  )
}
