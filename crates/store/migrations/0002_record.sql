-- What a record of the directory needs to be tended: what an organization is, which one it is a
-- chapter of, how often a service was edited, and when something changed that the public may see.

ALTER TABLE organization ADD COLUMN description_en TEXT NOT NULL DEFAULT '';
ALTER TABLE organization ADD COLUMN description_fr TEXT NOT NULL DEFAULT '';
ALTER TABLE organization ADD COLUMN email TEXT;
-- A chapter is an organization inside another. No foreign key: a parent may be loaded after its chapter.
ALTER TABLE organization ADD COLUMN parent_organization_id TEXT;
CREATE INDEX organization_of_parent ON organization (parent_organization_id);

-- Grows with every edit; an edit made on an older version is merged field by field, never over it.
ALTER TABLE service ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
-- RFC 3339, UTC. Moves only when `public_digest` does: a change to what is confidential must not show.
ALTER TABLE service ADD COLUMN last_modified TEXT;
-- Digest of what the public may see of it (directory::Listing); empty: nothing, or not yet worked out.
ALTER TABLE service ADD COLUMN public_digest TEXT NOT NULL DEFAULT '';
