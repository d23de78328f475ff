CREATE TABLE "occasions" (
	"store_id" text NOT NULL,
	"key" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "occasions_store_id_key_pk" PRIMARY KEY("store_id","key")
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"store_id" text NOT NULL,
	"version" text NOT NULL,
	"body" jsonb NOT NULL,
	"kept_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "policies_store_id_version_pk" PRIMARY KEY("store_id","version")
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"store_id" text NOT NULL,
	"case_id" text NOT NULL,
	"timer" text NOT NULL,
	"step" text NOT NULL,
	"recipient_id" text NOT NULL,
	"kind" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"deliver_at" timestamp (3) with time zone NOT NULL,
	"should_at" timestamp (3) with time zone NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"outcome" text,
	CONSTRAINT "reminders_store_id_case_id_timer_step_recipient_id_pk" PRIMARY KEY("store_id","case_id","timer","step","recipient_id")
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"store_id" text NOT NULL,
	"from_day" text NOT NULL,
	"to_day" text NOT NULL,
	"count" integer NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "visits_store_id_from_day_to_day_pk" PRIMARY KEY("store_id","from_day","to_day")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "next_check_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "plate" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "vin" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "fingerprint" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "deputy_id" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "absences" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "shifts" jsonb;--> statement-breakpoint
-- What is known of cases that are there already.
UPDATE "cases" SET "phone" = "state" #>> '{facts,phone,value}', "plate" = "state" #>> '{facts,plate,value}', "vin" = "state" #>> '{facts,vin,value}', "next_check_at" = CASE WHEN "status" IN ('new', 'claimed', 'awaiting_approval', 'offering', 'executing', 'resolved') THEN "updated_at" END;--> statement-breakpoint
CREATE INDEX "reminders_pending" ON "reminders" USING btree ("store_id","deliver_at") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "reminders_told_to" ON "reminders" USING btree ("store_id","recipient_id","settled_at") WHERE outcome = 'told';--> statement-breakpoint
CREATE INDEX "reminders_told" ON "reminders" USING btree ("store_id","settled_at") WHERE outcome = 'told';--> statement-breakpoint
CREATE INDEX "cases_next_check" ON "cases" USING btree ("store_id","next_check_at") WHERE next_check_at is not null;--> statement-breakpoint
CREATE INDEX "cases_phone" ON "cases" USING btree ("store_id","phone","opened_at") WHERE phone is not null;--> statement-breakpoint
CREATE INDEX "cases_plate" ON "cases" USING btree ("store_id","plate","opened_at") WHERE plate is not null;--> statement-breakpoint
CREATE INDEX "cases_vin" ON "cases" USING btree ("store_id","vin","opened_at") WHERE vin is not null;--> statement-breakpoint
CREATE INDEX "messages_same_words" ON "messages" USING btree ("store_id","fingerprint","posted_at") WHERE fingerprint is not null;--> statement-breakpoint
CREATE INDEX "messages_instructions" ON "messages" USING btree ("store_id","posted_at") WHERE outcome -> 'instructions' <> '[]'::jsonb;