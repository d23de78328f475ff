import type { ServerResponse } from 'node:http';

const gatherMs = 40;

/** The open pages: told to look again soon after something changed, many changes at once. */
export class PageFeed {
  private readonly pages = new Set<ServerResponse>();
  private timer: NodeJS.Timeout | undefined;

  open(response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
    });
    response.write('retry: 1000\n\ndata: {"changed": true}\n\n');
    this.pages.add(response);
    response.on('close', () => this.pages.delete(response));
  }

  changed(): void {
    if (this.pages.size === 0) return;
    this.timer ??= setTimeout(() => this.tell(), gatherMs).unref();
  }

  private tell(): void {
    this.timer = undefined;
    for (const page of this.pages) page.write('data: {"changed": true}\n\n');
  }

  close(): void {
    clearTimeout(this.timer);
    for (const page of this.pages) page.end();
  }
}
