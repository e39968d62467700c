-- The directory, in the words of HSDS 3.x. One text for SQLite and PostgreSQL:
-- TEXT for ids, words, dates (2026-11-24) and times (08:30:00); BIGINT for counts and for
-- yes (1) and no (0); DOUBLE PRECISION for degrees. A missing value is NULL and means "not known".

CREATE TABLE organization (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_fr TEXT NOT NULL,
    website TEXT,
    -- 'shipped' follows the content files; 'local' was made or edited here and is left alone by them.
    origin TEXT NOT NULL CHECK (origin IN ('shipped', 'local')),
    -- 1: the content files no longer have it. Kept, because other records may speak of it.
    withdrawn BIGINT NOT NULL CHECK (withdrawn IN (0, 1)),
    -- Digest of the shipped record as it was last loaded; tells a changed one from an unchanged one.
    record_digest TEXT NOT NULL
);

CREATE TABLE taxonomy_term (
    id TEXT NOT NULL PRIMARY KEY,
    vocabulary TEXT NOT NULL CHECK (vocabulary IN ('need', 'population', 'exploitation')),
    position BIGINT NOT NULL,
    name_en TEXT NOT NULL,
    name_fr TEXT NOT NULL,
    description_en TEXT NOT NULL,
    description_fr TEXT NOT NULL,
    formal_en TEXT NOT NULL,
    formal_fr TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('shipped', 'local')),
    withdrawn BIGINT NOT NULL CHECK (withdrawn IN (0, 1)),
    record_digest TEXT NOT NULL
);

CREATE TABLE service (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    slug TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_fr TEXT NOT NULL,
    description_en TEXT NOT NULL,
    description_fr TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'defunct', 'temporarily closed')),
    listed BIGINT NOT NULL CHECK (listed IN (0, 1)),
    everyone BIGINT NOT NULL CHECK (everyone IN (0, 1)),
    dedicated BIGINT NOT NULL CHECK (dedicated IN (0, 1)),
    fees TEXT NOT NULL,
    email TEXT,
    url TEXT,
    interpretation_services_en TEXT NOT NULL,
    interpretation_services_fr TEXT NOT NULL,
    minimum_age BIGINT,
    maximum_age BIGINT,
    -- Provenance. `verified_on` is what HSDS calls assured_date.
    source_date TEXT,
    read_on TEXT NOT NULL,
    confidence TEXT NOT NULL,
    verified_on TEXT,
    verified_by TEXT,
    review_by TEXT,
    note TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('shipped', 'local')),
    withdrawn BIGINT NOT NULL CHECK (withdrawn IN (0, 1)),
    record_digest TEXT NOT NULL
);
CREATE INDEX service_of_organization ON service (organization_id);

-- Which services the public may see: the same rule as directory::service::Service::is_public,
-- and not withdrawn. A test compares the two.
CREATE VIEW public_service AS
    SELECT id FROM service
    WHERE listed = 1 AND withdrawn = 0 AND status IN ('active', 'temporarily closed');

-- Pages the facts of a service were read on.
CREATE TABLE source_page (
    service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (service_id, position)
);

