import type { GuaranteeWindowKey, ReturnGround } from '../domain/three-guarantees.ts';
import type { AdviceWording } from './advice.ts';
import { draftEn } from './advice-draft-en.ts';
import { helpEn } from './advice-help-en.ts';

const WINDOW: Readonly<Record<GuaranteeWindowKey, string>> = {
  seven_days: 'First 7 days (engine, transmission, battery, motor)',
  sixty_days: 'First 60 days or 3,000 km',
  three_guarantees: 'Three-guarantees period (at least 2 years or 50,000 km)',
  free_repair: 'Free-repair period (at least 3 years or 60,000 km)',
};
const STATE = { open: 'running', over: 'over', unknown: 'to be checked' } as const;

function ground(g: ReturnGround): string {
  switch (g.ground) {
    case 'within_seven_days':
      return 'return asked for within 7 days of delivery';
    case 'safety_within_sixty_days':
      return 'a fault touching safety within 60 days or 3,000 km';
    case 'safety_repaired_twice':
      return `a fault touching safety, said to be repaired ${g.count} times`;
    case 'assembly_replaced_twice':
      return `an assembly replaced ${g.count} times`;
    case 'part_replaced_twice':
      return `the same main part replaced ${g.count} times`;
    case 'repair_days':
      return `repairs said to add up to ${g.count} days, more than 30`;
    case 'same_fault_repairs':
      return `the same fault said to be in for repair no. ${g.count}, more than 4`;
  }
}

