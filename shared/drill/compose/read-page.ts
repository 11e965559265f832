/** What a page of the drill says of itself. */
export interface PageFacts {
  /** The document from its first line to its last, header and footer among it, and something in every fragment's place. */
  isWhole: boolean;
  /** Of the loaf on the shelf; null where the shelf is away. */
  loaf: number | null;
  /** Whether something stands in for the shelf. */
  isShelfAway: boolean;
  /** Whether what is coming up is there, and not something that stands in for it. */
  isCalendarThere: boolean;
  /** How many things the basket in the header holds; null where none is shown. */
  things: number | null;
  /** Made-up names of members that stand in it. */
  names: string[];
}

/** Nobody and nothing else in the house is called anything like it. */
export const memberName = (at: number) => `Zq${String(at).padStart(3, '0')}zq`;

const inEveryPage = ['<header', '<main', '<footer', 'data-fragment="cart/mini"', 'data-fragment="account/menu"'];
const onTheFront = ['market/shelf', 'events/upcoming', 'federation/latest'].map((type) => `data-fragment="${type}"`);

export function readPage(text: string, isFront = true): PageFacts {
  const loaf = /data-fragment="market\/shelf"[^]*?Loaf (\d+) of the drill/.exec(text)?.[1];
  const things = /Basket<span class="sr">, (\d+) things?</.exec(text)?.[1];
  const wanted = isFront ? [...inEveryPage, ...onTheFront] : inEveryPage;
  return {
    isWhole:
      text.startsWith('<!doctype html>') &&
      text.trimEnd().endsWith('</html>') &&
      wanted.every((words) => text.includes(words)),
    loaf: loaf === undefined ? null : Number(loaf),
    isShelfAway: isAway(text, 'market/shelf'),
    isCalendarThere: text.includes('data-fragment="events/upcoming"') && !isAway(text, 'events/upcoming'),
    things: things === undefined ? null : Number(things),
    names: text.match(/Zq\d{3}zq/g) ?? [],
  };
}

const isAway = (text: string, type: string) => text.includes(`data-fragment="${type}" data-fragment-state="fallback"`);
