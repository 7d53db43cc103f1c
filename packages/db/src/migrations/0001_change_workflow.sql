CREATE TABLE "regent"."approval" (
	"plan" text NOT NULL,
	"person" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "approval_plan_person_pk" PRIMARY KEY("plan","person")
);
--> statement-breakpoint
ALTER TABLE "regent"."apply_run" ADD COLUMN "selected" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "regent"."apply_run" ADD COLUMN "confirm_ms" integer;--> statement-breakpoint
ALTER TABLE "regent"."apply_run" ADD COLUMN "confirm_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "regent"."apply_run" ADD COLUMN "decided_by" text;--> statement-breakpoint
ALTER TABLE "regent"."apply_run" ADD COLUMN "approved_by" text;--> statement-breakpoint
ALTER TABLE "regent"."apply_run" ADD COLUMN "override_reason" text;--> statement-breakpoint
ALTER TABLE "regent"."revision" ADD COLUMN "selected" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "regent"."revision" ADD COLUMN "approved_by" text;--> statement-breakpoint
ALTER TABLE "regent"."revision" ADD COLUMN "override_reason" text;--> statement-breakpoint
ALTER TABLE "regent"."revision" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "regent"."revision" ADD COLUMN "tags" jsonb DEFAULT '[]'::jsonb NOT NULL;