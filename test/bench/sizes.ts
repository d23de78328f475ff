/** How large everything is. */
export interface Sizes {
  /** Stored cases in the three databases. */
  readonly small: number;
  readonly middle: number;
  readonly large: number;
  /** Open ones among the large; the middle has as many, so that only the closed differ. */
  readonly open: number;
  /** Messages a turn. */
  readonly takeIn: number;
  readonly acknowledge: number;
  /** Lives a turn and database. */
  readonly lives: number;
  readonly due: number;
  readonly breaches: number;
  /** Open cases whose reminders are waited for, and for how long. */
  readonly lateOpen: number;
  readonly lateSeconds: number;
  readonly posts: number;
  /** Cases after which memory is looked at again. */
  readonly memory: number;
  readonly turns: number;
  /** Lives lived for each half of the templates. */
  readonly templates: number;
}

/** A tenth of the sizes, about three minutes with the seeding. */
export const QUICK: Sizes = {
  small: 100,
  middle: 10_000,
  large: 100_000,
  open: 5_000,
  takeIn: 100,
  acknowledge: 800,
  lives: 4,
  due: 1_000,
  breaches: 1_000,
  lateOpen: 500,
  lateSeconds: 21,
  posts: 5,
  memory: 500,
  turns: 3,
  templates: 8,
};

/** A quarter of an hour and 10 GB of disk. */
export const FULL: Sizes = {
  small: 1_000,
  middle: 100_000,
  large: 1_000_000,
  open: 50_000,
  takeIn: 1_500,
  acknowledge: 6_000,
  lives: 40,
  due: 10_000,
  breaches: 1_000,
  lateOpen: 5_000,
  lateSeconds: 90,
  posts: 30,
  memory: 10_000,
  turns: 5,
  templates: 12,
};

/** For the tests: every line is made, and says nothing. */
export const TINY: Sizes = {
  small: 5,
  middle: 20,
  large: 40,
  open: 10,
  takeIn: 4,
  acknowledge: 20,
  lives: 1,
  due: 5,
  breaches: 5,
  lateOpen: 10,
  lateSeconds: 2,
  posts: 2,
  memory: 10,
  turns: 1,
  templates: 3,
};
