-- What is looked up in a record, made again from it at any time. Values are bound, never written in.

-- name: schema
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE stamp (value TEXT NOT NULL) STRICT;
CREATE TABLE facets (facet TEXT NOT NULL, code INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (facet, code))
    STRICT, WITHOUT ROWID;
CREATE TABLE cells (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, article_id TEXT NOT NULL, document TEXT NOT NULL, kind TEXT NOT NULL,
    action TEXT NOT NULL, stance TEXT NOT NULL, outlet TEXT NOT NULL, published TEXT, actor TEXT, actor_key TEXT,
    country TEXT, target TEXT, target_key TEXT, target_country TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    quote TEXT NOT NULL, score REAL NOT NULL, value REAL, unit TEXT, status TEXT, qualifier TEXT, form TEXT,
    c_kind INTEGER NOT NULL, c_action INTEGER NOT NULL, c_stance INTEGER NOT NULL, c_outlet INTEGER NOT NULL,
    c_country INTEGER NOT NULL
) STRICT;
CREATE TABLE names (
    n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, id TEXT, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT,
    office TEXT, cells INTEGER NOT NULL, wordings TEXT NOT NULL
) STRICT;
CREATE TABLE parts (key TEXT NOT NULL, cell INTEGER NOT NULL, role TEXT NOT NULL, PRIMARY KEY (key, cell, role))
    STRICT, WITHOUT ROWID;
