import { any, onText, type Act } from './act.js';
import { drawn, some, word } from './draw.js';

/** People who write, who come and go. */
export const authorActs: Record<string, Act> = {
  'add an author': ({ operations }, chance) => operations.createUser({ name: word(chance) }),
  'change its authors': onText(any, ({ operations, world }, { id }, chance) => {
    const users = [...world.users.keys()];
    const authorIds = some(chance, users, 0.3);
    return operations.edit(id, { authorIds: authorIds.length > 0 ? authorIds : users.slice(-1) });
  }),
  'delete an author': ({ operations, world }, chance) => {
    const id = drawn(chance, [...world.users.keys()].slice(1));
    if (id === undefined) return false;
    operations.deleteUser(id);
    return true;
  },
};
