import type { KnownBlock, ModalView } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import type { Basis, FieldProvenance } from '../../domain/provenance.ts';
import type { ValueSource } from '../../domain/read-value.ts';
import { moment } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwn, plain, typed } from '../limits.ts';
import { labelled, type People, personName, said } from './case-text.ts';
import { valueText } from './read-value.ts';

/** Values that were replaced; the newest are shown. */
const EARLIER = 3;

/** Who a value is from: a person with the time, or the reader with its version. */
function sourceText(
  { by, reader, person, at }: ValueSource,
  people: People,
  w: Wording,
  time: (iso: string) => string,
) {
  if (by === 'person') return `${personName(person, people, w)} ${time(at)}`;
  return reader === null ? w.reading.who[by] : w.mark.noted(w.reading.who[by], typed(reader, 60));
}

function provenanceText(
  c: Case,
  one: FieldProvenance,
  people: People,
  w: Wording,
  time: (iso: string) => string,
): string {
  const { field, value, quote, sureness, confirmed, earlier } = one;
  const words = quote === null ? '' : said(c, quote, 120);
  const how = [
    sourceText(one.by, people, w, time),
    ...(sureness === null ? [] : [w.reading.sureness[sureness]]),
    ...(confirmed ? [w.reading.basis.confirmedBy(personName(confirmed.by, people, w), time(confirmed.at))] : []),
  ];
  const before = earlier.slice(-EARLIER).map((old) => {
    return w.mark.noted(valueText(c, field, old.value, w, 80), sourceText(old.by, people, w, time));
  });
  return [
    labelled(w.reading.field[field], valueText(c, field, value, w, 200)),
    ...(words ? [`> ${w.mark.quote(words)}`] : []),
    how.join(' · '),
    ...(before.length > 0 ? [w.reading.basis.earlier(before)] : []),
  ].join('\n');
}

/** The same in short, one line a value, for where several cases are explained at once. */
export function basisLines(c: Case, found: readonly FieldProvenance[], people: People, w: Wording): readonly string[] {
  return found.map(({ field, value, by, sureness, confirmed }) => {
    const who = by.by === 'person' ? personName(by.person, people, w) : w.reading.who[by.by];
    const how = [who, ...(sureness === null ? [] : [w.reading.sureness[sureness]])];
    const yes = confirmed ? [w.reading.basis.confirmed(personName(confirmed.by, people, w))] : [];
    return `${labelled(w.reading.field[field], valueText(c, field, value, w, 40))} · ${[...how, ...yes].join(' · ')}`;
  });
}

/** Where every value of a case comes from: its words, who read it, how sure, who confirmed it, and what stood there before. */
export function basisView(c: Case, { of, people }: Basis, w: Wording, timeZone: string, now: Date): ModalView {
  const time = (iso: string) => moment(iso, now, timeZone, w.time);
  const sections = (of.get(c.id) ?? []).map(
    (one): KnownBlock => ({ type: 'section', text: mrkdwn(provenanceText(c, one, people, w, time)) }),
  );
  const nothing: KnownBlock = { type: 'section', text: mrkdwn(w.reading.basis.nothing) };
  return {
    type: 'modal',
    title: plain(w.reading.basis.title),
    close: plain(w.form.close),
    blocks: [
      { type: 'context', elements: [mrkdwn(typed(c.number, 30))] },
      ...(sections.length > 0 ? sections : [nothing]),
    ],
  };
}
