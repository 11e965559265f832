import { badRequest } from '../http/ghost-error.js';

/** Ghost's filter language, as far as a sync needs it: `+` is and, `,` is or, and binds less. */
export type Filter = { all: Filter[] } | { any: Filter[] } | Comparison;

export interface Comparison {
  key: string;
  not: boolean;
  operator: '=' | '>' | '>=' | '<' | '<=' | '~' | '~^' | '~$';
  /** Several for `[a,b]`; null is the word `null`. */
  values: (string | null)[];
}

const part = /\s*(?:([()+,])|([a-z_.]+):(-?)(>=|<=|>|<|~\^|~\$|~)?(\[[^\]]*\]|'(?:[^'\\]|\\.)*'|[^\s+,()']+))\s*/iy;
const listed = /\s*('(?:[^'\\]|\\.)*'|[^,]+)\s*(?:,|$)/g;

export function parseFilter(text: string): Filter {
  const tokens = tokensOf(text);
  const filter = either(tokens);
  if (tokens.length > 0) throw unreadable(text);
  return filter;
}

type Token = '(' | ')' | '+' | ',' | Comparison;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  part.lastIndex = 0;
  while (part.lastIndex < text.length) {
    const found = part.exec(text);
    if (!found) throw unreadable(text);
    const [, sign, key = '', not, operator = '=', value = ''] = found;
    tokens.push((sign as Token | undefined) ?? comparison(key, not === '-', operator, value));
  }
  return tokens;
}

function comparison(key: string, not: boolean, operator: string, value: string): Comparison {
  return { key, not, operator: operator as Comparison['operator'], values: valuesOf(value) };
}

function valuesOf(value: string): (string | null)[] {
  if (!value.startsWith('[')) return [plain(value)];
  return [...value.slice(1, -1).matchAll(listed)].map(([, one = '']) => plain(one.trim()));
}

function plain(value: string): string | null {
  if (value.startsWith("'")) return value.slice(1, -1).replace(/\\(.)/g, '$1');
  return value === 'null' ? null : value;
}

const either = (tokens: Token[]): Filter => joined(tokens, ',', both, (any) => ({ any }));
const both = (tokens: Token[]): Filter => joined(tokens, '+', one, (all) => ({ all }));

function joined(
  tokens: Token[],
  sign: '+' | ',',
  next: (tokens: Token[]) => Filter,
  join: (filters: Filter[]) => Filter,
): Filter {
  const first = next(tokens);
  const more: Filter[] = [];
  while (tokens[0] === sign) {
    tokens.shift();
    more.push(next(tokens));
  }
  return more.length === 0 ? first : join([first, ...more]);
}

function one(tokens: Token[]): Filter {
  const token = tokens.shift();
  if (token === '(') {
    const inner = either(tokens);
    if (tokens.shift() !== ')') throw unreadable('a bracket is not closed');
    return inner;
  }
  if (token === undefined || typeof token === 'string') throw unreadable('something is missing');
  return token;
}

const unreadable = (text: string) => badRequest('Error parsing filter', text);
