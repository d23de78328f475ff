import { describe, expect, it } from 'vitest';
import { mention, messageLink } from '../../src/slack/links.ts';
import { postedMessage, slackMessageSchema } from '../../src/slack/message-payload.ts';
import { plainText, rememberedNames } from '../../src/slack/plain-text.ts';
import { messageRef, parseMessageRef, placeRef, slackId, slackMessage } from '../../src/slack/refs.ts';
import { person } from '../support/cases.ts';

const nameOf = async (id: string) => ({ U1: '吴强' })[id] ?? id;
const read = (markup: string) => plainText(markup, 'UBOT', nameOf);

describe('what a person wrote', () => {
  it.each([
    ['a &lt; b &amp; c &gt; d', 'a < b & c > d'],
    ['&amp;lt; stays', '&lt; stays'],
    ['<@U1> 看下', '@吴强 看下'],
    ['<@U9|旧名> 看下', '@U9 看下'],
    ['<@UBOT> 客户等了', '客户等了'],
    ['请 <@UBOT> 登记', '请   登记'],
    ['见 <https://e.com/a?b=1&amp;c=2>', '见 https://e.com/a?b=1&c=2'],
    ['见 <https://e.com|官网>', '见 官网'],
    ['<mailto:a@e.com|a@e.com> <tel:13912345678|13912345678>', 'a@e.com 13912345678'],
    ['<#C1|客诉> <!here> <!subteam^S1|@售后> <!date^1^{date}|今天>', '#客诉 @here @售后 今天'],
    ['第一行  \n第二行', '第一行\n第二行'],
  ])('%s', async (markup, words) => {
    expect(await read(markup)).toBe(words);
  });

  it('holds the words of a message that was forwarded', async () => {
    const message = slackMessageSchema.parse({
      ts: '1700000000.000100',
      user: 'U1',
      text: '帮看一下',
      attachments: [{ is_share: true, text: '客户说 &lt;等了两小时&gt;' }, { text: '网页预览' }],
    });
    const { message: posted } = await postedMessage('C1', message, 'channel', { botUserId: 'UBOT', nameOf });
    expect(posted.text).toBe('帮看一下\n客户说 <等了两小时>');
  });

  it('looks a name up once in ten minutes, and again after a failure', async () => {
    let at = 0;
    let asked = 0;
    const names = rememberedNames(
      async (id) => {
        asked += 1;
        if (asked === 1) throw new Error('away');
        return `name of ${id}`;
      },
      () => new Date(at),
    );
    expect(await names('U1')).toBe('U1');
    expect(await names('U1')).toBe('name of U1');
    expect(await names('U1')).toBe('name of U1');
    expect(asked).toBe(2);
    at += 11 * 60_000;
    await names('U1');
    expect(asked).toBe(3);
  });
});

describe('references', () => {
  it('come back as they went', () => {
    const ref = messageRef('C123', '1700000000.000100');
    expect(slackMessage(ref)).toEqual({ channel: 'C123', ts: '1700000000.000100' });
    expect(slackId(placeRef('C123'))).toBe('C123');
  });

  it('of another chat are no Slack references', () => {
    expect(parseMessageRef('wecom:1:2')).toBeNull();
    expect(() => slackId('wecom:1' as never)).toThrow('not a Slack reference');
  });

  it('make links and mentions', () => {
    const link = messageLink({ teamUrl: 'https://e.slack.com/' }, messageRef('C1', '1700000000.000100'));
    expect(link).toBe('https://e.slack.com/archives/C1/p1700000000000100');
    expect(mention(person('吴强', null, { chatUser: 'slack:U1' as never }))).toBe('<@U1>');
    expect(mention(person('<!channel>', null))).toBe('&lt;!channel&gt;');
  });
});
