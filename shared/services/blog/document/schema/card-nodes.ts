import type { NodeSpec } from 'prosemirror-model';
import { flag, kept, listOf, oneOf, size, wholeBetween, words } from './attributes.js';

const width = oneOf('regular', 'wide', 'full');
const alignment = oneOf('left', 'center');

/** Who may see a card of a text that is open to all: everyone, members, or nobody on the web. */
const audience = oneOf('everyone', 'members', 'nobody');

/** The tones of Ghost's callouts, which are ours as well. */
export const tones = ['grey', 'white', 'blue', 'green', 'yellow', 'red', 'pink', 'purple', 'accent'] as const;

const card = (spec: NodeSpec): NodeSpec => ({ ...spec, group: 'block', attrs: { ...spec.attrs, ghost: kept } });

/** Its content is the caption. */
const captioned = (attrs: NodeSpec['attrs']): NodeSpec => card({ content: 'inline*', attrs });

/** What stands between paragraphs. */
export const cardNodes: Record<string, NodeSpec> = {
  horizontalRule: card({}),
  image: captioned({ src: words, alt: words, title: words, width: size, height: size, variant: width, href: words }),
  gallery: captioned({
    images: listOf({ src: 'string', alt: 'string', width: 'number|null', height: 'number|null' }),
    variant: oneOf('wide', 'regular', 'full'),
  }),
  callout: card({ content: 'block+', attrs: { emoji: words, tone: oneOf(...tones) } }),
  toggle: card({ content: 'toggleHeading toggleContent' }),
  toggleHeading: { content: 'inline*' },
  toggleContent: { content: 'block*' },
  bookmark: captioned({
    url: words,
    title: words,
    description: words,
    author: words,
    publisher: words,
    icon: words,
    thumbnail: words,
  }),
  button: card({ attrs: { text: words, href: words, alignment: oneOf('center', 'left') } }),
  /** Something to be seen elsewhere: a link until the reader asks for it. */
  embed: captioned({ url: words, provider: words, title: words, author: words, thumbnail: words, html: words }),
  audio: captioned({ src: words, title: words, duration: size, mimeType: words, thumbnail: words }),
  video: captioned({
    src: words,
    title: words,
    width: size,
    height: size,
    duration: size,
    mimeType: words,
    thumbnail: words,
    isLoop: flag,
    variant: width,
  }),
  file: card({ attrs: { src: words, title: words, caption: words, name: words, bytes: size } }),
  product: card({
    content: 'block*',
    attrs: {
      title: words,
      image: words,
      imageWidth: size,
      imageHeight: size,
      /** Of five; 0 is none. */
      stars: wholeBetween(0, 5, 0),
      buttonText: words,
      buttonHref: words,
    },
  }),
  header: card({
    attrs: {
      title: words,
      subtitle: words,
      buttonText: words,
      buttonHref: words,
      image: words,
      tone: oneOf('light', 'dark', 'accent', 'image'),
      alignment,
    },
  }),
  callToAction: card({
    content: 'block*',
    attrs: {
      label: words,
      buttonText: words,
      buttonHref: words,
      image: words,
      imageWidth: size,
      imageHeight: size,
      tone: oneOf(...tones, 'none'),
      audience,
    },
  }),
  signup: card({ attrs: { title: words, subtitle: words, disclaimer: words, buttonText: words } }),
  /** Sanitised whenever it is shown. */
  html: card({ attrs: { html: words, audience } }),
  markdown: card({ attrs: { markdown: words } }),
  /** A card of a Ghost's that we do not know: kept whole, shown as its words if it has any. */
  ghostCard: card({ attrs: { card: words, data: kept } }),
  /** What stands after it is for those whom the text is for. */
  paywall: { attrs: { ghost: kept } },
};