-- What may be said of a place, and nothing else: the constraints below refuse an address or a point
-- here unless the location is public, and even the town of a hidden one (its province stands here
-- only when the service's published area is that province). The rest of what the curators know is
-- in location_confidential.
CREATE TABLE location (
    id TEXT NOT NULL PRIMARY KEY,
    confidentiality TEXT NOT NULL CHECK (confidentiality IN ('public', 'approximate', 'hidden')),
    city TEXT,
    state_province TEXT,
    -- Degrees, WGS 84.
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    -- Whether the point is the town's ('city') or the building's ('address').
    point_precision TEXT NOT NULL CHECK (point_precision IN ('city', 'address')),
    address_1 TEXT,
    CHECK (confidentiality = 'public'
        OR (address_1 IS NULL AND latitude IS NULL AND longitude IS NULL AND point_precision = 'city')),
    CHECK (confidentiality <> 'hidden' OR city IS NULL),
    CHECK (confidentiality = 'hidden' OR (city IS NOT NULL AND state_province IS NOT NULL))
);

-- What only the curators may read of a location that is not public. No public query names this
-- table; a test reads every statement to make sure.
CREATE TABLE location_confidential (
    location_id TEXT NOT NULL PRIMARY KEY REFERENCES location (id) ON DELETE CASCADE,
    city TEXT NOT NULL,
    state_province TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    point_precision TEXT NOT NULL CHECK (point_precision IN ('city', 'address')),
    address_1 TEXT
);

CREATE TABLE service_at_location (
    service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    location_id TEXT NOT NULL REFERENCES location (id) ON DELETE CASCADE,
    PRIMARY KEY (service_id, location_id)
);
CREATE INDEX service_at_location_of_location ON service_at_location (location_id);

-- In the order to try, from 1.
CREATE TABLE phone (
    service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    position BIGINT NOT NULL CHECK (position >= 1),
    -- Digits: ten, or a short code.
    number TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('voice', 'tty', 'sms', 'fax')),
    keyword TEXT,
    extension TEXT,
    description_en TEXT NOT NULL,
    description_fr TEXT NOT NULL,
    PRIMARY KEY (service_id, position)
);

-- Languages spoken: by the service (phone 0), or by its n-th phone when they differ.
CREATE TABLE language (
    service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    phone BIGINT NOT NULL,
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (service_id, phone, position)
);

-- Hours, of the service (phone 0) or of its n-th phone when they differ. Row 0 says what is known
-- ('unknown', 'always' or 'weekly', with the time zone and the source's own words); the rows after
-- it are the openings of a week and the single days that differ (without times: closed all day).
CREATE TABLE schedule (
    service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    phone BIGINT NOT NULL,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('unknown', 'always', 'weekly', 'interval', 'exception')),
    timezone TEXT,
    notes_en TEXT,
    notes_fr TEXT,
    -- Monday is 1.
    weekday BIGINT CHECK (weekday BETWEEN 1 AND 7),
    date TEXT,
    opens_at TEXT,
    closes_at TEXT,
    PRIMARY KEY (service_id, phone, position),
    CHECK ((position = 0) = (kind IN ('unknown', 'always', 'weekly')))
);

-- Whom a service reaches: 'national'; a 'province' (extent: its code); a 'region' (extent: its id
-- in content/places/regions.toml); a 'radius' (extent: kilometres).
CREATE TABLE service_area (
    service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    extent_type TEXT NOT NULL CHECK (extent_type IN ('national', 'province', 'region', 'radius')),
    extent TEXT,
    PRIMARY KEY (service_id, position)
);

-- What a service is about: its terms ('need', 'population', 'exploitation', strongest first), and
-- its access facts ('access': a label such as police_report_needed, and its value).
CREATE TABLE attribute (
    service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    link_type TEXT NOT NULL CHECK (link_type IN ('need', 'population', 'exploitation', 'access')),
    position BIGINT NOT NULL,
    taxonomy_term_id TEXT REFERENCES taxonomy_term (id),
    label TEXT,
    value TEXT,
    PRIMARY KEY (service_id, link_type, position),
    CHECK ((link_type = 'access') = (taxonomy_term_id IS NULL)),
    CHECK ((link_type = 'access') = (label IS NOT NULL AND value IS NOT NULL))
);
CREATE INDEX attribute_of_taxonomy_term ON attribute (taxonomy_term_id);

-- One row. The counter grows with every change of the directory, in the same transaction; an index
-- built at another count is stale.
CREATE TABLE directory_change (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    counter BIGINT NOT NULL,
    -- Digest of the content last loaded.
    content_digest TEXT NOT NULL
);
INSERT INTO directory_change (id, counter, content_digest) VALUES (1, 0, '');

-- Corrections the public suggests. The day only, no time and nothing about the sender but what
-- they chose to write.
CREATE TABLE suggestion (
    id TEXT NOT NULL PRIMARY KEY,
    service_id TEXT NOT NULL REFERENCES service (id),
    lang TEXT NOT NULL CHECK (lang IN ('en', 'fr')),
    message TEXT NOT NULL,
    contact TEXT,
    received_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'accepted', 'declined'))
);
CREATE INDEX suggestion_of_service ON suggestion (service_id, state);
