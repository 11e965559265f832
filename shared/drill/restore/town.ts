import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import sharp from 'sharp';
import { fillBlog } from '../../testing/fill-blog.js';
import { newestCode } from '../../testing/newest-code.js';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
import { seedDemo } from '../../dev/demo/seed-demo.js';
import { waitUntil } from '../../dev/process/wait-until.js';
import type { Stores } from '../../dev/runner/with-stores.js';
import { Visitor } from '../../testing/visitor.js';
import { HouseholdProcess } from '../compose/household-process.js';
import { rose } from './rose.js';

const blog = 'http://blog.rose.localhost';
const federation = 'http://federation.rose.localhost';
const preparedMs = 300_000;
const readyMs = 60_000;
const knownMs = 60_000;

/** Federation and blog with a full database and pictures, and a member's browser; it can be shut, emptied and opened again. */
export class Town {
  /** Of every process of the house, and of `rose`. */
  readonly env: Record<string, string>;
  readonly backups: string;
  readonly visitor = new Visitor(({ hostname }) => this.#origins.get(hostname.split('.')[0] ?? '') ?? '');
  readonly #origins = new Map<string, string>();
  #processes: HouseholdProcess[] = [];

  private constructor(
    readonly stores: Stores,
    readonly folder: string,
  ) {
    this.backups = join(folder, 'backups');
    this.env = {
      ...{ NODE_ENV: 'test', LOG_LEVEL: 'silent', ROLE: 'all', LISTEN_PORT: '0', INTERNAL_PORT: '0' },
      ...{ DATABASE_URL: stores.databaseUrl, REDIS_URL: stores.redisUrl, REDIS_PREFIX: 'drill' },
      ...{ MEDIA_DIR: join(folder, 'media'), ROSE_CONFIG: join(rootFolder, '_config', 'app-config.yaml') },
      SECRET_KEY: randomBytes(32).toString('hex'),
      INTERNAL_SECRET: randomBytes(32).toString('hex'),
    };
  }

  static async found(stores: Stores, { posts, pictures }: { posts: number; pictures: number }): Promise<Town> {
    const town = new Town(stores, await mkdtemp(join(tmpdir(), 'rose-restore-drill-')));
    await seedDemo(stores.databaseUrl);
    await fillBlog(stores.databaseUrl, posts);
    await town.#hangPictures(pictures);
    return town;
  }

  async open(): Promise<void> {
    await this.#start('federation', this.env);
    const inside = { PUBLIC_URLS_INSIDE: `federation=${this.#origins.get('federation') ?? ''}` };
    await this.#start('blog', { ...this.env, ...inside });
  }

  async #start(app: 'blog' | 'federation', env: Record<string, string>): Promise<void> {
    const process = new HouseholdProcess(app, [app], env);
    this.#processes.push(process);
    const ports = (await process.ready())[app];
    this.#origins.set(app, `http://127.0.0.1:${ports?.open ?? 0}`);
    const isReady = () => fetch(`http://127.0.0.1:${ports?.internal ?? 0}/readyz`).then(({ ok }) => ok);
    if (!(await waitUntil(isReady, readyMs))) throw new Error(`${app} is not ready`);
  }

  async shut(): Promise<void> {
    await Promise.all(this.#processes.splice(0).map((process) => process.stop()));
  }

  async end(): Promise<void> {
    await this.shut();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Whether every medium has been made ready by the worker; it may be too busy. */
  async isPrepared(): Promise<boolean> {
    return waitUntil(async () => {
      const [row] = await this.query<{ waiting: number }>(
        `select count(*)::int as waiting from media where state = 'new'`,
      );
      return row?.waiting === 0;
    }, preparedMs);
  }

  async signIn(): Promise<void> {
    const asked = await this.visitor.open(`${blog}/auth/login?next=/archive/`);
    const code = await this.visitor.open(asked.url, { form: { email: 'member@rose-ash.test' } });
    const back = await this.visitor.open(code.url, { form: { code: await newestCode(this.stores.databaseUrl) } });
    if (!back.url.startsWith(blog)) throw new Error(`nobody was signed in; the way ended at ${back.url}`);
  }

  /** Whether somebody who asks to be signed in is back at the blog at once, and not asked who they are. */
  async isLetIn(): Promise<boolean> {
    return (await this.visitor.open(`${blog}/auth/login?next=/archive/`)).url.startsWith(blog);
  }

  /** Nobody has the SECRET_KEY of before any more. */
  changeKey(): void {
    this.env['SECRET_KEY'] = randomBytes(32).toString('hex');
  }

  /** Whether the blog still knows who it is, once its own session is gone: the provider has to say so. */
  async isKnown(): Promise<boolean> {
    // A busy provider is not asked by every page.
    return waitUntil(() => this.#isVouchedFor(), knownMs, 1_000);
  }

  async #isVouchedFor(): Promise<boolean> {
    for (const name of ['sid', 'sso_tried']) this.visitor.dropCookie(blog, name);
    const { way } = await this.visitor.open(`${blog}/archive/`);
    const hasCome = way.some((url) => url.startsWith(`${blog}/auth/callback?code=`));
    return hasCome && this.visitor.cookie(blog, 'sid') !== undefined;
  }

  /** What strangers are shown under these addresses, and what they verify signatures with. */
  async pages(): Promise<Map<string, string>> {
    const stranger = new Visitor(({ hostname }) => this.#origins.get(hostname.split('.')[0] ?? '') ?? '');
    const shown = new Map<string, string>();
    const slugs = await this.query<{ slug: string }>(
      `select slug from posts where status = 'published' and visibility = 'public' order by published_at desc, slug limit 20`,
    );
    const paths = ['/archive/', '/rss/', ...slugs.map(({ slug }) => `/${slug}/`)];
    for (const url of [...paths.map((path) => blog + path), `${federation}/oidc/jwks`]) {
      const { status, text } = await stranger.open(url);
      shown.set(url, `${status} ${text}`);
    }
    return shown;
  }

  /** Every file below MEDIA_DIR that belongs to a medium, with its hash. */
  async mediaFiles(): Promise<Map<string, string>> {
    const root = this.env['MEDIA_DIR'] ?? '';
    const files = new Map<string, string>();
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(
        path.slice(root.length),
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
      );
    }
    return files;
  }

  async query<R extends object>(sql: string): Promise<R[]> {
    const client = new pg.Client({ connectionString: this.stores.databaseUrl });
    await client.connect();
    try {
      return (await client.query<R>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** As after a fire: nothing is left but the backups. */
  async burn(): Promise<void> {
    await rm(this.env['MEDIA_DIR'] ?? '', { recursive: true, force: true });
    const admin = new pg.Client({ connectionString: this.stores.server.url('postgres') });
    await admin.connect();
    await admin.query('drop database rose with (force)');
    await admin.query('create database rose');
    await admin.end();
    const redis = new Redis(this.stores.redisUrl);
    await redis.flushall();
    redis.disconnect();
  }

  async #hangPictures(count: number): Promise<void> {
    const desk = join(this.folder, 'desk');
    await mkdir(desk);
    const files: string[] = [];
    for (let at = 0; at < count; at += 1) {
      const noise = sharp(randomBytes(400 * 300 * 3), { raw: { width: 400, height: 300, channels: 3 } });
      const file = join(desk, `${String(at)}.jpg`);
      await writeFile(file, await noise.jpeg({ quality: 80 }).toBuffer());
      files.push(file);
    }
    await rose(this.env, 'media', 'add', ...files, '--alt', 'Noise', '--json');
    await rm(desk, { recursive: true });
  }
}
