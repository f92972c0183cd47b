import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { type Plant, planted } from './plant.ts'

/**
 * Plants whose code could not run at all, with the reason: their tests would fail without having noticed anything.
 * Types are not checked: a change of behaviour may be one that the compiler would refuse.
 */
export function findCompileErrors(root: string, plants: readonly Plant[]): ReadonlyMap<Plant, string> {
  const found = plants.flatMap(plant => {
    const source = readFileSync(join(root, plant.file), 'utf8')
    const error = errorOf(plant.file, source, planted(plant, source))
    return error === null ? [] : [[plant, error] as const]
  })
  return new Map(found)
}

function errorOf(file: string, before: string, after: string): string | null {
  const { diagnostics = [] } = ts.transpileModule(after, { fileName: file, reportDiagnostics: true })
  const [syntax] = diagnostics
  if (syntax) return ts.flattenDiagnosticMessageText(syntax.messageText, ' ')
  // What nothing in the file declares and was not there before is a slip, unless every program has it.
  const known = namesNobodyDeclares(file, before)
  const slip = [...namesNobodyDeclares(file, after)].find(name => !known.has(name) && !(name in globalThis))
  return slip === undefined ? null : `“${slip}” is not declared`
}

function namesNobodyDeclares(file: string, text: string): ReadonlySet<string> {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true)
  const declared = new Set<string>()
  const used = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    if (ts.isIdentifier(node)) {
      if (isDeclared(node)) declared.add(node.text)
      else if (!isNameOfPart(node)) used.add(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return new Set([...used].filter(name => !declared.has(name)))
}

function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isBindingElement(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isFunctionExpression(parent) ||
      ts.isClassDeclaration(parent) ||
      ts.isTypeAliasDeclaration(parent) ||
      ts.isInterfaceDeclaration(parent) ||
      ts.isImportSpecifier(parent) ||
      ts.isImportClause(parent) ||
      ts.isNamespaceImport(parent)) &&
    parent.name === node
  )
}

/** Of an object, a class or another module: looked for there, and not among the variables. */
function isNameOfPart(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) return parent.name === node
  if (ts.isBindingElement(parent) || ts.isImportSpecifier(parent)) return parent.propertyName === node
  return ts.isClassElement(parent) || ts.isTypeElement(parent) || ts.isMethodDeclaration(parent)
}
