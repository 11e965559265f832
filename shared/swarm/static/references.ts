import { all, each, type Rule } from './rule.js';
import { networksOf, type Service, type Stack } from './stack.js';

/** Whatever is named is declared, and whatever is declared is named: Docker's own look at the file checks neither. */
export const references: Rule = all([
  named('secrets', ({ secrets = [] }) => secrets.map(({ source }) => source)),
  named('configs', ({ configs = [] }) => configs.map(({ source }) => source)),
  named('networks', networksOf),
  named('volumes', volumesOf),
  each((service) => {
    const targets = (service.secrets ?? []).map(({ target }) => `/run/secrets/${target}`);
    const files = Object.entries(service.environment ?? {}).flatMap(([key, value]) =>
      key.endsWith('_FILE') ? [value] : [],
    );
    const missing = files.find((file) => !targets.includes(file));
    if (missing !== undefined) return `a setting names ${missing}, and no secret is put there`;
    const idle = targets.find((target) => !files.includes(target));
    return idle === undefined ? null : `no setting names ${idle}`;
  }),
  ({ configs, secrets }) => [
    ...Object.entries(configs).flatMap(([name, { name: full }]) =>
      full?.match(/_[\w.-]+$/) ? [] : [`config ${name} has no version in its name`],
    ),
    ...Object.entries(secrets).flatMap(([name, { name: full, external }]) =>
      external && full?.match(/^coop_\w+_[\w.-]+$/)
        ? []
        : [`secret ${name} is not external with a version in its name`],
    ),
  ],
]);

type Kind = 'secrets' | 'configs' | 'networks' | 'volumes';

function named(kind: Kind, namesOf: (service: Service) => string[]): Rule {
  return (stack) => {
    const declared = Object.keys(stack[kind]);
    const used = Object.values(stack.services).flatMap(namesOf);
    return [
      ...undeclared(stack, kind, namesOf),
      ...declared.filter((name) => !used.includes(name)).map((name) => `${kind}: nobody uses ${name}`),
    ];
  };
}

function undeclared(stack: Stack, kind: Kind, namesOf: (service: Service) => string[]): string[] {
  return each((service) => {
    const name = namesOf(service).find((one) => !(one in stack[kind]));
    return name === undefined ? null : `${name} is not declared among ${kind}`;
  })(stack);
}

function volumesOf({ volumes = [] }: Service): string[] {
  return volumes.flatMap((volume) => {
    if (typeof volume === 'string') return volume.split(':')[0] ?? [];
    return volume.type === 'volume' ? (volume.source ?? []) : [];
  });
}
