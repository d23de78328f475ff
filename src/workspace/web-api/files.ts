import { visibleChannel } from '../directory.ts';
import { addFile } from '../files.ts';
import { asObject } from '../limit-check.ts';
import { fileJson, fileShares } from '../message-shapes.ts';
import { postMessage } from '../posting.ts';
import { SlackError } from '../slack-error.ts';
import type { FileRecord } from '../state.ts';
import type { Call, Method, Methods } from './call.ts';
import { blocksArg } from './message-args.ts';

const getUploadUrl: Method = ({ world, args, bot }) => {
  const name = args.need('filename');
  const length = args.number('length', 0);
  if (length <= 0) throw new SlackError('invalid_arguments');
  const altText = args.text('alt_txt') ?? args.text('alt_text');
  const file = addFile(world, {
    name,
    user: bot,
    complete: false,
    size: length,
    ...(altText === undefined ? {} : { altText }),
  });
  return { upload_url: `${world.url}/upload/v1/${file.id}`, file_id: file.id };
};

function pendingFiles({ world, args, bot }: Call): FileRecord[] {
  const asked = args.json('files');
  if (!Array.isArray(asked) || asked.length === 0) throw new SlackError('invalid_arguments');
  return asked.map((raw) => {
    const { id, title } = asObject(raw);
    const file = world.state.files[String(id)];
    if (!file || file.user !== bot || !world.files.get(file.id)) throw new SlackError('file_not_found');
    if (typeof title === 'string' && title !== '') file.title = title;
    return file;
  });
}

const complete: Method = (call) => {
  const { world, args, bot } = call;
  const files = pendingFiles(call);
  const names = [...(args.has('channel_id') ? [args.need('channel_id')] : []), ...args.list('channels')];
  const channels = names.map((id) => visibleChannel(world.state, id, bot));
  if (channels.some((channel) => !channel.members.includes(bot))) throw new SlackError('not_in_channel');
  for (const file of files) file.complete = true;
  const blocks = blocksArg(args.json('blocks', 'invalid_blocks_format'));
  for (const channel of channels) {
    const threadTs = args.text('thread_ts');
    postMessage(world, channel, {
      user: bot,
      botId: world.state.app.botId,
      text: args.text('initial_comment') ?? '',
      subtype: 'file_share',
      files: files.map((file) => file.id),
      ...(blocks ? { blocks } : {}),
      ...(threadTs === undefined ? {} : { threadTs }),
    });
  }
  world.changed();
  return { files: files.map((file) => fileJson(world, file)) };
};

function fileArg({ world, args }: Call): FileRecord {
  const file = world.state.files[args.need('file', 'file_not_found')];
  if (!file?.complete) throw new SlackError('file_not_found');
  return file;
}

const info: Method = (call) => {
  const file = fileArg(call);
  const shares = fileShares(call.world, file);
  const channels = Object.keys(shares.public as object);
  const groups = Object.keys(shares.private as object);
  return {
    file: { ...fileJson(call.world, file), shares, channels, groups, ims: [] },
    comments: [],
    response_metadata: { next_cursor: '' },
  };
};

const remove: Method = (call) => {
  const file = fileArg(call);
  if (file.user !== call.bot) throw new SlackError('cant_delete_file');
  delete call.world.state.files[file.id];
  call.world.files.remove(file.id);
  call.world.changed();
  return {};
};

/** files.* of the external upload flow. */
export const fileMethods: Methods = {
  'files.completeUploadExternal': complete,
  'files.delete': remove,
  'files.getUploadURLExternal': getUploadUrl,
  'files.info': info,
};
