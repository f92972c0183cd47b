import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { pipeline } from '../../src-main/engine/intake/pipeline.ts'

const stepsDir = resolve(import.meta.dirname, '..', '..', 'src-main', 'engine', 'intake', 'steps')

it('asks the steps in this order: changing it changes what becomes of mail', () => {
  expect(pipeline.map(step => step.name)).toEqual([
    'size-limit',
    'own-mail',
    'undesired-subject',
    'automatic-mail',
    'duplicate',
    'find-caller',
    'find-ticket',
    'inbox-behaviour',
  ])
})

it('asks every step that there is, each from the file of its name', () => {
  const files = readdirSync(join(stepsDir)).map(file => file.replace(/\.ts$/, ''))
  expect(pipeline.map(step => step.name).toSorted()).toEqual(files.toSorted())
})
