// The talk with the server, the same on both pages: its engines and models fill the choices, what it is the footer.
// A server that is still starting is asked until it answers, one that wants a key once there is one; engines and models come
// and go, so it is asked again whenever somebody comes back to the page.
import { useKey } from './reading/key.js';
import { fetchEngines, fetchModels, fetchService } from './reading/service.js';

const askAgainAfter = 4000;

/**
 * @param {{choices: HTMLElement, status: HTMLElement, problem: HTMLElement}} page
 * @param {(complete: boolean) => void} met called after every attempt, and later whenever the choice is another
 */
export function meetService(page, met) {
  let asking = false;

  async function ask(first, unanswered) {
    asking = true;
    const { choices, status, problem } = page;
    const before = JSON.stringify(choices.chosen);
    const answers = await Promise.allSettled([
      fetchEngines().then((answer) => (choices.engines = status.engines = answer)),
      fetchModels().then((answer) => (choices.models = answer)),
      fetchService().then((answer) => (status.service = answer)),
    ]);
    const failed = answers.find(({ status: outcome }) => outcome === 'rejected');
    asking = failed !== undefined;
    if (failed) {
      problem.problem = failed.reason;
      if (failed.reason.status === 401) {
        status.locked();
        document.addEventListener('lisible:key', () => ask(first, true), { once: true });
      } else {
        status.down();
        setTimeout(() => ask(first, true), askAgainAfter);
      }
    } else if (unanswered) {
      problem.problem = null;
    }
    if (first || JSON.stringify(choices.chosen) !== before) {
      met(failed === undefined);
    }
  }

  document.addEventListener('lisible:key', ({ detail }) => {
    useKey(detail);
    page.problem.problem = null;
  });
  window.addEventListener('focus', () => asking || ask(false, false));
  return ask(true, false);
}
