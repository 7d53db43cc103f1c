CREATE TABLE "regent"."discovery" (
	"id" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"api_base" text,
	"credential_key" text,
	"every_minutes" integer NOT NULL,
	"misses_max" integer NOT NULL,
	"enabled" boolean NOT NULL,
	"last_run_at" timestamp with time zone,
	"last_error" text,
	"proposal" jsonb,
	"proposed_at" timestamp with time zone,
	"misses" jsonb NOT NULL,
	"dismissed" jsonb NOT NULL
);
