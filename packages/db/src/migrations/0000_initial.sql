CREATE SCHEMA IF NOT EXISTS "regent";
--> statement-breakpoint
CREATE SEQUENCE "regent"."item_version" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "regent"."account" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regent"."api_token" (
	"id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_token_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "regent"."session" (
	"hash" text PRIMARY KEY NOT NULL,
	"row" text NOT NULL,
	"account" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "regent"."setup_token" (
	"hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regent"."sign_in_attempt" (
	"subject" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_failure_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regent"."apply_event" (
	"run" text NOT NULL,
	"step" text NOT NULL,
	"state" text NOT NULL,
	"text" text,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "apply_event_run_step_pk" PRIMARY KEY("run","step")
);
--> statement-breakpoint
CREATE TABLE "regent"."apply_run" (
	"id" text PRIMARY KEY NOT NULL,
	"author" text NOT NULL,
	"reason" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"step" text NOT NULL,
	"base_revision" integer NOT NULL,
	"base_hash" text,
	"frozen" jsonb NOT NULL,
	"snapshot" jsonb NOT NULL,
	"insist" boolean NOT NULL,
	"insisted" boolean NOT NULL,
	"confirm_models" integer,
	"artifact_hash" text,
	"fingerprint" text,
	"revision" integer,
	"outcome" text,
	"sentence" text,
	"error" jsonb,
	"diagnostics" jsonb NOT NULL,
	"log" jsonb NOT NULL,
	"lease_owner" text NOT NULL,
	"lease_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regent"."audit_entry" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" text NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" text,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regent"."item_applied" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"data" jsonb NOT NULL,
	"position" text,
	"revision" integer NOT NULL,
	CONSTRAINT "item_applied_kind_key_pk" PRIMARY KEY("kind","key")
);
--> statement-breakpoint
CREATE TABLE "regent"."item_staged" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"flag" text NOT NULL,
	"data" jsonb,
	"position" text,
	"version" bigint NOT NULL,
	"replaced" jsonb,
	"replaced_version" bigint NOT NULL,
	"author" text NOT NULL,
	"staged_at" timestamp with time zone NOT NULL,
	"base_revision" integer NOT NULL,
	CONSTRAINT "item_staged_kind_key_pk" PRIMARY KEY("kind","key")
);
--> statement-breakpoint
CREATE TABLE "regent"."revision" (
	"number" integer PRIMARY KEY NOT NULL,
	"parent" integer,
	"author" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"fingerprint" text NOT NULL,
	"artifact_hash" text NOT NULL,
	"engine_version" text,
	"models" integer NOT NULL,
	"insisted" boolean NOT NULL,
	"snapshot" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regent"."revision_change" (
	"revision" integer NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"flag" text NOT NULL,
	"author" text NOT NULL,
	"staged_at" timestamp with time zone NOT NULL,
	"version" bigint NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "revision_change_revision_kind_key_pk" PRIMARY KEY("revision","kind","key")
);
--> statement-breakpoint
CREATE TABLE "regent"."secret" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regent"."secret_version" (
	"secret" text NOT NULL,
	"version" integer NOT NULL,
	"key" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"digest" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "secret_version_secret_version_pk" PRIMARY KEY("secret","version")
);
--> statement-breakpoint
CREATE TABLE "regent"."vault_key" (
	"id" text PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "regent"."setting" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "regent"."session" ADD CONSTRAINT "session_account_account_id_fk" FOREIGN KEY ("account") REFERENCES "regent"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regent"."apply_event" ADD CONSTRAINT "apply_event_run_apply_run_id_fk" FOREIGN KEY ("run") REFERENCES "regent"."apply_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regent"."revision_change" ADD CONSTRAINT "revision_change_revision_revision_number_fk" FOREIGN KEY ("revision") REFERENCES "regent"."revision"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regent"."secret_version" ADD CONSTRAINT "secret_version_secret_secret_id_fk" FOREIGN KEY ("secret") REFERENCES "regent"."secret"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regent"."secret_version" ADD CONSTRAINT "secret_version_key_vault_key_id_fk" FOREIGN KEY ("key") REFERENCES "regent"."vault_key"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_email" ON "regent"."account" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "session_account" ON "regent"."session" USING btree ("account");--> statement-breakpoint
CREATE UNIQUE INDEX "apply_run_one_active" ON "regent"."apply_run" USING btree ((true)) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "revision_change_item" ON "regent"."revision_change" USING btree ("kind","key");