import { failureText, useApp } from './app-context.js';
import { ConfirmDialog } from './dialog.js';
import { collectValues, heldValue, keepTyped, withTyped } from './values.js';
import { html, useEffect, useRef, useState } from './vendor/preact-htm.js';

// What was typed outlives its component: a message scrolled away, a modal under another one.
const kept = new Map();

const useTyped = (key, blocks) => {
  const [typed, setState] = useState(() => kept.get(key) ?? {});
  const latest = useRef(typed);
  const setTyped = (next) => {
    latest.current = next;
    kept.set(key, next);
    setState(next);
  };
  useEffect(() => setTyped(keepTyped(blocks, latest.current)), [blocks]);
  return { typed, latest, setTyped };
};

const useQuestion = () => {
  const [question, setQuestion] = useState(null);
  const ask = (confirm) =>
    confirm ? new Promise((answer) => setQuestion({ confirm, answer })) : Promise.resolve(true);
  const settle = (yes) => {
    question.answer(yes);
    setQuestion(null);
  };
  const shown =
    question &&
    html`<${ConfirmDialog} confirm=${question.confirm} onYes=${() => settle(true)} onNo=${() => settle(false)} />`;
  return { ask, shown };
};

const usePresses = (place, values) => {
  const { act, t } = useApp();
  const [pending, setPending] = useState(null);
  const [failures, setFailures] = useState({});
  const press = async (blockId, element, value) => {
    const key = `${blockId}/${element.action_id}`;
    setPending(key);
    setFailures((now) => ({ ...now, [key]: undefined }));
    const action = { verb: 'action', in: { ...place, values: values() }, blockId, actionId: element.action_id };
    const result = await act(value === undefined ? action : { ...action, value });
    setPending((now) => (now === key ? null : now));
    if (!result.ok) setFailures((now) => ({ ...now, [key]: failureText(result, t) }));
  };
  return { pending, failures, press };
};

/**
 * What the inputs of one message or view hold, and what a press does.
 * `place` is {message: {channel, ts}} or {view: id}; `errors` are a modal's field errors by block id.
 */
export const useForm = (key, blocks, place, errors = {}) => {
  const { typed, latest, setTyped } = useTyped(key, blocks);
  const values = () => collectValues(blocks, latest.current);
  const { ask, shown } = useQuestion();
  const { pending, failures, press } = usePresses(place, values);
  const set = (blockId, element, value) => setTyped(withTyped(latest.current, blockId, element.action_id, value));
  return {
    place,
    errors,
    values,
    question: shown,
    set,
    value: (blockId, element) => heldValue(typed, blockId, element),
    busy: (blockId, element) => pending === `${blockId}/${element.action_id}`,
    failure: (blockId, element) => failures[`${blockId}/${element.action_id}`],
    /** A button: asks first if Slack's confirm object is there. */
    press: async (blockId, element, value) => (await ask(element.confirm)) && press(blockId, element, value),
    /** A choice: kept, and told to the app where Slack would. */
    choose: async (blockId, element, value, tells) => {
      if (tells && !(await ask(element.confirm))) return;
      set(blockId, element, value);
      if (tells) await press(blockId, element, value);
    },
    forget: () => kept.delete(key),
  };
};
