import type { ObjectType } from 'libpg-query';
import { changesOf, type Rule } from '../rule.js';
import { textsOf, type Statement } from '../statement.js';

const isRenamed: (ObjectType | undefined)[] = [
  'OBJECT_TABLE',
  'OBJECT_COLUMN',
  'OBJECT_TYPE',
  'OBJECT_FUNCTION',
  'OBJECT_VIEW',
];
/** Rules that only hold rows back may go at any time: nothing that runs depends on their being there. */
const mayGo: (ObjectType | undefined)[] = ['OBJECT_INDEX', 'OBJECT_TRIGGER', 'OBJECT_STATISTIC_EXT'];

function namesDropped({ node }: Statement): string[] | null {
  if (!('DropStmt' in node) || mayGo.includes(node.DropStmt.removeType)) return null;
  return (node.DropStmt.objects ?? []).map((one) => ('List' in one ? textsOf(one.List.items).at(-1) : undefined) ?? '');
}

export const removalRules: Rule[] = [
  {
    name: 'rename',
    why: 'While a release rolls out, old and new images run side by side and only one of them finds the name: add what is new, write both, and drop the old one in a later release.',
    breaks: ({ node }, { fresh }) => {
      if ('AlterObjectSchemaStmt' in node) return true;
      if (!('RenameStmt' in node)) return false;
      const { renameType, relation } = node.RenameStmt;
      return isRenamed.includes(renameType) && !fresh.has(relation?.relname ?? '');
    },
  },
  {
    name: 'drop',
    why: 'The image that still runs reads and writes it: stop using it in one release, and drop it in a later one, by a migration whose name begins with contract-.',
    breaks: (statement, setting) => {
      if (setting.isContract) return false;
      const gone = namesDropped(statement);
      if (gone !== null) return !gone.every((name) => setting.fresh.has(name));
      return changesOf(statement, setting).some(({ command }) => command.subtype === 'AT_DropColumn');
    },
  },
];
