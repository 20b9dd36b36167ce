-- Every statement by name, for SQLite. Values are bound, never written in.

-- name: counts
SELECT key, value FROM meta ORDER BY key;

-- name: settled
SELECT name, document, sha256, made_from FROM inputs;

-- name: inputs
SELECT name, document, sha256, status, reason FROM inputs ORDER BY name;

-- name: statuses
SELECT status, count(*) FROM inputs GROUP BY status ORDER BY status;

-- name: actions
SELECT action, count(*) FROM claims GROUP BY action ORDER BY action;

-- name: extractors
SELECT extractor, count(*) FROM articles GROUP BY extractor ORDER BY extractor;

-- name: words
SELECT word, count(*) FROM verdicts GROUP BY word ORDER BY word;

-- name: totals
SELECT (SELECT count(*) FROM inputs), (SELECT count(*) FROM articles), (SELECT count(*) FROM claims),
    (SELECT count(*) FROM mentions), (SELECT count(DISTINCT id) FROM entities);

-- name: articles
SELECT id, document, name, source, url, title, byline, dateline, published, country, language, sha256, text
FROM articles ORDER BY document;

-- name: article
SELECT id, document, name, source, url, title, byline, dateline, published, country, language, sha256, text
FROM articles WHERE document = ?1 OR name = ?1 OR id = ?1 ORDER BY document = ?1 DESC, name = ?1 DESC LIMIT 1;

-- name: documents
SELECT document FROM articles ORDER BY document;

-- name: blocks
SELECT start, "end", kind FROM blocks WHERE article_id = ? ORDER BY position;

-- name: entities
SELECT id, name, kind, country, office, start, "end" FROM entities ORDER BY id, key;

-- name: mentions
SELECT m.start, m."end", m.kind, m.wording, m.name, m.country, m.unresolved,
    e.id, e.name, e.kind, e.country, e.office, e.start, e."end"
FROM mentions m LEFT JOIN entities e ON e.key = m.entity_key
WHERE m.article_id = ? ORDER BY m.start, m."end", m.kind, m.id;

-- name: claims
SELECT c.id, c.article_id, c.kind, c.action, c.polarity, c.modality, c.trigger_start, c.trigger_end, c."by", c.rule,
    c.score, s.form, s.repaired, q.value, q.unit, q.status, q.qualifier, q.counted, q.noun_start, q.noun_end,
    d.edtf, d.start, d."end"
FROM articles a JOIN claims c ON c.article_id = a.id JOIN evidence v ON v.claim_id = c.id AND v.position = 0
LEFT JOIN speech s ON s.claim_id = c.id LEFT JOIN amounts q ON q.claim_id = c.id LEFT JOIN dates d ON d.claim_id = c.id
WHERE (?1 IS NULL OR c.kind = ?1) AND (?2 IS NULL OR c.action = ?2)
ORDER BY a.document, v.start, v."end", c.action, c.id;

-- name: claims_of_document
SELECT c.id, c.article_id, c.kind, c.action, c.polarity, c.modality, c.trigger_start, c.trigger_end, c."by", c.rule,
    c.score, s.form, s.repaired, q.value, q.unit, q.status, q.qualifier, q.counted, q.noun_start, q.noun_end,
    d.edtf, d.start, d."end"
FROM articles a JOIN claims c ON c.article_id = a.id JOIN evidence v ON v.claim_id = c.id AND v.position = 0
LEFT JOIN speech s ON s.claim_id = c.id LEFT JOIN amounts q ON q.claim_id = c.id LEFT JOIN dates d ON d.claim_id = c.id
WHERE a.document = ?3 AND (?1 IS NULL OR c.kind = ?1) AND (?2 IS NULL OR c.action = ?2)
ORDER BY v.start, v."end", c.action, c.id;

-- name: claim
SELECT c.id, c.article_id, c.kind, c.action, c.polarity, c.modality, c.trigger_start, c.trigger_end, c."by", c.rule,
    c.score, s.form, s.repaired, q.value, q.unit, q.status, q.qualifier, q.counted, q.noun_start, q.noun_end,
    d.edtf, d.start, d."end"
