import { randomBytes } from 'node:crypto';
import { appNames, type AppName } from '../contracts/apps.js';
import type { MemberDto } from '../contracts/dtos/federation.js';
import { operator } from '../contracts/viewer.js';
import { startHouseUnderTest, type HouseUnderTest } from './house-under-test.js';
import type { IssuerSession } from './oidc-issuer/grants.js';
import { startOidcIssuer, type OidcIssuer } from './oidc-issuer/oidc-issuer.js';
import { beginSignIn } from './people.js';
import { roomsOf } from './room-of.js';
import { Visitor } from './visitor.js';

/** All six sites, with a stand-in for the provider in federation's place. */
export interface SigningHouse {
  house: HouseUnderTest<AppName>;
  issuer: OidcIssuer;
  url(app: AppName, path?: string): string;
  /** Makes somebody a member, who is signed in at the provider. */
  join(handle: string): Promise<Joined>;
  /** Another browser of theirs signs in at the provider. */
  again(member: Joined): Promise<Joined>;
  /** A browser; with a member's session at the provider where one is given. */
  visitor(member?: Joined): Visitor;
  /** What the provider knows of a browser. */
  sessionOf(visitor: Visitor): IssuerSession;
  stop(): Promise<void>;
}

/** A member with the sign-in that all browsers are part of which are made for it. */
export interface Joined extends MemberDto {
  signIn: string;
}

const ofTheProvider = /^\/(?:oidc\/|\.well-known\/openid-configuration)/;

export async function startSigningHouse(env: Record<string, string> = {}): Promise<SigningHouse> {
  const INTERNAL_SECRET = randomBytes(32).toString('hex');
  const issuer = await startOidcIssuer(INTERNAL_SECRET);
  const house = await startHouseUnderTest(await roomsOf(...appNames), {
    env: { INTERNAL_SECRET, PUBLIC_URLS_INSIDE: `federation=${issuer.inside}`, ...env },
  });
  const { urls } = house.apps.blog.config;
  issuer.issuer = urls.federation;
  const byHost = new Map(appNames.map((app) => [new URL(urls[app]).host, app]));

  function reach({ host, pathname }: URL): string {
    const app = byHost.get(host);
    if (app === undefined) throw new Error(`${host} is none of ours`);
    return app === 'federation' && ofTheProvider.test(pathname) ? issuer.inside : house.apps[app].publicUrl;
  }

  return {
    ...{ house, issuer },
    url: (app, path = '/') => urls[app] + path,
    join: (handle) =>
      house.fill(async (services) => {
        const person = { handle, email: `${handle}@example.org`, name: handle };
        const joined = await services.federation.registerMember(operator, person);
        if (joined.kind === 'refused') throw new Error(`${handle} could not join`);
        return { ...joined.member, signIn: await beginSignIn(services, joined.member.id) };
      }),
    again: (member) => house.fill(async (services) => ({ ...member, signIn: await beginSignIn(services, member.id) })),
    visitor(member) {
      const visitor = new Visitor(reach);
      if (member !== undefined) {
        const cookie = issuer.begin({ sub: member.id, name: member.name, signIn: member.signIn });
        visitor.setCookie(urls.federation, 'op_session', cookie);
      }
      return visitor;
    },
    sessionOf(visitor) {
      const session = issuer.find(visitor.cookie(urls.federation, 'op_session') ?? '');
      if (session === undefined) throw new Error('the provider does not know this browser');
      return session;
    },
    async stop() {
      await house.stop();
      await issuer.stop();
    },
  };
}
