import pg from 'pg';
import { startPlatformUnderTest, type PlatformOptions, type PlatformUnderTest } from '../platform-under-test.js';
import { OutsideBrowser, type Rest } from './browser.js';
import { OutsideClient, tokensOf, type Metadata, type Registered, type Tokens, type Wish } from './client.js';
import { answer, Post, type Answers, type Somebody } from './member.js';
import { Net } from './net.js';
import { openOwnSite, type OwnSite } from './own-site.js';

const baseDomain = 'rose.localhost';
const wellKnown = '/.well-known/openid-configuration';

/** A running platform, two sites of others that members may sign in to, and somebody who does. */
export interface OutsideWorld {
  platform: PlatformUnderTest;
  net: Net;
  site: OwnSite;
  post: Post;
  metadata: Metadata;
  /** Shows its secret in a header, and is told of sign-outs. */
  library: OutsideClient;
  /** Shows its secret in the form. */
  choir: OutsideClient;
  fern: Somebody;
  moth: Somebody;
  browser(): OutsideBrowser;
  /** Lets another site in, by the operator's command. */
  register(name: string, method: Registered['method'], site?: string): Promise<OutsideClient>;
  /** Comes from a site with a wish, answers all questions, and goes on to wherever that leads. */
  come(browser: OutsideBrowser, wish: Wish, who?: Somebody, answers?: Answers): Promise<Rest>;
  /** The same, with a code in the end. @throws where there is none. */
  arrive(browser: OutsideBrowser, client: OutsideClient, extra?: Record<string, string | undefined>): Promise<Arrived>;
  /** The same, with tokens in the end. */
  signIn(
    client: OutsideClient,
    extra?: Record<string, string | undefined>,
    browser?: OutsideBrowser,
  ): Promise<SignedIn>;
  /** Lets so much time pass for all records of a kind. */
  pass(kind: 'AuthorizationCode' | 'AccessToken' | 'PushedAuthorizationRequest', seconds: number): Promise<void>;
  stop(): Promise<void>;
}

export interface Arrived {
  wish: Wish;
  url: URL;
  code: string;
}

export interface SignedIn extends Arrived {
  browser: OutsideBrowser;
  tokens: Tokens;
}

/** With an address of this very world, so that a test can tell which mails are its own. */
const somebody = (handle: string, name: string): Somebody => ({ email: `${handle}@rose-ash.test`, name, handle });

export interface WorldOptions extends PlatformOptions {
  /** What the site of others calls itself; usually 127.0.0.1. */
  siteHost?: string;
}

export async function openOutsideWorld({ siteHost, ...options }: WorldOptions = {}): Promise<OutsideWorld> {
  const [platform, site] = await Promise.all([startPlatformUnderTest(options), openOwnSite(siteHost)]);
  const net = new Net(platform.door);
  const post = new Post(net, platform.urls.mail);
  const metadata = (await net.ask(platform.urls.federation + wellKnown)).json() as Metadata;
  const fern = somebody('fern', 'Fern Hollis');

  async function register(name: string, method: Registered['method'], origin = site.origin): Promise<OutsideClient> {
    const base = `${origin}/${name.toLowerCase().replace(/\W+/g, '-')}`;
    const [redirectUri, postLogoutRedirectUri] = [`${base}/callback`, `${base}/bye`];
    const told = ['--redirect-uri', redirectUri, '--post-logout-redirect-uri', postLogoutRedirectUri];
    const hears = ['--backchannel-logout-uri', `${base}/logout`, '--auth-method', method, '--json'];
    const printed = await platform.rose('client', 'add', '--name', name, ...told, ...hears);
    const { client_id: id, client_secret: secret = null } = JSON.parse(printed) as Record<string, string>;
    return new OutsideClient(net, metadata, { id: id ?? '', secret, method, redirectUri, postLogoutRedirectUri });
  }

  const [library, choir] = await Promise.all([
    register('The town library', 'client_secret_basic'),
    register('Choir', 'client_secret_post'),
  ]);

  const world: OutsideWorld = {
    ...{ platform, net, site, post, metadata, library, choir, fern, moth: somebody('moth', 'Moth Weaver'), register },
    browser: () => new OutsideBrowser(net, baseDomain),
    async come(browser, { url }, who = fern, answers) {
      // A site sends the browser from a page of its own.
      return answer(browser, await browser.go(url, { from: new URL(site.origin) }), who, post, answers);
    },
    async arrive(browser, client, extra) {
      const wish = client.wish(extra);
      const { left, page, answer: last } = await world.come(browser, wish);
      const code = left?.searchParams.get('code');
      if (left === null || !code) throw new Error(`no code: ${left?.href ?? `${last.status} “${page.heading}”`}`);
      return { wish, url: left, code };
    },
    async signIn(client, extra, browser = world.browser()) {
      const arrived = await world.arrive(browser, client, extra);
      return { ...arrived, browser, tokens: tokensOf(await client.exchange(arrived.wish, arrived.code)) };
    },
    pass: (kind, seconds) => makeOlder(platform.databaseUrl, kind, seconds),
    async stop() {
      await Promise.all([net.close(), site.stop()]);
      await platform.stop();
    },
  };
  return world;
}

/** A quarter of an hour is too long for a test, so it is the records that grow older. */
async function makeOlder(connectionString: string, kind: string, seconds: number): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const older = `payload || jsonb_build_object('exp', (payload->>'exp')::int - $2::int, 'iat', (payload->>'iat')::int - $2::int)`;
  await client.query(`update oidc_records set payload = ${older} where model = $1`, [kind, seconds]);
  await client.end();
}
