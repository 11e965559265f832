import { escapeHtml } from '../../../../lib/escape-html.js';

type Attributes = Record<string, string | number | boolean | null | undefined>;

/** An element. What is null, undefined or false is not written; `true` is an attribute without a value. */
export function tag(name: string, attributes: Attributes, inside: string): string {
  return `${opening(name, attributes)}${inside}</${name}>`;
}

/** An element that holds nothing. */
export function opening(name: string, attributes: Attributes = {}): string {
  return `<${name}${Object.entries(attributes).map(written).join('')}>`;
}

function written([name, value]: [string, Attributes[string]]): string {
  if (value === null || value === undefined || value === false) return '';
  return value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`;
}

/** The element, or nothing around nothing. */
export function tagIf(name: string, attributes: Attributes, inside: string): string {
  return inside === '' ? '' : tag(name, attributes, inside);
}
