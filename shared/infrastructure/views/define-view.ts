/** Examples of a model, by what they show: empty, one, many, long words, error. The gallery and the tests render each. */
export type Samples<M> = Readonly<Record<string, M>>;

/** A template with the type of what it shows. */
export interface View<M = never> {
  /** Root-relative template name, looked up in the app first, then in shared: `pages/home`. */
  readonly name: string;
  readonly samples: Samples<M>;
}

export type AnyView = View | View<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- a list of views of different models

export function defineView<M extends object>(name: string, samples: Samples<M>): View<M> {
  return { name, samples };
}
