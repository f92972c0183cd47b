import { Page } from '../../components/page.tsx'

export function OrganisationsScreen() {
  return <Page title={String()}>{null}</Page>
}
