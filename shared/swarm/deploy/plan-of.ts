import { apps } from './checkout-under-test.js';
import type { Outcome } from './swarm-under-test.js';

/** What deploy.sh said that it does with each app that it looks at: "cart: build", "blog: take", "blog: stays". */
export function planOf({ said }: Outcome): string[] {
  return apps.flatMap((app) => {
    const [, verb = 'is not spoken of', rest = ''] =
      new RegExp(`^${app} +(build|take|stays)(.*)$`, 'm').exec(said) ?? [];
    return rest === ': nothing asks for it' ? [] : [`${app}: ${verb}`];
  });
}

/** Why it looks at an app. */
export function reasonFor(app: string, { said }: Outcome): string | undefined {
  return new RegExp(`^${app} +(?:(?:build|take) in-[0-9a-f]{16}|stays): ([^;\n]*?)(?:, but .*)?(?:;.*)?$`, 'm').exec(
    said,
  )?.[1];
}
