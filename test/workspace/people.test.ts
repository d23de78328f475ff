import { describe, expect, it } from 'vitest';
import type { ChannelRecord, UserRecord } from '../../src/workspace/state.ts';
import { escapeText, fromPerson, mentions, richText, unescapeText } from '../../src/workspace/text.ts';

const user = (id: string, name: string, realName: string): UserRecord => ({
  id,
  name,
  realName,
  title: '',
  email: '',
  isBot: false,
});
const users = [user('U1', 'wang', '王小'), user('U2', 'wang.m', '王小明'), user('U3', 'ann', 'Ann A.')];
const channels = [
  { id: 'C1', name: '投诉' },
  { id: 'C2', name: '投诉-二店' },
] as ChannelRecord[];
const written = (typed: string) => fromPerson(typed, users, channels);

describe('what a person types', () => {
  it.each([
    ['@王小明 看', '<@U2> 看'],
    ['@王小 看', '<@U1> 看'],
    ['问@王小明你好', '问<@U2>你好'],
    ['@wang.m @wang', '<@U2> <@U1>'],
    ['@wangs 不是谁', '@wangs 不是谁'],
    ['@Ann A. hi', '<@U3> hi'],
    ['@channel 集合', '<!channel> 集合'],
    ['去 #投诉-二店 和 #投诉', '去 <#C2|投诉-二店> 和 <#C1|投诉>'],
    ['a < b && c', 'a &lt; b &amp;&amp; c'],
    ['<@U1> 不能伪造', '&lt;@U1&gt; 不能伪造'],
    ['见https://b.cn/@wang?x=1。好', '见<https://b.cn/@wang?x=1>。好'],
    ['@王小明\n@王小明', '<@U2>\n<@U2>'],
  ])('%s is stored as %s', (typed, stored) => {
    expect(written(typed)).toBe(stored);
  });

  it('comes back whole from its escapes', () => {
    const odd = '&lt; <b> && &amp;';
    expect(unescapeText(escapeText(odd))).toBe(odd);
  });

  it('becomes the rich text Slack’s client would send', () => {
    expect(richText('<@U1> 看 <https://b.cn|这里> &lt;b&gt; <!here>', 'x')).toEqual({
      type: 'rich_text',
      block_id: 'x',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'user', user_id: 'U1' },
            { type: 'text', text: ' 看 ' },
            { type: 'link', url: 'https://b.cn', text: '这里' },
            { type: 'text', text: ' <b> ' },
            { type: 'broadcast', range: 'here' },
          ],
        },
      ],
    });
  });

  it('calls the named and the everyone', () => {
    expect(mentions('<@U1> 来', 'U1')).toBe(true);
    expect(mentions('<!here> 来', 'U1')).toBe(true);
    expect(mentions('<@U12> 来', 'U1')).toBe(false);
  });
});
