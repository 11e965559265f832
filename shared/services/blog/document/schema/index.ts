import { Schema } from 'prosemirror-model';
import { kept } from './attributes.js';
import { cardNodes } from './card-nodes.js';
import { marks } from './marks.js';
import { textNodes } from './text-nodes.js';

/** All that a text of ours may consist of. The editor opens the same nodes. */
export const documentSchema = new Schema({
  topNode: 'doc',
  nodes: { doc: { content: '(block | paywall)*', attrs: { ghost: kept } }, ...textNodes, ...cardNodes },
  marks,
});
