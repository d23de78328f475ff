import type { DraftWording } from './advice.ts';

/** The English reply draft. */
export const draftEn: DraftWording = {
  greeting: (addressee) => (addressee ? `Dear ${addressee},` : 'Dear customer,'),
  sorry: {
    product_quality: 'Trouble with a car is upsetting for anyone, and we are sorry that you had this experience.',
    repair_quality: 'You made the trip and the trouble is still there. We are sorry that you had this experience.',
    service_attitude:
      'You did not feel respected, and anyone would mind that. We are sorry for the experience you had.',
    waiting_time: 'You waited a long time and your plans suffered. We are sorry that you had this experience.',
    warranty_claim: 'Having to go back and forth on top of it is tiring. We are sorry that you had this experience.',
    parts_supply: 'Being without your car is hard, and we understand the worry. We are sorry for this experience.',
    parts_quality: 'We understand that you no longer trust the part. We are sorry that you had this experience.',
    price_billing:
      'Having questions about a bill and no clear answer is unpleasant. We are sorry that you had this experience.',
    sales_promise:
      'You expected something else, and we understand the disappointment. We are sorry for this experience.',
    delivery: 'Collecting a new car is meant to be a happy day. We are sorry that you had this experience.',
    finance_insurance: 'Unclear papers and fees are unsettling. We are sorry that you had this experience.',
    rescue: 'At the roadside one needs help most, and we understand the worry. We are sorry for this experience.',
    privacy: 'Personal data matters to everyone, and we understand the worry. We are sorry for this experience.',
    in_shop_damage:
      'You left your car with us in trust, and we understand how you feel. We are sorry for this experience.',
    other: 'We are sorry that you had this experience.',
  },
  again: ' This is not the first time it troubles you, and we take it all the more seriously.',
  heard: (words) => `What I noted is: “${words}”. `,
  heardAbout: (category) => `You told us about ${category.toLowerCase()}, and I have noted it. `,
  ask: 'Please tell me if anything is missing, and what you would like to see done.',
  unsafe:
    'For your safety, please do not drive the car until it has been looked at, and leave it as it is; if it has to be moved, call us first and we will arrange it.',
  care: {
    passive: 'You need not chase anybody: I will tell you about every step. ',
    voicer: 'I listened to every point and understand how you feel; I will look into each and explain what I find. ',
    angry: 'I understand how you feel, and I will pass on every word to my manager. ',
    activist: 'I have recorded in full what you ask for. ',
    unknown: 'How you feel about it matters to us. ',
  },
  told: {
    team: 'I am looking after it myself.',
    manager: 'I will tell our department manager, and one person looks after it.',
    general_manager: 'The head of our dealership knows of it, and one person looks after it.',
  },
  options: 'To move on quickly, here are some ways we could go:',
  option: {
    joint_check: 'pick a time that suits you, and our technical lead examines the car with you present',
    third_party_check: 'we agree with you on an independent body to examine the car',
    best_technician: 'our most experienced technician examines the car anew and takes a test drive with you',
    meet_manager: 'our manager meets you in person to talk about the way forward',
    line_by_line: 'we go through the price list and the work order with you, line by line',
    contract_together: 'we go through the contract and the messages of that time with you, point by point',
    supply_plan: 'we check the arrival date with the supplier and report every step to you on time',
    pick_time: 'you choose a time that suits you, and we keep it free for you',
    written_answer: 'once we have looked into it, you get our findings and our answer in writing',
  },
  afterOptions: 'Tell us which suits you best, or what you have in mind, and we will talk it over.',
  next: (answerBy) =>
    `We are now looking into it and will contact you by ${answerBy} with the progress and our answer.`,
  fillIn: '[fill in the time]',
  thanks: 'Thank you for telling us and giving us the chance to do better.',
};
