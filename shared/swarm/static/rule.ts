import type { Service, Stack } from './stack.js';

/** What is wrong with a stack, a sentence each that names the place. */
export type Rule = (stack: Stack) => string[];

/** The same question to each service; `ask` returns what is wrong with it, or null. */
export function each(ask: (service: Service, name: string, stack: Stack) => string | null): Rule {
  return (stack) =>
    Object.entries(stack.services).flatMap(([name, service]) => {
      const wrong = ask(service, name, stack);
      return wrong === null ? [] : [`${name}: ${wrong}`];
    });
}

export function all(rules: readonly Rule[]): Rule {
  return (stack) => rules.flatMap((rule) => rule(stack));
}
