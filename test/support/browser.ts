import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Places where a system keeps Chromium. */
const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const QUIET = [
  '--no-sandbox',
  '--headless=shell',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** The Chromium inside an npm package (Linux x64; it brings its own libraries), with the environment it needs. */
async function shipped(): Promise<{ path: string; env: Record<string, string> } | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  // Makes the package unpack its libraries (NSS and the like) beside the browser, which it otherwise does only where it thinks it must.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: sparticuz } = await import('@sparticuz/chromium');
  const path = await sparticuz.executablePath();
  const libraries = { LD_LIBRARY_PATH: path.replace(/chromium$/, 'al2023/lib') };
  // The package brings one Latin font; the system's own fonts, where there are any, know Chinese.
  const fonts = existsSync('/etc/fonts/fonts.conf') ? { FONTCONFIG_PATH: '/etc/fonts' } : {};
  return { path, env: { ...(process.env as Record<string, string>), ...libraries, ...fonts } };
}

/** A headless Chromium: the npm-shipped one, else the system's. Null with a printed reason when there is none that starts. */
export async function openBrowser(): Promise<Browser | null> {
  const reasons: string[] = [];
  try {
    const npm = await shipped();
    if (npm) return await chromium.launch({ executablePath: npm.path, args: QUIET, env: npm.env });
  } catch (error) {
    reasons.push(String(error).split('\n')[0] ?? '');
  }
  for (const executablePath of SYSTEM.filter((path) => existsSync(path))) {
    try {
      return await chromium.launch({ executablePath, args: QUIET });
    } catch (error) {
      reasons.push(String(error).split('\n')[0] ?? '');
    }
  }
  const how = 'install Chromium (Debian: apt-get install chromium) and run npm test again';
  process.stdout.write(`browser tests left out: no Chromium starts here; ${how}. ${reasons.join(' | ')}\n`);
  return null;
}

/** A page of the local workspace as one person, with faults of the page collected. */
export async function pageAs(
  browser: Browser,
  url: string,
  user: string,
  size = { width: 1280, height: 800 },
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(`${url}/?as=${user}`);
  return { page, faults };
}
