import { withServices } from '../cli/with-services.js';
import { operator } from '../contracts/viewer.js';

/** Puts what a Ghost answered into the database under `url`. */
export async function importAnswers(url: string, site: string, ...answers: unknown[]): Promise<void> {
  await withServices(url, (services) =>
    services.transaction(async (unit) => {
      for (const answer of answers) await unit.blog.importGhost(operator, site, answer);
    }),
  );
}
