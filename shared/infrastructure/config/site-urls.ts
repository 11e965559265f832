import { appNames, type AppName } from '../../contracts/apps.js';

export type SiteUrls = Readonly<Record<AppName, string>>;

/** The six public origins. Every absolute address of the platform is made from these and nothing else. */
export function siteUrls(scheme: 'http' | 'https', baseDomain: string, port?: number): SiteUrls {
  const usual = scheme === 'https' ? 443 : 80;
  const suffix = port === undefined || port === usual ? '' : `:${port}`;
  return Object.fromEntries(appNames.map((name) => [name, `${scheme}://${name}.${baseDomain}${suffix}`])) as Record<
    AppName,
    string
  >;
}
