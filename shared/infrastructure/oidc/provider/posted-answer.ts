import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Context } from '../../http/context.js';
import type { ProviderLibrary } from './load-library.js';
import type { ProviderPages } from './pages.js';

type Handler = Parameters<Provider['registerResponseMode']>[1];

/**
 * The provider with our page for answers that go on as a form. Its own has a script in it and, where scripts are off, no
 * more than a bare button; it takes no other once it has one, so this is the one that it has from the beginning.
 */
export function withOwnForm(Library: ProviderLibrary['default'], pages: ProviderPages): ProviderLibrary['default'] {
  return class extends Library {
    override registerResponseMode(name: string, handler: Handler): void {
      super.registerResponseMode(name, name === 'form_post' ? sendAnswer(pages) : handler);
    }
  };
}

const sendAnswer = (pages: ProviderPages) =>
  async function sendAsForm(ctx: KoaContextWithOIDC, action: string, said: Record<string, unknown>): Promise<void> {
    const fields = Object.entries(said).map(([name, value]) => ({ name, value: String(value) }));
    await pages.sendAnswer(ctx as unknown as Context, {
      clientName: ctx.oidc.client?.clientName ?? null,
      action,
      fields,
    });
  };
