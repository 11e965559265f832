/** All that an imported text may consist of. What is not here is taken away and its words are kept. */
export const allowedTags = [
  ...['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'blockquote', 'pre', 'hr', 'br', 'div', 'aside', 'section'],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'details', 'summary', 'figure', 'figcaption', 'img', 'audio', 'video'],
  ...[
    'a',
    'abbr',
    'b',
    'bdi',
    'cite',
    'code',
    'del',
    'dfn',
    'em',
    'i',
    'ins',
    'kbd',
    'mark',
    'q',
    's',
    'samp',
    'small',
  ],
  ...['span', 'strong', 'sub', 'sup', 'time', 'u', 'var', 'wbr'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
];

/** Taken away together with their words, which are no prose. */
export const droppedWhole = [
  ...[
    'script',
    'style',
    'noscript',
    'template',
    'title',
    'head',
    'svg',
    'math',
    'xmp',
    'plaintext',
    'noembed',
    'noframes',
  ],
  ...['object', 'applet', 'canvas', 'button', 'select', 'option', 'textarea'],
];

export const allowedAttributes = {
  '*': ['lang', 'dir'],
  a: ['href', 'rel', 'id'],
  abbr: ['title'],
  audio: ['src', 'controls', 'preload'],
  img: ['src', 'srcset', 'sizes', 'alt', 'width', 'height', 'loading', 'decoding', 'referrerpolicy'],
  li: ['value', 'id'],
  ol: ['start', 'reversed'],
  ...Object.fromEntries(['h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, ['id']])),
  sup: ['id'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  time: ['datetime'],
  video: ['src', 'controls', 'preload', 'width', 'height', 'poster', 'playsinline', 'muted', 'loop'],
};

/** Ghost's cards, a code block's language, and the class of our own stand-in links. */
export const allowedClasses = { '*': ['kg-*', 'language-*', 'embed-link'] };

/** Parts of Ghost's cards that need its scripts or its members, or would fetch from a third party for decoration. */
export const deadParts = [
  ...['kg-audio-player', 'kg-audio-thumbnail', 'kg-video-overlay', 'kg-video-player-container'],
  ...['kg-file-card-icon', 'kg-product-card-rating', 'kg-bookmark-icon', 'kg-bookmark-thumbnail', 'kg-signup-card'],
];
