CREATE TABLE "attachment_contents" (
	"store_id" text NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "attachment_contents_store_id_sha256_pk" PRIMARY KEY("store_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"case_id" text NOT NULL,
	"file_ref" text NOT NULL,
	"name" text NOT NULL,
	"mimetype" text NOT NULL,
	"sha256" text NOT NULL,
	"kept_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attachments_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_counters" (
	"store_id" text NOT NULL,
	"day" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "case_counters_store_id_day_pk" PRIMARY KEY("store_id","day")
);
--> statement-breakpoint
CREATE TABLE "case_events" (
	"store_id" text NOT NULL,
	"case_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text,
	"type" text NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "case_events_store_id_case_id_seq_pk" PRIMARY KEY("store_id","case_id","seq")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"severity" text NOT NULL,
	"category" text NOT NULL,
	"assignee_id" text,
	"reporter_id" text NOT NULL,
	"thread_ref" text,
	"source_ref" text,
	"part" integer NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"state" jsonb NOT NULL,
	"search_text" text NOT NULL,
	"search_grams" text[] NOT NULL,
	CONSTRAINT "cases_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "inbox_events" (
	"store_id" text NOT NULL,
	"event_key" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inbox_events_store_id_event_key_pk" PRIMARY KEY("store_id","event_key")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "jobs_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"once_key" text,
	"order_key" text,
	"run_at" timestamp (3) with time zone,
	"state" text NOT NULL,
	"attempt" integer NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"last_error" text,
	CONSTRAINT "jobs_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"store_id" text NOT NULL,
	"ref" text NOT NULL,
	"place" text NOT NULL,
	"root" text NOT NULL,
	"author" text NOT NULL,
	"text" text NOT NULL,
	"posted_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"files" jsonb NOT NULL,
	"intake" text NOT NULL,
	"outcome" jsonb,
	CONSTRAINT "messages_store_id_ref_pk" PRIMARY KEY("store_id","ref")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"role" text,
	"department" text,
	"is_admin" boolean NOT NULL,
	"chat_user" text,
	"email" text,
	"active" boolean NOT NULL,
	CONSTRAINT "people_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "places" (
	"store_id" text NOT NULL,
	"place" text NOT NULL,
	"purpose" text NOT NULL,
	"marked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "places_store_id_place_pk" PRIMARY KEY("store_id","place")
);
--> statement-breakpoint
CREATE TABLE "shown" (
	"store_id" text NOT NULL,
	"key" text NOT NULL,
	"ref" text NOT NULL,
	CONSTRAINT "shown_store_id_key_pk" PRIMARY KEY("store_id","key")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_file" ON "attachments" USING btree ("store_id","case_id","file_ref");--> statement-breakpoint
CREATE INDEX "case_events_type_at" ON "case_events" USING btree ("store_id","type","at");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_number" ON "cases" USING btree ("store_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_source_part" ON "cases" USING btree ("store_id","source_ref","part");--> statement-breakpoint
CREATE INDEX "cases_thread" ON "cases" USING btree ("store_id","thread_ref");--> statement-breakpoint
CREATE INDEX "cases_open_due" ON "cases" USING btree ("store_id","due_at") WHERE status in ('new', 'claimed', 'awaiting_approval', 'offering', 'executing', 'resolved');--> statement-breakpoint
CREATE INDEX "cases_open_assignee" ON "cases" USING btree ("store_id","assignee_id","due_at") WHERE status in ('new', 'claimed', 'awaiting_approval', 'offering', 'executing', 'resolved');--> statement-breakpoint
CREATE INDEX "cases_updated" ON "cases" USING btree ("store_id","updated_at");--> statement-breakpoint
CREATE INDEX "cases_opened" ON "cases" USING btree ("store_id","opened_at");--> statement-breakpoint
CREATE INDEX "cases_words" ON "cases" USING gin ("search_grams");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_once" ON "jobs" USING btree ("store_id","once_key") WHERE state = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_running" ON "jobs" USING btree ("store_id","order_key") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "jobs_live" ON "jobs" USING btree ("store_id","seq") WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "jobs_live_order" ON "jobs" USING btree ("store_id","order_key","seq") WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "jobs_finished" ON "jobs" USING btree ("store_id","state","finished_at") WHERE state in ('done', 'dead');--> statement-breakpoint
CREATE INDEX "messages_thread" ON "messages" USING btree ("store_id","root","posted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "people_chat_user" ON "people" USING btree ("store_id","chat_user");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree ("store_id","email");--> statement-breakpoint
CREATE INDEX "places_purpose" ON "places" USING btree ("store_id","purpose","marked_at");