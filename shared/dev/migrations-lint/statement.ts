import { loadModule, parseSync, type Node, type ParseResult } from 'libpg-query';

/** One statement as PostgreSQL 16 reads it. */
export interface Statement {
  sql: string;
  /** `AlterTableStmt`, `IndexStmt` and so on, with what is in it. */
  node: Node;
}

await loadModule();

/** @throws Error with PostgreSQL's words when it cannot be parsed. */
export function parseStatements(sql: string): Statement[] {
  // The parser counts in bytes.
  const bytes = Buffer.from(sql);
  const { stmts = [] } = parseSync(sql) as ParseResult;
  return stmts.flatMap(({ stmt, stmt_location: from = 0, stmt_len: length }) => {
    if (stmt === undefined) return [];
    const text = bytes.subarray(from, length === undefined ? undefined : from + length).toString();
    return [{ sql: text.replace(/\s+/g, ' ').trim(), node: stmt }];
  });
}

/** Every node within one, itself included, as [name, what is in it]. */
export function* nodesIn(value: unknown): Generator<[string, unknown]> {
  if (Array.isArray(value)) for (const one of value) yield* nodesIn(one);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inside] of Object.entries(value)) {
      yield [name, inside];
      yield* nodesIn(inside);
    }
  }
}

/** The texts of a list of `String` nodes, such as a name with its schema. */
export function textsOf(nodes: readonly Node[] = []): string[] {
  return nodes.flatMap((node) => ('String' in node ? (node.String.sval ?? '') : []));
}

/** The functions that are called within a node, without their schema. */
export function callsIn(value: unknown): string[] {
  return [...nodesIn(value)].flatMap(([name, inside]) =>
    name === 'FuncCall' ? (textsOf((inside as { funcname?: Node[] }).funcname).at(-1) ?? []) : [],
  );
}
