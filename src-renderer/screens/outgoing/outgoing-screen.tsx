import { Page } from '../../components/page.tsx'

export function OutgoingScreen() {
  return <Page title={String()}>{null}</Page>
}
