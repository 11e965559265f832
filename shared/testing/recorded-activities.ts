import type { RegistryUnderTest } from './registry-under-test.js';

/** What was recorded, in order: `member.joined member:<id>`. */
export async function recordedActivities({ rows }: RegistryUnderTest): Promise<string[]> {
  const found = await rows<{ said: string }>(`select type || ' ' || subject as said from ap_activities order by id`);
  return found.map(({ said }) => said);
}
