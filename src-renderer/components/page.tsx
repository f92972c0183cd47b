import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from './foreign-text.tsx'

type PageProps = {
  readonly title: string
  /** Where this page belongs; shown above the title. */
  readonly parent?: { readonly title: string; readonly address: string } | undefined
  /** `list`: one list that takes the height of the window and scrolls by itself. */
  readonly kind?: 'wide' | 'reading' | 'form' | 'list'
  readonly below?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** The title row that all pages share: where am I, what can I do here. */
export function Page({ title, parent, kind = 'wide', below, actions, children }: PageProps) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = t('frame.windowTitle', { title })
  }, [title, t])
  return (
    <main className={`page ${kind === 'list' ? 'list-page' : kind}`}>
      <div className="page-title">
        <div>
          {parent && (
            <nav className="page-trail" aria-label={t('frame.trail')}>
              <a href={parent.address}>{parent.title}</a>
            </nav>
          )}
          <h1>
            <ForeignText whole>{title}</ForeignText>
          </h1>
          {below && <div className="page-below">{below}</div>}
        </div>
        {actions && <div className="row">{actions}</div>}
      </div>
      {children}
    </main>
  )
}
