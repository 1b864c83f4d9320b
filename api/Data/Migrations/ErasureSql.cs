namespace Portal.Api.Data.Migrations;

/// <summary>
/// What becomes of a record that is erased, whoever writes: no history of it tells a text, no search row and no word of it is
/// left, and it is never written again. The decision record 0018 says why it is done like this.
/// </summary>
internal static class ErasureSql
{
    /// <summary>The record of changes of what is erased, and what projects take over.</summary>
    public const string History =
        """
        CREATE OR REPLACE FUNCTION public.take_change_number() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' THEN
                    IF public.published_values(to_jsonb(NEW)) = public.published_values(to_jsonb(OLD)) THEN
                        RETURN OLD;
                    END IF;
                    IF OLD.erased_at IS NOT NULL THEN
                        RAISE EXCEPTION 'A row of % that was erased is never changed again.', TG_TABLE_NAME
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                END IF;
                NEW.change_number := nextval('public.change_number');
                RETURN NEW;
            END $$;

        -- That something was erased is told without what it was.
        CREATE OR REPLACE FUNCTION public.record_change() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                kind text := 'created';
                fields jsonb;
            BEGIN
                IF TG_OP = 'UPDATE' THEN
                    IF NEW.change_number = OLD.change_number THEN
                        RETURN NULL;
                    END IF;
                    kind := CASE
                        WHEN NEW.erased_at IS NOT NULL THEN 'erased'
                        WHEN NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL THEN 'withdrawn'
                        WHEN NEW.withdrawn_at IS NULL AND OLD.withdrawn_at IS NOT NULL THEN 'republished'
                        ELSE 'changed' END;
                    IF kind <> 'erased' THEN
                        SELECT jsonb_object_agg(after.key, jsonb_build_object('from', before.value, 'to', after.value))
                            INTO fields
                            FROM jsonb_each(public.published_values(to_jsonb(NEW))) AS after
                            JOIN jsonb_each(public.published_values(to_jsonb(OLD))) AS before USING (key)
                            WHERE after.value <> before.value;
                    END IF;
                END IF;
                INSERT INTO public.changes (change_number, subject, subject_id, kind, changed_at, changed_by, fields)
                    VALUES (NEW.change_number, TG_ARGV[0], NEW.id, kind, NEW.updated_at, NEW.changed_by, fields);
                RETURN NULL;
            END $$;

        CREATE OR REPLACE FUNCTION public.take_over_from_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.erased_at IS NOT NULL THEN
                    NEW.organisation_name := '';
                    NEW.supports := '{}';
                ELSE
                    SELECT name, inclusion_supports INTO NEW.organisation_name, NEW.supports
                        FROM public.organisations WHERE id = NEW.organisation_id;
                END IF;
                RETURN NEW;
            END $$;

        -- Finds the projects that have ever been of an organisation and are no longer. Few projects move.
        CREATE INDEX ix_changes_moved_from ON public.changes (((fields #>> '{organisation_id,from}')::uuid)) WHERE fields ? 'organisation_id';

        -- The same change without the names of an organisation: null stands where one was, and a change from one to another is none.
        CREATE FUNCTION public.without_organisation_names(fields jsonb, organisation uuid, names text[]) RETURNS jsonb
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT CASE WHEN bool_and(others.name = 'null') THEN fields - 'organisation_name'
                    ELSE jsonb_set(fields, '{organisation_name}', jsonb_object_agg(others.side, others.name)) END
                FROM (SELECT side.key AS side, CASE
                        WHEN side.value #>> '{}' = ANY(names) OR fields #>> ARRAY['organisation_id', side.key] = organisation::text THEN 'null'
                        ELSE side.value END AS name
                    FROM jsonb_each(fields -> 'organisation_name') AS side) AS others $$;

        -- What was recorded of it before stays as a list of who did what kind of thing when. Projects that have moved to another
        -- organisation keep their history, without this one's names.
        CREATE FUNCTION public.erase_history() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                names text[];
            BEGIN
                IF TG_ARGV[0] = 'organisation' THEN
                    IF EXISTS (SELECT FROM public.projects WHERE organisation_id = NEW.id AND erased_at IS NULL) THEN
                        RAISE EXCEPTION 'The projects of an organisation are erased before it.' USING ERRCODE = 'restrict_violation';
                    END IF;
                    names := ARRAY(
                        SELECT OLD.name
                        UNION
                        SELECT side.value FROM public.changes, jsonb_each_text(fields -> 'name') AS side WHERE subject_id = NEW.id);
                    UPDATE public.changes SET fields = public.without_organisation_names(fields, NEW.id, names)
                        WHERE fields ? 'organisation_name' AND subject_id IN (
                            SELECT moved.subject_id FROM public.changes AS moved
                            WHERE moved.fields ? 'organisation_id' AND (moved.fields #>> '{organisation_id,from}')::uuid = NEW.id);
                END IF;
                UPDATE public.changes SET fields = NULL WHERE subject_id = NEW.id AND fields IS NOT NULL;
                RETURN NULL;
            END $$;
        CREATE TRIGGER e_erase_history AFTER UPDATE ON public.organisations
            FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL) EXECUTE FUNCTION public.erase_history('organisation');
        CREATE TRIGGER e_erase_history AFTER UPDATE ON public.projects
            FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL) EXECUTE FUNCTION public.erase_history('project');
        """;

