CREATE TABLE "lines" (
	"store_id" text NOT NULL,
	"heard_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "lines_store_id_pk" PRIMARY KEY("store_id")
);
