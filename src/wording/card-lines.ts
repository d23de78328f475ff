import type { Question } from './screens.ts';

/** Groups of the 更多… menu. */
export const MENU_GROUPS = ['look', 'customer', 'time', 'money', 'grave', 'case'] as const;
export type MenuGroup = (typeof MENU_GROUPS)[number];

/** The lines of a card about time, people, money and danger. Each says one thing and is left out when there is nothing to say. */
export interface CardLineWording {
  /** Behind "owner" while nobody has taken the case; `name` calls whoever is asked. */
  readonly asked: (name: string) => string;
  /** `insteadOf` null: no due time could be reckoned before. */
  readonly agreed: (at: string, insteadOf: string | null) => string;
  readonly late: string;
  readonly paused: string;
  readonly standsStill: (since: string) => string;
  readonly moreClocks: (count: number) => string;
  readonly wasLate: (clocks: string) => string;
  readonly promise: string;
  readonly broken: string;
  readonly accused: string;
  readonly repeatOf: (number: string) => string;
  readonly duplicates: (times: number) => string;
  readonly crisis: (phase: string) => string;
  readonly watched: string;
  readonly flashes: (count: number) => string;
  readonly reported: (at: string) => string;
  readonly reportDraft: string;
  readonly paid: (at: string) => string;
  readonly toPay: string;
  readonly carriesOut: (name: string, until: string | null) => string;
  readonly closing: string;
  readonly group: Readonly<Record<MenuGroup, string>>;
  readonly resume: Question;
  /** Heading of a person's next due times. */
  readonly next: string;
}
