import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from '../data-dir/write-private.js';
import type { Mail } from './mail.js';

const mostKept = 1_000;

/** Mails as files, one each, so that they outlive a restart. Their ids sort by age; the oldest leave first. */
export class MailStore {
  readonly #mails = new Map<string, Mail>();

  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    for (const name of files.sort()) {
      const mail = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Mail;
      this.#mails.set(mail.id, mail);
    }
  }

  add(mail: Mail): void {
    writePrivate(this.#fileOf(mail.id), mail);
    this.#mails.set(mail.id, mail);
    const [oldest] = this.#mails.keys();
    if (this.#mails.size > mostKept && oldest !== undefined) this.#forget(oldest);
  }

  find(id: string): Mail | null {
    return this.#mails.get(id) ?? null;
  }

  /** Newest last, as a script that waits for a mail expects. */
  all(): Mail[] {
    return [...this.#mails.values()];
  }

  empty(): void {
    for (const id of [...this.#mails.keys()]) this.#forget(id);
  }

  #forget(id: string): void {
    this.#mails.delete(id);
    rmSync(this.#fileOf(id), { force: true });
  }

  #fileOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}