    /// <summary>The words that search knows.</summary>
    public const string Words =
        """
        -- Every text that a record has and had, as far as words are taken from it.
        CREATE FUNCTION public.searched_texts(subjects uuid[]) RETURNS SETOF text
            LANGUAGE sql STABLE
            AS $$
                SELECT text FROM public.projects,
                        unnest(ARRAY[title, organisation_name, town, description, participant_profile, accommodation, training]) AS text
                    WHERE id = ANY(subjects) AND text IS NOT NULL
                UNION
                SELECT text FROM public.organisations, unnest(ARRAY[name, town, description]) AS text
                    WHERE id = ANY(subjects) AND text IS NOT NULL
                UNION
                SELECT side.value FROM public.changes, jsonb_each(fields) AS field, jsonb_each_text(field.value) AS side
                    WHERE subject_id = ANY(subjects) AND side.value IS NOT NULL AND field.key IN (
                        'name', 'title', 'organisation_name', 'town', 'description', 'participant_profile', 'accommodation', 'training') $$;

        -- The words and stems that these texts may have brought into search_words. Which language a text was taken for is not
        -- known any more, so it is stemmed in each; and its pieces are read once, however many revisions have them. They are
        -- read some at a time, since a vector can only be so long.
        CREATE FUNCTION public.known_words_of(subjects uuid[]) RETURNS SETOF text
            LANGUAGE sql STABLE
            AS $$
                WITH pieces AS MATERIALIZED (
                    SELECT DISTINCT piece FROM public.searched_texts(subjects) AS text, regexp_split_to_table(text, '\s+') AS piece WHERE piece <> ''
                ), parts AS MATERIALIZED (
                    SELECT string_agg(piece, ' ') AS part
                    FROM (SELECT piece, sum(length(piece)) OVER (ORDER BY piece COLLATE "C") / 20000 AS number FROM pieces) AS numbered
                    GROUP BY number
                ), found AS MATERIALIZED (
                    SELECT unnest(tsvector_to_array(public.words(part) || public.joined_words(part))) AS word FROM parts
                    UNION
                    SELECT unnest(tsvector_to_array(public.stem_set(name, configuration, accented, public.only_words(part))))
                    FROM parts, (SELECT DISTINCT ON (name) * FROM public.search_languages ORDER BY name) AS languages
                )
                SELECT word FROM found JOIN public.search_words USING (word) $$;

        -- Takes away those of these words that occur no more. Most words are frequent ones: a look at some rows spares looking
        -- for each of those. The others are asked of the index one by one, which the planner would not do for a small table.
        CREATE FUNCTION public.forget_words(candidates text[]) RETURNS bigint
            LANGUAGE plpgsql SET enable_seqscan = off
            AS $$
            DECLARE
                forgotten bigint;
            BEGIN
                WITH frequent AS MATERIALIZED (
                    SELECT DISTINCT unnest(tsvector_to_array(body)) AS word FROM (SELECT body FROM public.project_search_live LIMIT 1000) AS sample
                ), rare AS MATERIALIZED (
                    SELECT word, ('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''')::tsquery AS query
                    FROM (SELECT unnest(candidates) AS word EXCEPT SELECT word FROM frequent) AS others
                )
                DELETE FROM public.search_words AS known USING rare
                    WHERE known.word = rare.word
                        AND NOT EXISTS (SELECT FROM public.project_search_live WHERE body @@ rare.query)
                        AND NOT EXISTS (SELECT FROM public.project_search_archive WHERE body @@ rare.query)
                        AND NOT EXISTS (SELECT FROM public.organisation_search WHERE body @@ rare.query);
                GET DIAGNOSTICS forgotten = ROW_COUNT;
                RETURN forgotten;
            END $$;
        """;
}
