import { Page } from '../../components/page.tsx'

export function InboxesScreen() {
  return <Page title={String()}>{null}</Page>
}
