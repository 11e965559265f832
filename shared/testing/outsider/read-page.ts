import { defaultTreeAdapter as tree, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** A form as a browser would send it. */
export interface Form {
  action: string;
  method: 'get' | 'post';
  /** What it holds before anybody types. */
  fields: Record<string, string>;
  /** Its buttons, by their words. */
  buttons: { words: string; name: string | null; value: string }[];
}

export interface PageRead {
  forms: Form[];
  title: string;
  /** The words of the first heading. */
  heading: string;
  /** All words of the main part, with single spaces. */
  words: string;
  /** Scripts that stand in the page itself, and attributes that are scripts. */
  inlineScripts: string[];
}

export function readPage(html: string): PageRead {
  const all = [...elementsOf(parse(html))];
  const named = (name: string) => all.filter(({ tagName }) => tagName === name);
  const main = named('main')[0] ?? named('body')[0];
  return {
    forms: named('form').map(readForm),
    title: wordsOf(named('title')[0]),
    heading: wordsOf(named('h1')[0]),
    words: wordsOf(main),
    inlineScripts: [
      ...named('script')
        .filter((script) => attributeOf(script, 'src') === null)
        .map(wordsOf),
      ...all.flatMap(({ attrs }) => attrs.filter(({ name }) => name.startsWith('on')).map(({ value }) => value)),
    ],
  };
}

function readForm(form: Tree.Element): Form {
  const all = [...elementsOf(form)];
  const fields = all.flatMap((element) => {
    const name = attributeOf(element, 'name');
    return element.tagName === 'input' && name !== null ? [[name, attributeOf(element, 'value') ?? ''] as const] : [];
  });
  const buttons = all
    .filter(({ tagName }) => tagName === 'button')
    .map((button) => ({
      words: wordsOf(button),
      name: attributeOf(button, 'name'),
      value: attributeOf(button, 'value') ?? '',
    }));
  return {
    action: attributeOf(form, 'action') ?? '',
    method: attributeOf(form, 'method')?.toLowerCase() === 'post' ? 'post' : 'get',
    ...{ fields: Object.fromEntries(fields), buttons },
  };
}

function* elementsOf(node: Tree.ParentNode): Generator<Tree.Element> {
  for (const child of node.childNodes) {
    if (!tree.isElementNode(child)) continue;
    yield child;
    yield* elementsOf(child);
  }
}

function attributeOf({ attrs }: Tree.Element, wanted: string): string | null {
  return attrs.find(({ name }) => name === wanted)?.value ?? null;
}

function wordsOf(node: Tree.ParentNode | undefined): string {
  const words = (one: Tree.ChildNode): string => {
    if (tree.isTextNode(one)) return one.value;
    return tree.isElementNode(one) ? one.childNodes.map(words).join(' ') : '';
  };
  return (node?.childNodes ?? []).map(words).join(' ').replace(/\s+/g, ' ').trim();
}
