import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import { SafeHtml } from '../../lib/safe-html.js';

export interface EngineOptions {
  /** Folders of templates: the app's own first, shared's last. */
  folders: readonly string[];
  /** Compiled templates are kept; off in development, so that an edit shows at the next request. */
  cache: boolean;
  /** `.eta` by default. Templates of another kind make plain text, in which nothing is escaped. */
  suffix?: '.eta' | '.text.eta';
}

/** What a raw tag may hold beside SafeHtml: other templates' output, which is already escaped. */
const rendered = /^\s*(include\s*\(|block\s*\(|it\.body\s*$)/;

/**
 * Eta, synchronous, with two rules of the house: names are root-relative and looked up in the app first, then in shared
 * (`shared:partials/x` pins shared's own), and `<%~ %>` prints only includes, blocks, the body and SafeHtml.
 */
export class Engine extends Eta {
  readonly #folders: readonly string[];
  readonly #suffix: string;
  /** Where each template was found; null where it may be written anew at any time. */
  readonly #found: Map<string, string> | null;

  constructor({ folders, cache, suffix = '.eta' }: EngineOptions) {
    super({ views: folders.at(-1) ?? '', cache, autoTrim: [false, 'nl'], autoEscape: suffix === '.eta' });
    this.#folders = folders;
    this.#suffix = suffix;
    this.#found = cache ? new Map() : null;
    this.configure({ plugins: [{ processAST: (parts) => parts.map(guardRaw) }] });
    this.resolvePath = (name) => this.#recall(name);
  }

  /**
   * Partials that say the same on every page of this app, made once from what `scope` has; in development each time.
   *
   * @param scope all that they may speak of.
   */
  openStill(scope: object): (name: string) => SafeHtml {
    const made = new Map<string, SafeHtml>();
    return (name) => {
      const html = made.get(name) ?? SafeHtml.trust(this.render(name, scope));
      if (this.#found !== null) made.set(name, html);
      return html;
    };
  }

  /** Called by the guarded raw tags of compiled templates. */
  raw(value: unknown): string {
    if (value instanceof SafeHtml) return value.toString();
    throw new TypeError(`a raw tag holds ${typeof value}, not SafeHtml: use <%= %>, or let the sanitiser make it`);
  }

  /** Only names that were found are kept, so there are never more than there are templates. */
  #recall(name: string): string {
    const known = this.#found?.get(name);
    if (known !== undefined) return known;
    const found = this.#find(name);
    this.#found?.set(name, found);
    return found;
  }

  #find(name: string): string {
    const pinned = name.startsWith('shared:');
    const folders = pinned ? this.#folders.slice(-1) : this.#folders;
    const relative = pinned ? name.slice('shared:'.length) : name;
    if (!/^[a-z0-9-]+(\/[a-z0-9-]+)*$/.test(relative)) throw new Error(`"${name}" is not the name of a template`);
    const found = folders.map((folder) => join(folder, relative + this.#suffix)).find((path) => existsSync(path));
    if (found === undefined) throw new Error(`no template is called ${name}`);
    return found;
  }
}

type Part = string | { t: string; val: string; lineNo?: number };

function guardRaw(part: Part): Part {
  if (typeof part === 'string' || part.t !== 'r' || rendered.test(part.val)) return part;
  return { ...part, val: `this.raw(${part.val})` };
}
