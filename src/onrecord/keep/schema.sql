-- A record, version 3. Every table keeps its rows in the order of its primary key, which comes from content alone:
-- the same pile gives the same file. Spans count Unicode code points of articles.text, "end" excluded.
-- The database itself refuses a cell whose words are not in its article's text, and any change of what was said.

PRAGMA application_id = 1330532931;  -- ONRC
PRAGMA user_version = 3;

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE inputs (
    name TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL UNIQUE CHECK (document <> ''),
    sha256 TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN (
        'ok', 'partial', 'suspect', 'empty', 'binary', 'not_english', 'unsupported', 'too_large', 'timeout',
        'unreadable')),
    reason TEXT NOT NULL CHECK (status = 'ok' OR reason <> ''),
    made_from TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE REFERENCES inputs (name) ON DELETE CASCADE,
    source TEXT NOT NULL,
    url TEXT,
    title TEXT,
    byline TEXT,
    dateline TEXT,
    published TEXT,
    country TEXT CHECK (country GLOB '[A-Z][A-Z][A-Z]'),
    language TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    text TEXT NOT NULL CHECK (text <> '' AND instr(text, char(0)) = 0),  -- SQLite's own functions stop at NUL
    extractor TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE blocks (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    kind TEXT NOT NULL CHECK (kind IN ('title', 'byline', 'dateline', 'heading', 'paragraph', 'item', 'chrome')),
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

-- An entity is what the gazetteer or an article said of it; its key is the hash of all its columns.
CREATE TABLE entities (
    key TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'state', 'organization', 'group', 'place', 'thing')),
    country TEXT CHECK (country GLOB '[A-Z][A-Z][A-Z]'),
    office TEXT,
    start TEXT,
    "end" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
    id TEXT NOT NULL PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'state', 'organization', 'group', 'place', 'thing')),
    wording TEXT NOT NULL,
    name TEXT,
    entity_key TEXT REFERENCES entities (key),
    country TEXT CHECK (country GLOB '[A-Z][A-Z][A-Z]'),
    unresolved TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
    id TEXT NOT NULL PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('event', 'quotation', 'figure')),
    action TEXT NOT NULL CHECK (action <> ''),
    polarity TEXT NOT NULL CHECK (polarity IN ('positive', 'negative')),
    modality TEXT NOT NULL CHECK (modality IN ('asserted', 'planned', 'implied')),
    trigger_start INTEGER NOT NULL CHECK (trigger_start >= 0),
    trigger_end INTEGER NOT NULL CHECK (trigger_end > trigger_start),
    trigger_words TEXT NOT NULL,
    "by" TEXT NOT NULL CHECK ("by" <> ''),
    rule TEXT NOT NULL,
    score REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE roles (
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    name TEXT NOT NULL CHECK (name <> ''),
    mention_id TEXT NOT NULL REFERENCES mentions (id) ON DELETE CASCADE,
    PRIMARY KEY (claim_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    words TEXT NOT NULL,
    PRIMARY KEY (claim_id, position)
) STRICT, WITHOUT ROWID;

-- Who says so inside the article, outermost first; no row: the outlet itself.
CREATE TABLE reported_by (
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    mention_id TEXT NOT NULL REFERENCES mentions (id) ON DELETE CASCADE,
    PRIMARY KEY (claim_id, position)
) STRICT, WITHOUT ROWID;

-- How a quotation is given.
CREATE TABLE speech (
    claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
    form TEXT NOT NULL CHECK (form IN ('direct', 'mixed', 'indirect')),
    repaired INTEGER NOT NULL CHECK (repaired IN (0, 1))
) STRICT, WITHOUT ROWID;

-- What a figure says; "noun" is what is counted, where the measure is "other".
CREATE TABLE amounts (
    claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
    value REAL NOT NULL,
    unit TEXT NOT NULL CHECK (unit <> ''),
    status TEXT NOT NULL CHECK (status IN ('exit_poll', 'preliminary', 'final', 'official', 'claimed', 'unstated')),
    qualifier TEXT CHECK (qualifier IN ('about', 'more_than', 'less_than', 'at_least', 'between')),
    counted REAL CHECK (counted BETWEEN 0 AND 100),
    noun_start INTEGER CHECK (noun_start >= 0),
    noun_end INTEGER CHECK (noun_end > noun_start),
    noun_words TEXT
) STRICT, WITHOUT ROWID;

-- When what a claim says happened or was measured, in EDTF, with the words that say so.
CREATE TABLE dates (
    claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
    edtf TEXT NOT NULL CHECK (edtf <> ''),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    words TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The words by which a source keeps its distance ("allegedly").
CREATE TABLE hedges (
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    words TEXT NOT NULL,
    PRIMARY KEY (claim_id, position)
) STRICT, WITHOUT ROWID;

-- What follows from all claims together: made anew, whole, at the end of every build. Nothing here is a source.

CREATE TABLE copies (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    original_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('exact', 'near', 'partial')),
    share REAL NOT NULL CHECK (share BETWEEN 0 AND 1),
    reason TEXT NOT NULL,
    PRIMARY KEY (article_id, original_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stories (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT CHECK (country GLOB '[A-Z][A-Z][A-Z]'),
    start TEXT,
    "end" TEXT,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE story_articles (
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (story_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_claims (
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    PRIMARY KEY (story_id, position)
) STRICT, WITHOUT ROWID;

-- Whether two names are one's, in one story; by whom, how surely, why.
CREATE TABLE joins (
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    reason TEXT NOT NULL CHECK (reason <> ''),
    "by" TEXT NOT NULL CHECK ("by" <> ''),
    PRIMARY KEY (story_id, one, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE facts (
    id TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    action TEXT NOT NULL CHECK (action <> ''),
    modality TEXT NOT NULL CHECK (modality IN ('asserted', 'negated', 'planned', 'implied')),
    standing TEXT NOT NULL CHECK (standing IN ('corroborated', 'single-source', 'disputed', 'denied', 'superseded')),
    sources INTEGER NOT NULL CHECK (sources > 0),
    date TEXT,
    superseded_by TEXT REFERENCES facts (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who a fact is of, and towards whom; "claims" is a JSON array of the claims that a cell rests on, never empty.
CREATE TABLE parties (
    fact_id TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('actor', 'target')),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'state', 'organization', 'group', 'place', 'thing')),
    country TEXT CHECK (country GLOB '[A-Z][A-Z][A-Z]'),
    entity TEXT,
    claims TEXT NOT NULL CHECK (json_array_length(claims) > 0),
    PRIMARY KEY (fact_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_claims (
    fact_id TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('asserted', 'denied')),
    position INTEGER NOT NULL CHECK (position >= 0),
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    PRIMARY KEY (fact_id, side, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_links (
    fact_id TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    other_id TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (fact_id, position)
) STRICT, WITHOUT ROWID;

-- One question that figures answer, and how the answers agree.
CREATE TABLE comparisons (
    id TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    measure TEXT NOT NULL CHECK (measure <> ''),
    subject TEXT,
    scope TEXT,
    unit TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('agree', 'rounding', 'different_status', 'contradiction')),
    reason TEXT NOT NULL CHECK (reason <> ''),
    sources INTEGER NOT NULL CHECK (sources > 0),
    notes TEXT NOT NULL CHECK (json_valid(notes))
) STRICT, WITHOUT ROWID;

CREATE TABLE figure_groups (
    comparison_id TEXT NOT NULL REFERENCES comparisons (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    status TEXT NOT NULL CHECK (status IN ('exit_poll', 'preliminary', 'final', 'official', 'claimed', 'unstated')),
    attributed_to TEXT,
    PRIMARY KEY (comparison_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE figure_values (
    comparison_id TEXT NOT NULL REFERENCES comparisons (id) ON DELETE CASCADE,
    group_position INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    value TEXT NOT NULL CHECK (value <> ''),
    superseded INTEGER NOT NULL CHECK (superseded IN (0, 1)),
    claims TEXT NOT NULL CHECK (json_array_length(claims) > 0),
    PRIMARY KEY (comparison_id, group_position, position),
    FOREIGN KEY (comparison_id, group_position) REFERENCES figure_groups (comparison_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX copies_original ON copies (original_id);
CREATE INDEX story_articles_article ON story_articles (article_id);
CREATE INDEX story_claims_claim ON story_claims (claim_id);
CREATE INDEX facts_story ON facts (story_id);
CREATE INDEX facts_later ON facts (superseded_by);
CREATE INDEX fact_claims_claim ON fact_claims (claim_id);
CREATE INDEX fact_links_other ON fact_links (other_id);
CREATE INDEX comparisons_story ON comparisons (story_id);


-- What people say of claims and of names: added to, never changed; a verdict is withdrawn by another. The verdicts on one
-- thing are a chain, each naming the one that was the last when it was made: two at once cannot both be next.
CREATE TABLE verdicts (
    thing TEXT NOT NULL CHECK (thing <> ''),
    id TEXT NOT NULL UNIQUE CHECK (id <> ''),
    before TEXT,
    word TEXT NOT NULL CHECK (word IN ('right', 'wrong', 'unsure', 'edit', 'same', 'different', 'undo')),
    "by" TEXT NOT NULL CHECK ("by" <> ''),
    at TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*'),
    about TEXT NOT NULL,
    sha256 TEXT CHECK (length(sha256) = 64),  -- of the text that the claim is in; none for two names
    note TEXT NOT NULL,
    changes TEXT NOT NULL CHECK ((changes <> '[]') = (word = 'edit')),
    withdraws TEXT CHECK ((withdraws IS NOT NULL) = (word = 'undo')),
    PRIMARY KEY (thing, id),
    FOREIGN KEY (thing, before) REFERENCES verdicts (thing, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (thing, withdraws) REFERENCES verdicts (thing, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE INDEX verdicts_sha256 ON verdicts (sha256);
CREATE UNIQUE INDEX verdicts_chain ON verdicts (thing, coalesce(before, ''));
CREATE INDEX articles_sha256 ON articles (sha256);
CREATE INDEX mentions_article ON mentions (article_id, start);
CREATE INDEX mentions_entity ON mentions (entity_key);
CREATE INDEX claims_article ON claims (article_id);
CREATE INDEX claims_action ON claims (action);
CREATE INDEX roles_mention ON roles (mention_id);
CREATE INDEX reported_by_mention ON reported_by (mention_id);

-- Quote, or it did not happen.

CREATE TRIGGER blocks_lie_in_the_text BEFORE INSERT ON blocks
WHEN NEW."end" > (SELECT length(text) FROM articles WHERE id = NEW.article_id)
BEGIN SELECT RAISE(ABORT, 'a block leaves its article''s text'); END;

CREATE TRIGGER mentions_quote_the_text BEFORE INSERT ON mentions
WHEN NEW.wording IS NOT (SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start) FROM articles WHERE id = NEW.article_id)
BEGIN SELECT RAISE(ABORT, 'a mention''s wording is not what its article''s text says there'); END;

CREATE TRIGGER claims_quote_the_text BEFORE INSERT ON claims
WHEN NEW.trigger_words IS NOT (
    SELECT substr(text, NEW.trigger_start + 1, NEW.trigger_end - NEW.trigger_start)
    FROM articles WHERE id = NEW.article_id)
BEGIN SELECT RAISE(ABORT, 'a claim''s trigger is not what its article''s text says there'); END;

CREATE TRIGGER evidence_quotes_the_text BEFORE INSERT ON evidence
WHEN NEW.words IS NOT (
    SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
    FROM claims JOIN articles ON articles.id = claims.article_id WHERE claims.id = NEW.claim_id)
BEGIN SELECT RAISE(ABORT, 'a claim''s evidence is not what its article''s text says there'); END;

CREATE TRIGGER amounts_quote_the_text BEFORE INSERT ON amounts
WHEN NEW.noun_words IS NOT NULL AND NEW.noun_words IS NOT (
    SELECT substr(text, NEW.noun_start + 1, NEW.noun_end - NEW.noun_start)
    FROM claims JOIN articles ON articles.id = claims.article_id WHERE claims.id = NEW.claim_id)
BEGIN SELECT RAISE(ABORT, 'what a figure counts is not what its article''s text says there'); END;

CREATE TRIGGER dates_quote_the_text BEFORE INSERT ON dates
WHEN NEW.words IS NOT (
    SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
    FROM claims JOIN articles ON articles.id = claims.article_id WHERE claims.id = NEW.claim_id)
BEGIN SELECT RAISE(ABORT, 'a claim''s date is not what its article''s text says there'); END;

CREATE TRIGGER hedges_quote_the_text BEFORE INSERT ON hedges
WHEN NEW.words IS NOT (
    SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
    FROM claims JOIN articles ON articles.id = claims.article_id WHERE claims.id = NEW.claim_id)
BEGIN SELECT RAISE(ABORT, 'a claim''s hedge is not what its article''s text says there'); END;

CREATE TRIGGER roles_stay_in_the_article BEFORE INSERT ON roles
WHEN (SELECT article_id FROM claims WHERE id = NEW.claim_id)
    IS NOT (SELECT article_id FROM mentions WHERE id = NEW.mention_id)
BEGIN SELECT RAISE(ABORT, 'a claim''s role is a mention in another article'); END;

CREATE TRIGGER reported_by_stays_in_the_article BEFORE INSERT ON reported_by
WHEN (SELECT article_id FROM claims WHERE id = NEW.claim_id)
    IS NOT (SELECT article_id FROM mentions WHERE id = NEW.mention_id)
BEGIN SELECT RAISE(ABORT, 'a claim is reported by a mention in another article'); END;

-- What was said is never changed; an article that changed is taken out whole and read again.

CREATE TRIGGER articles_never_change BEFORE UPDATE ON articles
BEGIN SELECT RAISE(ABORT, 'an article never changes'); END;
CREATE TRIGGER blocks_never_change BEFORE UPDATE ON blocks
BEGIN SELECT RAISE(ABORT, 'a block never changes'); END;
CREATE TRIGGER entities_never_change BEFORE UPDATE ON entities
BEGIN SELECT RAISE(ABORT, 'an entity never changes'); END;
CREATE TRIGGER mentions_never_change BEFORE UPDATE ON mentions
BEGIN SELECT RAISE(ABORT, 'a mention never changes'); END;
CREATE TRIGGER claims_never_change BEFORE UPDATE ON claims
BEGIN SELECT RAISE(ABORT, 'a claim never changes'); END;
CREATE TRIGGER roles_never_change BEFORE UPDATE ON roles
BEGIN SELECT RAISE(ABORT, 'a role never changes'); END;
CREATE TRIGGER evidence_never_changes BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence never changes'); END;
CREATE TRIGGER speech_never_changes BEFORE UPDATE ON speech
BEGIN SELECT RAISE(ABORT, 'how words were given never changes'); END;
CREATE TRIGGER amounts_never_change BEFORE UPDATE ON amounts
BEGIN SELECT RAISE(ABORT, 'an amount never changes'); END;
CREATE TRIGGER dates_never_change BEFORE UPDATE ON dates
BEGIN SELECT RAISE(ABORT, 'a date never changes'); END;
CREATE TRIGGER hedges_never_change BEFORE UPDATE ON hedges
BEGIN SELECT RAISE(ABORT, 'a hedge never changes'); END;
CREATE TRIGGER reported_by_never_changes BEFORE UPDATE ON reported_by
BEGIN SELECT RAISE(ABORT, 'who reports a claim never changes'); END;

-- What a person said is neither changed nor deleted.
CREATE TRIGGER verdicts_never_change BEFORE UPDATE ON verdicts
BEGIN SELECT RAISE(ABORT, 'a verdict never changes: add another'); END;
CREATE TRIGGER verdicts_are_never_deleted BEFORE DELETE ON verdicts
BEGIN SELECT RAISE(ABORT, 'a verdict is never deleted: withdraw it'); END;