CREATE TABLE texts (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL, title TEXT, outlet TEXT NOT NULL, published TEXT,
    country TEXT, cells INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE cell_words USING fts5(plain, sound, content = '', tokenize = 'ascii');
CREATE VIRTUAL TABLE name_words USING fts5(plain, sound, content = '', tokenize = 'ascii');
CREATE VIRTUAL TABLE text_words USING fts5(plain, sound, content = '', tokenize = 'ascii');

-- name: indices
CREATE INDEX cells_id ON cells (id);
CREATE INDEX cells_document ON cells (document);
CREATE UNIQUE INDEX texts_document ON texts (document);
CREATE UNIQUE INDEX texts_id ON texts (id);
CREATE INDEX names_cells ON names (cells DESC, name, key);

-- name: inputs
SELECT name, sha256, made_from FROM record.inputs ORDER BY name;

-- name: all_cells
SELECT c.id, c.article_id, a.document, c.kind, c.action,
    CASE c.polarity WHEN 'negative' THEN 'negated' ELSE c.modality END, a.source, a.published, v.start, v."end", v.words,
    c.score, q.value, q.unit, q.status, q.qualifier, s.form
FROM record.articles a JOIN record.claims c ON c.article_id = a.id
JOIN record.evidence v ON v.claim_id = c.id AND v.position = 0
LEFT JOIN record.amounts q ON q.claim_id = c.id LEFT JOIN record.speech s ON s.claim_id = c.id
ORDER BY a.document, v.start, v."end", c.action, c.id;

-- name: all_roles
SELECT r.claim_id, r.name, m.kind, m.wording, m.name, coalesce(m.country, e.country), e.id, e.name, e.kind, e.office
FROM record.roles r JOIN record.mentions m ON m.id = r.mention_id LEFT JOIN record.entities e ON e.key = m.entity_key
ORDER BY r.claim_id, r.position;

-- name: all_texts
SELECT a.id, a.document, a.title, a.source, a.published, a.country,
    (SELECT count(*) FROM record.claims c WHERE c.article_id = a.id), a.text
FROM record.articles a ORDER BY a.document;

-- name: add_cell
INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_cell_words
INSERT INTO cell_words (rowid, plain, sound) VALUES (?, ?, ?);

-- name: add_facet
INSERT INTO facets VALUES (?, ?, ?);

-- name: add_name
INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_name_words
INSERT INTO name_words (rowid, plain, sound) VALUES (?, ?, ?);

-- name: add_part
INSERT OR IGNORE INTO parts VALUES (?, ?, ?);

-- name: add_text
INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_text_words
INSERT INTO text_words (rowid, plain, sound) VALUES (?, ?, ?);

-- name: add_stamp
INSERT INTO stamp VALUES (?);

-- name: stamp
SELECT value FROM stamp;

-- name: facets
SELECT facet, code, value FROM facets ORDER BY facet, code;

-- name: codes
SELECT c_kind, c_action, c_stance, c_outlet, c_country FROM cells ORDER BY n;

-- name: cells
SELECT c.n, c.id, c.article_id, c.document, c.kind, c.action, c.stance, c.outlet, c.published, c.actor, c.actor_key,
    c.country, c.target, c.target_key, c.target_country, c.start, c."end", c.quote, c.score, c.value, c.unit, c.status,
    c.qualifier, c.form
FROM json_each(?) j JOIN cells c ON c.n = j.value ORDER BY c.n;

-- name: cells_between
SELECT c.n, c.id, c.article_id, c.document, c.kind, c.action, c.stance, c.outlet, c.published, c.actor, c.actor_key,
    c.country, c.target, c.target_key, c.target_country, c.start, c."end", c.quote, c.score, c.value, c.unit, c.status,
    c.qualifier, c.form
FROM cells c WHERE n >= ? AND n < ? ORDER BY n;

-- name: cells_of_document
SELECT c.n, c.id, c.article_id, c.document, c.kind, c.action, c.stance, c.outlet, c.published, c.actor, c.actor_key,
    c.country, c.target, c.target_key, c.target_country, c.start, c."end", c.quote, c.score, c.value, c.unit, c.status,
    c.qualifier, c.form
FROM cells c WHERE document = ? ORDER BY n;

-- name: cells_by_id
SELECT c.n, c.id, c.article_id, c.document, c.kind, c.action, c.stance, c.outlet, c.published, c.actor, c.actor_key,
    c.country, c.target, c.target_key, c.target_country, c.start, c."end", c.quote, c.score, c.value, c.unit, c.status,
    c.qualifier, c.form
FROM json_each(?) j JOIN cells c ON c.id = j.value ORDER BY c.n;

-- name: find_cells
SELECT rowid FROM cell_words WHERE cell_words MATCH ? ORDER BY rowid;

-- name: find_texts
SELECT n, id, document, title, outlet, published, country, cells FROM texts
WHERE n IN (SELECT rowid FROM text_words WHERE text_words MATCH ?1) ORDER BY cells DESC, n LIMIT ?2;

-- name: find_names
SELECT n, key, id, name, kind, country, office, cells, wordings FROM names
WHERE n IN (SELECT rowid FROM name_words WHERE name_words MATCH ?1) ORDER BY cells DESC, name, key LIMIT ?2;

-- name: names
SELECT n, key, id, name, kind, country, office, cells, wordings FROM names
WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR country = ?2) ORDER BY cells DESC, name, key LIMIT ?3 OFFSET ?4;

-- name: count_names
SELECT count(*) FROM names WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR country = ?2);

-- name: name
SELECT n, key, id, name, kind, country, office, cells, wordings FROM names WHERE key = ?;

-- name: parts
SELECT cell, role FROM parts WHERE key = ? ORDER BY cell, role LIMIT 5000;

-- name: texts
SELECT n, id, document, title, outlet, published, country, cells FROM texts ORDER BY n LIMIT ? OFFSET ?;

-- name: text
SELECT n, id, document, title, outlet, published, country, cells FROM texts WHERE document = ?1
UNION ALL SELECT n, id, document, title, outlet, published, country, cells FROM texts WHERE id = ?1 LIMIT 1;

-- name: texts_of_outlet
SELECT n, id, document, title, outlet, published, country, cells FROM texts WHERE outlet = ? ORDER BY n LIMIT ? OFFSET ?;

-- name: outlets
SELECT outlet, count(*), sum(cells), min(published), max(published), max(country) FROM texts
GROUP BY outlet ORDER BY outlet;

-- name: cell_span
SELECT min(n), max(n) FROM cells WHERE document = ?;
