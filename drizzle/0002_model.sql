CREATE TABLE "model_usage" (
	"store_id" text NOT NULL,
	"day" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"calls" integer NOT NULL,
	"failed" integer NOT NULL,
	"tokens_in" bigint NOT NULL,
	"tokens_cached" bigint NOT NULL,
	"tokens_out" bigint NOT NULL,
	"currency" text,
	"cost_micro" bigint NOT NULL,
	"unpriced" integer NOT NULL,
	"worst_ms" integer NOT NULL,
	CONSTRAINT "model_usage_store_id_day_provider_model_pk" PRIMARY KEY("store_id","day","provider","model")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "car_model" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "lane" text DEFAULT 'desk' NOT NULL;--> statement-breakpoint
-- What is known of cases that are there already.
UPDATE "cases" SET "car_model" = lower(regexp_replace("state" #>> '{facts,model,value}', '\s', '', 'g')) WHERE "state" #>> '{facts,model,value}' IS NOT NULL;--> statement-breakpoint
CREATE INDEX "cases_closed_category" ON "cases" USING btree ("store_id","category","closed_at") WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX "cases_closed_model" ON "cases" USING btree ("store_id","category","car_model","closed_at") WHERE closed_at is not null and car_model is not null;--> statement-breakpoint
CREATE INDEX "jobs_live_lane" ON "jobs" USING btree ("store_id","lane","seq") WHERE state in ('waiting', 'running');