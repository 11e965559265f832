/** Whom Ghost shows a card on the web. What cannot be read closes it rather than opening it. */
export function audienceOf(visibility: unknown): 'everyone' | 'members' | 'nobody' | undefined {
  if (visibility === undefined || visibility === null) return undefined;
  if (typeof visibility !== 'object') return 'nobody';
  // The older kind: who gets it by mail was its only other question.
  if ('showOnWeb' in visibility) return visibility.showOnWeb === true ? 'everyone' : 'nobody';
  const web = 'web' in visibility ? visibility.web : undefined;
  if (typeof web !== 'object' || web === null) return 'nobody';
  const isForStrangers = 'nonMember' in web && web.nonMember === true;
  const segment = 'memberSegment' in web && typeof web.memberSegment === 'string' ? web.memberSegment : '';
  if (isForStrangers) return 'everyone';
  // Who pays cannot be told from other members here.
  return segment.includes('status:free') && segment.includes('status:-free') ? 'members' : 'nobody';
}