FROM claims c LEFT JOIN speech s ON s.claim_id = c.id LEFT JOIN amounts q ON q.claim_id = c.id LEFT JOIN dates d ON d.claim_id = c.id
WHERE c.id >= ?1 AND c.id <= ?1 || char(1114111) AND substr(c.id, 1, length(?1)) = ?1  -- the first two use the index
ORDER BY c.id = ?1 DESC, c.id LIMIT 5;

-- name: roles
SELECT r.claim_id, r.name, m.start, m."end", m.kind, m.wording, m.name, m.country, m.unresolved,
    e.id, e.name, e.kind, e.country, e.office, e.start, e."end"
FROM json_each(?) j JOIN roles r ON r.claim_id = j.value JOIN mentions m ON m.id = r.mention_id
LEFT JOIN entities e ON e.key = m.entity_key ORDER BY r.claim_id, r.position;

-- name: evidence
SELECT v.claim_id, v.start, v."end" FROM json_each(?) j JOIN evidence v ON v.claim_id = j.value
ORDER BY v.claim_id, v.position;

-- name: reported_by
SELECT r.claim_id, m.start, m."end", m.kind, m.wording, m.name, m.country, m.unresolved,
    e.id, e.name, e.kind, e.country, e.office, e.start, e."end"
FROM json_each(?) j JOIN reported_by r ON r.claim_id = j.value JOIN mentions m ON m.id = r.mention_id
LEFT JOIN entities e ON e.key = m.entity_key ORDER BY r.claim_id, r.position;

-- name: hedges
SELECT h.claim_id, h.start, h."end" FROM json_each(?) j JOIN hedges h ON h.claim_id = j.value
ORDER BY h.claim_id, h.position;

-- name: proofs
SELECT 'mention' AS what, m.id AS id, 0 AS position, m.start AS start, m."end", m.wording
FROM articles a JOIN mentions m ON m.article_id = a.id WHERE a.document = ?1
UNION ALL
SELECT 'trigger', c.id, 0, c.trigger_start, c.trigger_end, c.trigger_words
FROM articles a JOIN claims c ON c.article_id = a.id WHERE a.document = ?1
UNION ALL
SELECT 'evidence', c.id, v.position, v.start, v."end", v.words
FROM articles a JOIN claims c ON c.article_id = a.id JOIN evidence v ON v.claim_id = c.id WHERE a.document = ?1
UNION ALL
SELECT 'noun', c.id, 0, q.noun_start, q.noun_end, q.noun_words
FROM articles a JOIN claims c ON c.article_id = a.id JOIN amounts q ON q.claim_id = c.id
WHERE a.document = ?1 AND q.noun_words IS NOT NULL
UNION ALL
SELECT 'date', c.id, 0, d.start, d."end", d.words
FROM articles a JOIN claims c ON c.article_id = a.id JOIN dates d ON d.claim_id = c.id WHERE a.document = ?1
UNION ALL
SELECT 'hedge', c.id, h.position, h.start, h."end", h.words
FROM articles a JOIN claims c ON c.article_id = a.id JOIN hedges h ON h.claim_id = c.id WHERE a.document = ?1
ORDER BY what, id, position;

-- name: verdicts
SELECT id, thing, word, "by", at, about, note, changes, withdraws, before FROM verdicts ORDER BY at, id;

-- name: verdicts_on_text
SELECT id, thing, word, "by", at, about, note, changes, withdraws, before FROM verdicts WHERE sha256 = ? ORDER BY at, id;

-- name: text_of_document
SELECT sha256 FROM articles WHERE document = ?;

-- name: documents_of_text
SELECT document FROM articles WHERE sha256 = ? ORDER BY document;

-- name: names
SELECT id, name FROM entities UNION SELECT name, name FROM entities
UNION SELECT name, name FROM mentions WHERE name IS NOT NULL ORDER BY 2, 1;

-- name: chain
SELECT id, thing, word, "by", at, about, note, changes, withdraws, before FROM verdicts WHERE thing = ? ORDER BY at, id;

-- name: has_verdict
SELECT 1 FROM verdicts WHERE id = ?;

-- name: add_verdicts
INSERT INTO verdicts (id, thing, word, "by", at, about, note, changes, withdraws, before, sha256)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: claims_without_evidence
SELECT id FROM claims c WHERE NOT EXISTS (SELECT 1 FROM evidence v WHERE v.claim_id = c.id AND v.position = 0)
ORDER BY id;

-- name: add_inputs
INSERT INTO inputs VALUES (?, ?, ?, ?, ?, ?);

