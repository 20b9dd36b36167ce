-- Statements for what follows from all claims together (keep/reconciled.py), by name.

-- name: no_reconciled_1
DELETE FROM comparisons;

-- name: no_reconciled_2
DELETE FROM facts;

-- name: no_reconciled_3
DELETE FROM joins;

-- name: no_reconciled_4
DELETE FROM stories;

-- name: no_reconciled_5
DELETE FROM copies;

-- name: add_copies
INSERT INTO copies VALUES (?, ?, ?, ?, ?);

-- name: add_stories
INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: add_story_articles
INSERT INTO story_articles VALUES (?, ?, ?);

-- name: add_story_claims
INSERT INTO story_claims VALUES (?, ?, ?);

-- name: add_joins
INSERT INTO joins VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: add_facts
INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_parties
INSERT INTO parties VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: add_fact_claims
INSERT INTO fact_claims VALUES (?, ?, ?, ?);

-- name: add_fact_links
INSERT INTO fact_links VALUES (?, ?, ?);

-- name: add_comparisons
INSERT INTO comparisons VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_figure_groups
INSERT INTO figure_groups VALUES (?, ?, ?, ?);

-- name: add_figure_values
INSERT INTO figure_values VALUES (?, ?, ?, ?, ?, ?);

-- name: copies
SELECT article_id, original_id, kind, share, reason FROM copies ORDER BY article_id, original_id;

-- name: stories
SELECT id, title, kind, country, start, "end", reason,
    (SELECT json_group_array(article_id) FROM
        (SELECT article_id FROM story_articles WHERE story_id = stories.id ORDER BY position)),
    (SELECT json_group_array(claim_id) FROM
        (SELECT claim_id FROM story_claims WHERE story_id = stories.id ORDER BY position))
FROM stories ORDER BY start IS NULL, start, id;

-- name: joins
SELECT one, other, verdict, score, reason, "by", story_id FROM joins ORDER BY story_id, one, other;

-- name: facts
SELECT f.id, f.story_id, f.action, f.modality, f.standing, f.sources, f.date, f.superseded_by, f.reason,
    a.name, a.kind, a.country, a.entity, a.claims, t.name, t.kind, t.country, t.entity, t.claims,
    (SELECT json_group_array(claim_id) FROM
        (SELECT claim_id FROM fact_claims WHERE fact_id = f.id AND side = 'asserted' ORDER BY position)),
    (SELECT json_group_array(claim_id) FROM
        (SELECT claim_id FROM fact_claims WHERE fact_id = f.id AND side = 'denied' ORDER BY position)),
    (SELECT json_group_array(other_id) FROM
        (SELECT other_id FROM fact_links WHERE fact_id = f.id ORDER BY position))
FROM facts f LEFT JOIN parties a ON a.fact_id = f.id AND a.role = 'actor'
LEFT JOIN parties t ON t.fact_id = f.id AND t.role = 'target' ORDER BY f.position;

-- name: comparisons
SELECT id, story_id, measure, subject, scope, unit, verdict, reason, sources, notes FROM comparisons ORDER BY position;

-- name: figure_values
SELECT g.position, g.status, g.attributed_to, v.value, v.superseded, v.claims
FROM figure_groups g JOIN figure_values v ON v.comparison_id = g.comparison_id AND v.group_position = g.position
WHERE g.comparison_id = ? ORDER BY g.position, v.position;

-- name: quotes
SELECT a.document, a.source, a.published, v.start, v."end", v.words, c.id
FROM json_each(?) j JOIN claims c ON c.id = j.value JOIN articles a ON a.id = c.article_id
JOIN evidence v ON v.claim_id = c.id AND v.position = 0 ORDER BY a.document, v.start, v."end", c.id;
