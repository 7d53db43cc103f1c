CREATE TABLE "regent"."item_trial" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"ok" boolean NOT NULL,
	"text" text NOT NULL,
	"duration_ms" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"digests" jsonb NOT NULL,
	CONSTRAINT "item_trial_kind_key_pk" PRIMARY KEY("kind","key")
);
--> statement-breakpoint
ALTER TABLE "regent"."secret_version" ALTER COLUMN "key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "regent"."secret_version" ALTER COLUMN "sealed" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "regent"."secret_version" ADD COLUMN "revoked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "regent"."secret_version" ADD COLUMN "revoked_by" text;--> statement-breakpoint
ALTER TABLE "regent"."secret_version" ADD CONSTRAINT "secret_version_sealed_or_revoked" CHECK (("regent"."secret_version"."revoked_at" is null) = ("regent"."secret_version"."sealed" is not null) and ("regent"."secret_version"."sealed" is null) = ("regent"."secret_version"."key" is null));