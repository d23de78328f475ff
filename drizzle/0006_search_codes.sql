-- The codes (phones, plates, VINs, numbers) of the cases that are there already, cut as case-search.ts cuts them. Without the index in the way.
DROP INDEX "cases_words";--> statement-breakpoint
UPDATE "cases" SET "search_grams" = "search_grams" || ARRAY(
  SELECT DISTINCT substr("code"[1], "i", 4)
  FROM regexp_matches("search_text", '[a-z0-9]{4,}', 'g') AS "code", generate_series(1, length("code"[1]) - 3) AS "i"
) WHERE "search_text" ~ '[a-z0-9]{4}';--> statement-breakpoint
CREATE INDEX "cases_words" ON "cases" USING gin ("search_grams");
