// The composition root: brings the desk, the service and the components together. No component knows another.
import './components/character-tiles/character-tiles.js';
import './components/curl-command/curl-command.js';
import './components/engine-comparison/engine-comparison.js';
import './components/image-stage/image-stage.js';
import './components/language-picker/language-picker.js';
import './components/problem-notice/problem-notice.js';
import './components/reading-actions/reading-actions.js';
import './components/reading-history/reading-history.js';
import './components/reading-options/reading-options.js';
import './components/reading-verdict/reading-verdict.js';
import './components/score-board/score-board.js';
import './components/service-status/service-status.js';
import './components/stage-timings/stage-timings.js';
import './components/step-map/step-map.js';
import './components/text-alternatives/text-alternatives.js';
import './components/theme-toggle/theme-toggle.js';
import { preferredLanguage, t, useLanguage } from './i18n/index.js';
import { meetService } from './meeting.js';
import { compare } from './reading/comparison.js';
import { Desk } from './reading/desk.js';
import { curlCommand } from './reading/request.js';
import { Problem } from './reading/service.js';

const autoRunLength = 20;
const part = (name) => document.querySelector(name);
const stage = part('image-stage');
const tiles = part('character-tiles');
const verdict = part('reading-verdict');
const actions = part('reading-actions');
const choices = part('reading-options');
const problem = part('problem-notice');
const map = part('step-map');
const status = part('service-status');
const desk = new Desk();

function showImage() {
  stage.image = desk.image;
  tiles.hidden = false;
  actions.state = { busy: desk.busy, image: true };
  showReading();
}

function showReading() {
  const { image, reading } = desk;
  const main = reading?.answers[0] ?? null;
  const recognition = main?.recognition ?? null;
  const pairs = recognition ? compare(recognition.text, image.truth) : [];
  verdict.show(image, recognition, pairs);
  tiles.show(recognition, pairs);
  stage.spans = (recognition?.characters ?? []).map(({ columns }) => columns ?? null);
  // While the next image is read the explanation of the last one stays, so that the page does not jump.
  part('#stale').hidden = true;
  if (recognition) {
    part('#explain-empty').hidden = true;
    part('#explanation').hidden = false;
    part('engine-comparison').show(reading);
    map.show(recognition, image.url);
    part('stage-timings').show(recognition.timings ?? null, main.trip);
    part('text-alternatives').show(recognition);
  }
  part('#explanation').classList.toggle('is-stale', recognition === null);
  showCurl();
}

function showScore() {
  part('score-board').rows = desk.score.rows();
  part('reading-history').readings = desk.history;
}

function showCurl() {
  part('curl-command').command = curlCommand(desk.image, desk.options, desk.engines[0], document.baseURI);
}

function takeOptions() {
  const { engines, options } = choices.chosen;
  desk.engines = engines;
  desk.options = options;
  part('#stale').hidden = desk.reading === null;
  showCurl();
}

function refuse({ name }) {
  problem.problem = new Problem({ title: t('problem.type'), detail: t('problem.type.detail', { name }), local: true });
}

function mark(index) {
  stage.mark(index);
  map.mark(index);
}

desk.addEventListener('image', showImage);
desk.addEventListener('reading', showReading);
desk.addEventListener('score', showScore);
desk.addEventListener('busy', () => {
  actions.state = { busy: desk.busy, image: desk.image !== null };
  part('.bench').setAttribute('aria-busy', desk.busy !== null);
});
desk.addEventListener('auto', ({ detail }) => (actions.run = { ...detail }));
desk.addEventListener('problem', ({ detail }) => (problem.problem = detail));

const wishes = {
  sample: () => desk.takeSample(),
  predict: () => desk.read(),
  auto: () => desk.autoRun(autoRunLength),
  cancel: () => desk.cancel(),
  file: (file) => stage.offer(file),
  own: ({ blob, name }) => desk.takeOwn(blob, name),
  refused: refuse,
  options: takeOptions,
  reset: () => desk.resetScore(),
  show: (reading) => {
    desk.show(reading);
    stage.scrollIntoView({ block: 'nearest' });
  },
  clear: () => desk.clearHistory(),
  mark,
  placed: () => tiles.connect(stage.anchors()),
  theme: () => map.repaint(),
};
for (const [name, answer] of Object.entries(wishes)) {
  document.addEventListener(`lisible:${name}`, ({ detail }) => answer(detail));
}
new ResizeObserver(() => tiles.connect(stage.anchors())).observe(stage);

useLanguage(preferredLanguage());
showCurl();
meetService({ choices, status, problem }, takeOptions);