/** Advice in English. */
export const adviceEn: AdviceWording = {
  title: 'Advice',
  menu: 'Advice',
  head: {
    approach: 'How to talk',
    steps: 'Next steps',
    evidence: 'Secure these first',
    solutions: 'Usual solutions',
    past: 'How similar cases ended',
    facts: 'Rules and dates',
    gaps: 'Still to check',
    draft: 'Reply draft',
  },
  approach: {
    feelings_first: 'Feelings first, then the matter',
    confirm_heard: 'Ask, repeat in your own words, confirm',
    show_care: 'Show that you care',
    tell_how: 'Say unasked what will be done, and by when',
    isolate: 'Away from the crowd: a quiet room and a seat',
    agree_first: 'Agree with the feeling first',
    state_conditions: 'State the matter plainly: what can be done, what is checked first',
    listen_back: 'Listen without interrupting, repeat, show that you understand',
    tell_escalation: 'Say to whom you report it, and when the answer comes',
    offer_options: 'Bring 2–3 ways forward to choose from',
    keep_watching: 'Keep an eye on it after the talk',
  },
  step: {
    stop_driving: 'Advise not to drive the car; arrange a tow where it has to move',
    care_for_injured: 'Ask about the people first, see to medical help, then the car',
    tell_leaders: 'Report to the general manager and the manufacturer at once',
    one_spokesperson: 'One named person speaks to the outside; everyone else only takes notes',
    answer_authority: 'Answer the authority in writing within its limit, keep the receipt',
    facts_in_writing: 'Speak of checked facts only, keep what matters in writing',
    watch_crisis: 'It may grow: tell the general manager, watch what the customer does next',
    stop_spreading: 'Take back and delete what got out, stop it spreading',
    manager_in_person: 'A manager calls, better: meets the customer',
    recheck_root_cause: 'Diagnose anew, find the root cause, have the technical lead check',
    test_drive_together: 'The most experienced technician takes a test drive with the customer',
    show_price_list: 'Go through the price list and the work order line by line',
    say_remaining_time: 'Say how long it still takes, and report back on time',
    apologise_in_person: 'Manager and colleague apologise in person, no excuses',
    tell_measures: 'Tell the customer what we change inside',
    verify_warranty: 'Check the warranty policy first; until then neither refuse nor promise',
    arrival_date: 'Get a firm arrival date from the supplier, report each change',
    check_part_source: 'Check where the part came from and its label, explain in person',
    check_contract: 'Look up the contract and messages: what was agreed',
    check_handover: 'Go through the handover sheet, set a date for what is missing',
    split_fees: 'Split the fees: what is passed on, what is a service charge',
    see_to_safety: 'Make sure people and car are in a safe place, then send help',
    find_affected: 'Find out what got out, to whom, and who is affected',
    look_at_footage: 'Look at the footage and intake photos, then compare with the customer',
    solve_today: 'Try to solve it today; if not, say when',
  },
  evidence: {
    leave_as_is: 'Leave the car as it is, take nothing apart without the customer',
    photos: 'Photos and videos of the scene and the car',
    fault_codes: 'Fault codes and data, photographed before reading out',
    dashcam: 'Dashcam and on-board recordings',
    old_parts: 'Replaced parts, sealed',
    work_orders: 'Work orders and times',
    repair_records: 'All repair records (kept at least 6 years)',
    quote_and_bill: 'Quote, bill, invoice',
    warranty_card: 'Three-guarantees card, service record',
    contract: 'Contract, order, receipt',
    chat: 'Messages and call records',
    handover_sheet: 'Handover and intake sheets',
    order_of_parts: 'Parts order and arrival dates',
    part_packing: 'Packing, label and stock entry of the part',
    footage: 'Camera footage',
    staff_account: 'Written account of the colleague',
    rescue_log: 'Rescue dispatch and call records',
    access_log: 'Who looked at it, who passed it on',
  },
  gap: {
    purchase: 'invoice or delivery date',
    mileage: 'current mileage',
    price: 'price of the car (invoice)',
    repair_records: 'work orders and times of each repair of this fault',
  },
  law: {
    auto_sales: 'Automobile Sales Measures',
    three_guarantees: 'Household Car Three-Guarantees Rules',
    consumer_law: 'Consumer Protection Law',
    consumer_penalties: 'Measures for Penalties on Infringing Consumer Rights',
    civil_code: 'Civil Code',
    road_transport: 'Road Transport Regulations',
    recall: 'Defective Automobile Recall Regulations',
    personal_data: 'Personal Information Protection Law',
    odr: '12315 platform, online dispute resolution',
  },
  article: (law, article) => (article === '' ? law : `${law}, art. ${article}`),
  legal: {
    odr_answer: (f) =>
      `A complaint passed on by the platform: settle within ${f.dueWorkingDays ?? 10} working days, record time, course and result there`,
    privacy_leak_duty: () => 'Where data leaked or may have: remedy at once, inform the authority and the person',
    deposit_double: () =>
      'A deposit (dingjin) is at most 20 % of the price; who took it and does not perform returns it twofold. Check in the contract which word stands there',
    prepayment: () => 'Money taken in advance: perform as agreed or refund it with interest, as the customer asks',
    triple_exposure: (_, exposure) =>
      `Managers only: if deception were found, triple damages (at least ¥500) may be at stake${exposure ? `, about ${exposure} on the sum at issue` : ''}; a person judges`,
    repair_deception: () =>
      'Managers only: false labour or swapped parts may concern deception; check work orders and old parts, a person judges',
    delay_15_days: () =>
      'No repair, replacement or refund for more than 15 days after it was asked for, without good reason, counts as deliberate delay',
    stop_sale: () =>
      'Once a defect is known: stop selling and using, help the recall; whether it is one, a person judges',
    repair_warranty: () =>
      'Repair warranty, first reached: assembly or whole car 20,000 km/100 days, major service 5,000/30, minor repairs 2,000/10; rework in it is free',
    serviced_elsewhere: () => 'Service done elsewhere is no reason to refuse the three guarantees',
    no_tying: () => 'Insurance and registration service must not be forced on buyers',
    posted_price: () => 'Prices and fees are posted; nothing is charged above them',
    parts_label: () => 'Parts are labelled original, equivalent, remanufactured or reused, and customers are told',
    burden_six_months: () => 'A defect disputed within 6 months of purchase: the dealer has to prove its case',
    notice: (f) =>
      `Tell the customer within ${f.dueWorkingDays ?? 7} working days of receipt how the complaint was taken up, passed on and handled`,
  },
  due: (date) => `by ${date}`,
  window: (x) => `${WINDOW[x.key]}: ${STATE[x.state]}${x.endsOn ? `, until ${x.endsOn}` : ''}`,
  ground: (g) => `May concern: ${ground(g)}; a person judges`,
  spareCar: (days) =>
    `The car is said to be in for ${days} days; where free repair applies, a spare car or transport money is owed from day 6 (waiting for parts included)`,
  useFee: (price, km, fee) => `Use fee at most ${fee} (price ${price} × ${km} ÷ 1,000 × 0.5 %, rate as on the card)`,
  claimAnswer: (date) =>
    `Return or replacement asked for: answer with reasons in 10 working days${date ? `, by ${date}` : ''}`,
  claimFinish: (date) => `Where the conditions are met: done in 20 working days${date ? `, by ${date}` : ''}`,
  notAdvice: 'These are facts and dates, no legal advice; people decide.',
  draftNote: 'A draft, sent by a person. Check it first, and name no sum that is not approved.',
  draft: draftEn,
  help: helpEn,
};
