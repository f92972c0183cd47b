import { Menu } from '@mantine/core'
import { IconBookmark, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from '../../components/foreign-text.tsx'
import { MenuButton } from '../../components/menu-button.tsx'
import { toast } from '../../components/toast.ts'
import { ManageViewsDialog } from './manage-views-dialog.tsx'
import { SaveViewDialog } from './save-view-dialog.tsx'
import { changeView, useSavedViews } from './saved-views.ts'
import { replaceChoice, sameChoice, useTicketChoice } from './ticket-choice.ts'

type OpenDialog = 'save' | 'manage' | null

/** Views that were saved, and the way to save this one. */
export function ViewsMenu() {
  const { t } = useTranslation()
  const choice = useTicketChoice(state => state.choice)
  const views = useSavedViews(state => state.views)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const [lastId, setLastId] = useState<string | null>(null)
  const current = views.find(view => sameChoice(view.choice, choice))
  const last = views.find(({ id }) => id === lastId)
  const close = () => setDialog(null)
  return (
    <>
      <MenuButton
        label={current ? <ForeignText>{current.name}</ForeignText> : t('ticketViews.menu')}
        button={{ className: 'views-button', leftSection: <IconBookmark size={16} aria-hidden /> }}
        menu={{ position: 'bottom-end', shadow: 'md', width: 280 }}
        items={() => (
          <>
            <Menu.Label>{t('ticketViews.saved')}</Menu.Label>
            {views.length === 0 && <p className="views-none dimmed small">{t('ticketViews.noneSaved')}</p>}
            {views.map(view => (
              <Menu.Item
                key={view.id}
                leftSection={view === current ? <IconCheck size={16} aria-hidden /> : <span className="views-gap" />}
                onClick={() => {
                  setLastId(view.id)
                  replaceChoice(view.choice)
                }}
              >
                <ForeignText>{view.name}</ForeignText>
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={() => setDialog('save')}>{t('ticketViews.saveAs')}</Menu.Item>
            {last && last !== current && (
              <Menu.Item
                onClick={() => {
                  changeView(last.id, { choice })
                  toast(t('ticketViews.savedToast', { name: last.name }))
                }}
              >
                {t('ticketViews.saveInto', { name: last.name })}
              </Menu.Item>
            )}
            {views.length > 0 && <Menu.Item onClick={() => setDialog('manage')}>{t('ticketViews.manage')}</Menu.Item>}
          </>
        )}
      />
      {dialog === 'save' && <SaveViewDialog onClose={close} onSaved={({ id }) => setLastId(id)} />}
      {dialog === 'manage' && <ManageViewsDialog onClose={close} />}
    </>
  )
}
