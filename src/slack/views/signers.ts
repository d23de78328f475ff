import type { SignersPreview } from '../../domain/case-card.ts';
import type { Wording } from '../../wording/wording.ts';
import { typed } from '../limits.ts';

/** Who has to sign a sum, in words; `amount` as it is written, marks included. */
export function signersText(preview: SignersPreview, amount: string, w: Wording): string {
  const roles = (all: SignersPreview['roles']) => all.map((role) => w.name.role[role]);
  const asked = preview.asked.slice(0, 5).map((person) => {
    const name = typed(person.name, 40);
    return person.role ? w.money.person(name, w.name.role[person.role]) : name;
  });
  const who = w.mark.or(asked);
  const chain = preview.chain.length > 0 ? w.money.needsChain(amount, roles(preview.chain)) : null;
  const nobody = w.money.nobodySigns(amount, w.mark.or(roles(chain ? preview.chain.slice(0, 1) : preview.roles)));
  return [
    ...(chain ? [chain] : []),
    asked.length === 0 ? `:warning: ${nobody}` : chain ? w.money.firstSigns(who) : w.money.needs(amount, who),
    ...(preview.consentNeeded ? [`:page_facing_up: ${w.money.consentNeeded(typed(preview.manufacturer, 40))}`] : []),
  ].join('\n');
}
