import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import ts from 'typescript'
import { type Plant, planted } from './plant.ts'

/** Names that nobody declares, or that are declared twice: what fails when it runs, whatever the tests assert. */
const NAMELESS = new Set([2300, 2304, 2451, 2552, 18004])

/**
 * Plants whose code could not run at all, with the reason: their tests would fail without having noticed anything.
 * Types are not checked: a change of behaviour may be one that the compiler would refuse.
 */
export function findCompileErrors(root: string, plants: readonly Plant[]): ReadonlyMap<Plant, string> {
  const texts = new Map<string, string>()
  const pairs = plants.map((plant, index) => {
    const source = readFileSync(join(root, plant.file), 'utf8')
    const [before, after] = [`/before-${index}`, `/after-${index}`].map(name => name + extname(plant.file))
    texts.set(before as string, source).set(after as string, planted(plant, source))
    return { plant, before: before as string, after: after as string }
  })
  const program = programOf(texts)
  const found = pairs.flatMap(({ plant, before, after }) => {
    // What the file says by itself is not the plant's: nothing that it imports is looked at here.
    const known = new Set(errorsIn(program, before))
    const news = errorsIn(program, after).find(error => !known.has(error))
    return news === undefined ? [] : [[plant, news] as const]
  })
  return new Map(found)
}

function programOf(texts: ReadonlyMap<string, string>): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    jsx: ts.JsxEmit.ReactJSX,
    noResolve: true,
    noEmit: true,
    types: [],
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = name => texts.has(name) || fileExists(name)
  host.getSourceFile = (name, target, ...rest) => {
    const text = texts.get(name)
    return text === undefined ? getSourceFile(name, target, ...rest) : ts.createSourceFile(name, text, target)
  }
  return ts.createProgram([...texts.keys()], options, host)
}

function errorsIn(program: ts.Program, name: string): readonly string[] {
  const file = program.getSourceFile(name)
  const said = (all: readonly ts.Diagnostic[]) =>
    all.map(each => ts.flattenDiagnosticMessageText(each.messageText, ' '))
  const syntax = said(program.getSyntacticDiagnostics(file))
  if (syntax.length > 0) return syntax
  return said(program.getSemanticDiagnostics(file).filter(({ code }) => NAMELESS.has(code)))
}
