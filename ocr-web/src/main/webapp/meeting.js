// The first talk with the server, the same on both pages: its engines and models fill the choices, what it is the footer.
// A server that is still starting is asked until it answers.
import { fetchEngines, fetchModels, fetchService } from './reading/service.js';

const askAgainAfter = 4000;

/**
 * @param {{choices: HTMLElement, status: HTMLElement, problem: HTMLElement}} page
 * @param {(complete: boolean) => void} met called after every attempt
 */
export async function meetService(page, met, again = false) {
  const { choices, status, problem } = page;
  const answers = await Promise.allSettled([
    fetchEngines().then((answer) => (choices.engines = status.engines = answer)),
    fetchModels().then((answer) => (choices.models = answer)),
    fetchService().then((answer) => (status.service = answer)),
  ]);
  const failed = answers.find(({ status: outcome }) => outcome === 'rejected');
  if (failed) {
    status.down();
    problem.problem = failed.reason;
    setTimeout(() => meetService(page, met, true), askAgainAfter);
  } else if (again) {
    problem.problem = null;
  }
  met(failed === undefined);
}
