// Run by exit.test.ts in a process of its own: everything is stopped, so the process must end by itself.
import { manifest, openShop, socketApp } from './shop.ts';

const w = await openShop({ manifest });
const app = await socketApp(w, (bolt) => bolt.event('message', async () => {}));
await w.act({ verb: 'message', as: w.user('wang'), channel: w.channel('投诉'), text: 'x' });
if (process.argv[2] === 'app first') {
  await app.stop();
  await w.stop();
} else {
  await Promise.all([w.stop(), app.stop()]);
}
