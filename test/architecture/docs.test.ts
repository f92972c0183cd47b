import { describe, expect, it } from 'vitest'
import { pipeline } from '../../src-main/engine/intake/pipeline.ts'
import { Settings } from '../../src-preload/contract/settings/settings.ts'
import { generatePages, stalePages } from '../docs.ts'

describe('pages that are made from the code', () => {
  it('say what the code says now (npm run docs writes them)', () => {
    expect(stalePages()).toEqual([])
  })

  it('name every step with its purpose, and every setting with its default', () => {
    const [life, settings] = generatePages().map(page => page.text)
    for (const { name, purpose } of pipeline) expect(life).toContain(`**${name}**. ${purpose}`)
    for (const name of Object.keys(Settings.shape)) expect(settings).toContain(`\`${name}\` · `)
    expect(settings?.match(/^### /gm)).toHaveLength(Object.keys(Settings.shape).length)
    expect(settings).not.toContain('undefined')
  })
})
