CREATE TABLE "audit_anchors" (
	"store_id" text NOT NULL,
	"day" text NOT NULL,
	"hash" text NOT NULL,
	"cases" integer NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "audit_anchors_store_id_day_pk" PRIMARY KEY("store_id","day")
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL,
	"by" text NOT NULL,
	"subject" text,
	"counts" jsonb NOT NULL,
	CONSTRAINT "erasures_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "removed_cases" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text NOT NULL,
	"removed_at" timestamp (3) with time zone NOT NULL,
	"links" jsonb NOT NULL,
	CONSTRAINT "removed_cases_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "case_events" ADD COLUMN "content_hash" text;--> statement-breakpoint
ALTER TABLE "case_events" ADD COLUMN "chain_hash" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "masked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "chain" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "masked_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "cases_to_mask" ON "cases" USING btree ("store_id","ended_at") WHERE ended_at is not null and masked_at is null;--> statement-breakpoint
CREATE INDEX "cases_ended" ON "cases" USING btree ("store_id","ended_at") WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX "cases_unlinked" ON "cases" USING btree ("store_id","id") WHERE chain is null;--> statement-breakpoint
CREATE INDEX "messages_unmasked" ON "messages" USING btree ("store_id","posted_at") WHERE masked_at is null;--> statement-breakpoint
UPDATE "cases" SET "ended_at" = CASE WHEN "status" = 'closed' THEN coalesce("closed_at", "updated_at") ELSE "updated_at" END WHERE "status" IN ('closed', 'dismissed', 'merged');
