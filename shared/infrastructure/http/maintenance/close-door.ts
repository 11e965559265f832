import { AppError } from '../../../lib/errors.js';
import type { Metrics } from '../../metrics/metrics.js';
import type { Answer } from '../answer-error.js';
import { done, type Middleware } from '../context.js';
import type { MaintenanceWatch } from './watch.js';

const leastSeconds = 30;

/** Answers 503 with Retry-After (RFC 9110, section 15.6.4) while the site is closed, whatever is asked, before any work. */
export function closeDoor(watch: Pick<MaintenanceWatch, 'notice'>, metrics: Metrics, answer: Answer): Middleware {
  return function answerWhileClosed(ctx, next) {
    if (watch.notice === null) return next();
    metrics.refused.inc({ reason: 'maintenance' });
    ctx.state.route = 'maintenance';
    const left = Math.ceil((watch.notice.until.getTime() - Date.now()) / 1000);
    const sentence =
      'We are mending something behind this page. Nothing of yours is lost, and nobody has to do anything.';
    answer(ctx, new AppError('maintenance', 503, sentence, { retryAfterSeconds: Math.max(leastSeconds, left) }));
    return done;
  };
}
