import type { GhostImportReportDto } from '../contracts/dtos/blog.js';
import type { Unit } from '../contracts/registry.js';
import { operator } from '../contracts/viewer.js';
import { addReports } from '../infrastructure/adapters/ghost/mirror-ghost.js';
import { AppError } from '../lib/errors.js';
import { showProgress } from './progress.js';
import type { SavedAnswer } from './read-answers.js';
import { withServices } from './with-services.js';
import type { Output } from './world.js';

/** Takes all answers in one commit into the database under `url`. The report is the sum of theirs. */
export async function importAnswers(
  url: string,
  site: string,
  answers: SavedAnswer[],
  stderr: Output,
): Promise<GhostImportReportDto> {
  const progress = showProgress(stderr);
  const say = (answer: SavedAnswer, index: number) =>
    progress.say(`taking ${answer.name}, ${index + 1} of ${answers.length}`);
  try {
    return await withServices(url, (services) => services.transaction((unit) => importAll(unit, site, answers, say)));
  } finally {
    progress.end();
  }
}

async function importAll(
  unit: Unit,
  site: string,
  answers: SavedAnswer[],
  say: (answer: SavedAnswer, index: number) => void,
): Promise<GhostImportReportDto> {
  const reports: GhostImportReportDto[] = [];
  for (const [index, answer] of answers.entries()) {
    say(answer, index);
    reports.push(await importOne(unit, site, answer));
  }
  return reports.reduce(addReports);
}

async function importOne(unit: Unit, site: string, answer: SavedAnswer): Promise<GhostImportReportDto> {
  try {
    return await unit.blog.importGhost(operator, site, answer.value);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'ghost-answer') throw error;
    throw new AppError(error.code, error.status, `${answer.name}: ${error.sentence}`, { cause: error });
  }
}