-- name: add_articles
INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_blocks
INSERT INTO blocks VALUES (?, ?, ?, ?, ?);

-- name: add_entities
INSERT OR IGNORE INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_mentions
INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_claims
INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_roles
INSERT INTO roles VALUES (?, ?, ?, ?);

-- name: add_evidence
INSERT INTO evidence VALUES (?, ?, ?, ?, ?);

-- name: add_reported_by
INSERT INTO reported_by VALUES (?, ?, ?);

-- name: add_speech
INSERT INTO speech VALUES (?, ?, ?);

-- name: add_amounts
INSERT INTO amounts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_dates
INSERT INTO dates VALUES (?, ?, ?, ?, ?);

-- name: add_hedges
INSERT INTO hedges VALUES (?, ?, ?, ?, ?);

-- name: forget
DELETE FROM inputs WHERE name = ?;

-- What a finished record has and this build did not read again is taken over, table by table.

-- name: take_over_1
CREATE TEMP TABLE kept AS
SELECT i.name AS name, a.id AS article_id FROM finished.inputs i LEFT JOIN finished.articles a ON a.name = i.name
WHERE i.name NOT IN (SELECT name FROM main.inputs);

-- name: take_over_2
INSERT INTO main.inputs SELECT * FROM finished.inputs WHERE name IN (SELECT name FROM kept);

-- name: take_over_3
INSERT INTO main.articles SELECT * FROM finished.articles WHERE id IN (SELECT article_id FROM kept);

-- name: take_over_4
INSERT INTO main.blocks SELECT * FROM finished.blocks WHERE article_id IN (SELECT article_id FROM kept);

-- name: take_over_5
INSERT OR IGNORE INTO main.entities SELECT * FROM finished.entities;

-- name: take_over_6
INSERT INTO main.mentions SELECT * FROM finished.mentions WHERE article_id IN (SELECT article_id FROM kept);

-- name: take_over_7
INSERT INTO main.claims SELECT * FROM finished.claims WHERE article_id IN (SELECT article_id FROM kept);

-- name: take_over_8
INSERT INTO main.roles SELECT r.* FROM finished.roles r JOIN finished.claims c ON c.id = r.claim_id
WHERE c.article_id IN (SELECT article_id FROM kept);

-- name: take_over_9
INSERT INTO main.evidence SELECT v.* FROM finished.evidence v JOIN finished.claims c ON c.id = v.claim_id
WHERE c.article_id IN (SELECT article_id FROM kept);

-- name: take_over_10
INSERT INTO main.reported_by SELECT r.* FROM finished.reported_by r JOIN finished.claims c ON c.id = r.claim_id
WHERE c.article_id IN (SELECT article_id FROM kept);

-- name: take_over_11
INSERT INTO main.speech SELECT t.* FROM finished.speech t JOIN finished.claims c ON c.id = t.claim_id
WHERE c.article_id IN (SELECT article_id FROM kept);

-- name: take_over_12
INSERT INTO main.amounts SELECT t.* FROM finished.amounts t JOIN finished.claims c ON c.id = t.claim_id
WHERE c.article_id IN (SELECT article_id FROM kept);

-- name: take_over_13
INSERT INTO main.dates SELECT t.* FROM finished.dates t JOIN finished.claims c ON c.id = t.claim_id
WHERE c.article_id IN (SELECT article_id FROM kept);

-- name: take_over_14
INSERT INTO main.hedges SELECT t.* FROM finished.hedges t JOIN finished.claims c ON c.id = t.claim_id
WHERE c.article_id IN (SELECT article_id FROM kept);

-- name: take_over_15
INSERT INTO main.verdicts SELECT * FROM finished.verdicts WHERE id NOT IN (SELECT id FROM main.verdicts);

-- name: take_over_16
DROP TABLE temp.kept;

-- name: settle_1
DELETE FROM main.entities
WHERE key NOT IN (SELECT entity_key FROM main.mentions WHERE entity_key IS NOT NULL);

-- name: settle_2
DELETE FROM main.meta;

-- name: settle_3
INSERT INTO main.meta
SELECT 'inputs', CAST(count(*) AS TEXT) FROM main.inputs
UNION ALL SELECT 'status ' || status, CAST(count(*) AS TEXT) FROM main.inputs GROUP BY status;
