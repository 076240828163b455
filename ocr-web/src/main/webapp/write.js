// The composition root of the page for handwriting: brings sheets, readings and components together. No component knows
// another.
import './components/character-guesses/character-guesses.js';
import './components/character-tiles/character-tiles.js';
import './components/curl-command/curl-command.js';
import './components/ink-pad/ink-pad.js';
import './components/ink-tools/ink-tools.js';
import './components/language-picker/language-picker.js';
import './components/model-view/model-view.js';
import './components/problem-notice/problem-notice.js';
import './components/reader-choice/reader-choice.js';
import './components/segment-boxes/segment-boxes.js';
import './components/service-status/service-status.js';
import './components/theme-toggle/theme-toggle.js';
import './components/writing-mode/writing-mode.js';
import './components/written-text/written-text.js';
import { percent, preferredLanguage, t, useLanguage } from './i18n/index.js';
import { meetService } from './meeting.js';
import { writingCommand } from './reading/request.js';
import { Problem, readWriting } from './reading/service.js';
import { picture, png } from './writing/brush.js';
import { leastInk, narrowText, oneCharacter, wideText } from './writing/formats.js';
import { LiveReading } from './writing/live-reading.js';
import { Sheet } from './writing/sheet.js';

const sparse = 'writing.sparse';
const part = (name) => document.querySelector(name);
const [pad, tools, tiles, boxes] = ['ink-pad', 'ink-tools', 'character-tiles', 'segment-boxes'].map(part);
const choices = part('reader-choice');
const problem = part('problem-notice');
const status = part('service-status');
const narrow = matchMedia('(max-width: 40rem)');
const textFormat = () => (narrow.matches ? narrowText : wideText);

/** What one can write: each with its sheet, its brush, its reading and the component that says what was read. */
const modes = {
  character: mode('character', oneCharacter, 120, part('character-guesses'), showCharacter),
  text: mode('text', textFormat(), 350, part('written-text'), showText),
};
let current = modes.character;
let met = false;

function mode(kind, format, pause, result, show) {
  const sheet = new Sheet(format);
  const made = { kind, sheet, result, show, brush: format.pen, answer: null, hint: null, resting: true };
  made.live = new LiveReading((signal) => read(made, signal), pause);
  sheet.addEventListener('change', ({ detail }) => changed(made, detail.finished));
  made.live.addEventListener('answer', ({ detail }) => answered(made, detail));
  made.live.addEventListener('problem', ({ detail }) => failed(made, detail));
  made.live.addEventListener('busy', () => (result.busy = made.live.busy));
  return made;
}

/** @returns {Promise<object|null>} null: too little ink to ask the server */
async function read({ kind, sheet }, signal) {
  const { drawn, canvas } = picture(sheet);
  if (drawn < leastInk) {
    return null;
  }
  const { engine, model } = chosen();
  return readWriting(await png(canvas), kind, { model }, engine, signal);
}

function changed(mode, finished) {
  mode.resting = finished;
  if (mode === current) {
    showTools();
  }
  ask(mode);
}

function ask(mode) {
  const { sheet, live, result } = mode;
  const none = met && !chosen().model;
  if (none || sheet.isBlank) {
    live.forget();
    take(mode, null, none ? 'writing.none' : `writing.empty.${mode.kind}`);
  } else if (met) {
    live.ask();
  }
}

function answered(mode, answer) {
  problem.problem = null;
  take(mode, answer, answer ? null : sparse);
}

function failed(mode, failure) {
  if (failure.code === 'empty-canvas') {
    answered(mode, null);
    return;
  }
  problem.problem = failure;
  if (!(failure instanceof Problem)) {
    throw failure;
  }
}

function take(mode, answer, hint) {
  Object.assign(mode, { answer, hint });
  mode.result.show(answer);
  mode.result.hint = hint;
  if (mode === current) {
    mode.show(answer);
    announce();
  }
}

function showCharacter(answer) {
  part('model-view').show(answer?.input ?? null);
}

function showText(answer) {
  const segments = answer?.segments ?? [];
  boxes.show(segments, modes.text.sheet.format);
  tiles.hidden = segments.length === 0;
  tiles.show({ characters: segments.map(spanOf) }, segments.map(pairOf));
  connect();
}

/** Aloud not at every move of the pen but when it rests. */
function announce() {
  const { kind, answer, hint, resting } = current;
  const words = answer ? wordsFor(kind, answer) : hint === sparse ? t(hint) : '';
  pad.says = `${t(`pad.${kind}`)}. ${words}`;
  if (resting) {
    part('#said').textContent = words;
  }
}

function wordsFor(kind, { text, character, confidence }) {
  return kind === 'text'
    ? t('verdict.read', { text })
    : t('writing.said', { character, confidence: percent(confidence) });
}

function connect() {
  tiles.connect(boxes.anchors());
}

function showTools() {
  const { sheet } = current;
  tools.state = { canUndo: sheet.canUndo, canRedo: sheet.canRedo, canClear: sheet.strokes.length > 0 };
}

function showCurl() {
  const { engine, model } = chosen();
  part('curl-command').command = writingCommand(current.kind, file(), { model }, engine, document.baseURI);
}

function turnTo(kind) {
  current = modes[kind];
  history.replaceState(null, '', kind === 'text' ? '#text' : location.pathname);
  part('writing-mode').value = kind;
  part('.writer').dataset.mode = kind;
  for (const { kind: other, result } of Object.values(modes)) {
    result.hidden = other !== kind;
  }
  part('model-view').hidden = kind === 'text';
  boxes.hidden = kind !== 'text';
  tiles.hidden = true;
  tools.size = current.brush;
  pad.sheet = current.sheet;
  pad.invitation = `pad.${kind}`;
  takeTool();
  showTools();
  showCurl();
  current.show(current.answer);
  ask(current);
}

function takeTool() {
  pad.tool = tools.chosen;
  current.brush = tools.chosen.width;
}

function takeOptions() {
  showCurl();
  ask(current);
}

function layOut() {
  modes.text.sheet.adopt(textFormat());
  modes.text.brush = modes.text.sheet.format.pen;
  if (current === modes.text) {
    turnTo('text');
  }
}

async function save() {
  const address = URL.createObjectURL(await png(picture(current.sheet).canvas));
  const link = document.createElement('a');
  link.href = address;
  link.download = file();
  link.click();
  URL.revokeObjectURL(address);
}

function file() {
  return `${current.kind}.png`;
}

function chosen() {
  const { engines, model } = choices.chosen;
  return { engine: engines[0], model };
}

function spanOf({ character, confidence, top5 }) {
  return { character, confidence, alternatives: top5.map((guess) => ({ text: guess.character, ...guess })) };
}

function pairOf({ character }) {
  return { predicted: character, truth: null, right: null };
}

const wishes = {
  mode: turnTo,
  tool: takeTool,
  guides: () => (pad.guides = tools.guides),
  undo: () => current.sheet.undo(),
  redo: () => current.sheet.redo(),
  clear: () => current.sheet.clear(),
  save,
  options: takeOptions,
  mark: (index) => boxes.mark(index),
  language: announce,
};
for (const [name, answer] of Object.entries(wishes)) {
  document.addEventListener(`lisible:${name}`, ({ detail }) => answer(detail));
}
narrow.addEventListener('change', layOut);
new ResizeObserver(connect).observe(pad);

useLanguage(preferredLanguage());
turnTo(location.hash === '#text' ? 'text' : 'character');
meetService({ choices, status, problem }, (complete) => {
  met = complete;
  takeOptions();
});
