import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './src/db/schema.ts',
    './src/db/clock-tables.ts',
    './src/db/model-tables.ts',
    './src/db/line-tables.ts',
    './src/db/audit-tables.ts',
  ],
  out: './drizzle',
});
