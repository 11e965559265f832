/**
 * The name of a job in its queue: `<name>.<id>`. BullMQ takes no ":" and no bare number.
 *
 * @throws Error for an id that could be mistaken.
 */
export function jobIdOf({ name, id }: { name: string; id: string }): string {
  if (/^[a-z]+(-[a-z]+)*$/.test(name) && /^[\w.-]{1,200}$/.test(id)) return `${name}.${id}`;
  throw new Error(
    `A job was ordered as ${JSON.stringify(name)} with the id ${JSON.stringify(id)}; an id holds letters, digits, "-", "_" and "." only.`,
  );
}
