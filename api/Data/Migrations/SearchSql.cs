namespace Portal.Api.Data.Migrations;

/// <summary>
/// What search reads: for every published organisation and project one narrow row, written with it in the same
/// transaction, and the words that occur in them. The decision records 0012 and 0013 say why it is built like this.
/// </summary>
internal static class SearchSql
{
    /// <summary>How words are read: in no language, and in each language that PostgreSQL can stem.</summary>
    public const string Words =
        """
        -- Normalising what is normal already is most of the work.
        CREATE OR REPLACE FUNCTION public.plain_letters(value text) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT replace(CASE WHEN value IS NFC NORMALIZED THEN value ELSE normalize(value, NFC) END, 'ς', 'σ') $$;

        -- The parser takes EVS/ESC for the name of a file, and knows addresses, tags and numbers with signs as well. Here
        -- only letters and digits make words; other signs than these part words anyway.
        CREATE FUNCTION public.only_words(value text) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT regexp_replace(public.plain_letters(value), '[-/.@_:<&~+]+', ' ', 'g') $$;

        CREATE OR REPLACE FUNCTION public.words(value text) RETURNS tsvector
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT to_tsvector('public.portal', public.only_words(value)) $$;

        -- A short text as it is compared as a whole: words in small letters without accents, one space between them.
        CREATE FUNCTION public.key_of(value text) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT coalesce(string_agg(lexeme, ' ' ORDER BY place), '') FROM unnest(public.words(value)), unnest(positions) AS place $$;

        -- Whoever looks for lorange or afterschool means L'Orange and after-school.
        CREATE FUNCTION public.joined_words(value text) RETURNS tsvector
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT CASE WHEN value ~ '[''’‐‑-]' THEN (
                SELECT to_tsvector('public.portal', coalesce(string_agg(regexp_replace(found[1], '[''’‐‑-]', '', 'g'), ' '), ''))
                FROM regexp_matches(public.plain_letters(value), '([^\s!-&(-,./:-@\[-`{-~]+[''’‐‑-][^\s!-&(-,./:-@\[-`{-~]+)', 'g') AS found)
                ELSE ''::tsvector END $$;

        CREATE TABLE public.search_languages (
            tag text PRIMARY KEY,
            name text NOT NULL,
            stemmer regdictionary NOT NULL,
            configuration regconfig NOT NULL,
            accented regconfig
        );
        COMMENT ON TABLE public.search_languages IS 'The languages whose words PostgreSQL can stem, by the first part of their BCP 47 tag.';
        COMMENT ON COLUMN public.search_languages.accented IS 'Set where endings are known by their accents: then words are stemmed with and without them.';

        DO $$
            DECLARE
                stemmer record;
            BEGIN
                FOR stemmer IN
                    SELECT tags, dictname FROM (VALUES
                        ('ar', 'arabic'), ('ca', 'catalan'), ('da', 'danish'), ('de', 'german'), ('el', 'greek'), ('en', 'english'),
                        ('es', 'spanish'), ('et', 'estonian'), ('eu', 'basque'), ('fi', 'finnish'), ('fr', 'french'), ('ga', 'irish'),
                        ('hi', 'hindi'), ('hu', 'hungarian'), ('hy', 'armenian'), ('id', 'indonesian'), ('it', 'italian'),
                        ('lt', 'lithuanian'), ('ne', 'nepali'), ('nl', 'dutch'), ('no nb nn', 'norwegian'), ('pt', 'portuguese'),
                        ('ro', 'romanian'), ('ru', 'russian'), ('sr', 'serbian'), ('sv', 'swedish'), ('ta', 'tamil'),
                        ('tr', 'turkish'), ('yi', 'yiddish')) AS known (tags, name)
                    JOIN pg_catalog.pg_ts_dict ON dictname = name || '_stem' AND dictnamespace = 'pg_catalog'::regnamespace
                LOOP
                    EXECUTE format('CREATE TEXT SEARCH CONFIGURATION public.portal_%s (COPY = public.portal)', split_part(stemmer.tags, ' ', 1));
                    EXECUTE format(
                        'ALTER TEXT SEARCH CONFIGURATION public.portal_%s ALTER MAPPING FOR asciiword, word, asciihword, hword, hword_asciipart, hword_part
                            WITH public.unaccent, pg_catalog.%I',
                        split_part(stemmer.tags, ' ', 1), stemmer.dictname);
                    INSERT INTO public.search_languages
                        SELECT tag, split_part(stemmer.tags, ' ', 1), ('pg_catalog.' || stemmer.dictname)::regdictionary,
                            ('public.portal_' || split_part(stemmer.tags, ' ', 1))::regconfig,
                            CASE WHEN tag IN ('hu', 'lt', 'sv', 'tr') THEN ('pg_catalog.' || replace(stemmer.dictname, '_stem', ''))::regconfig END
                        FROM string_to_table(stemmer.tags, ' ') AS tag;
                END LOOP;
            END $$;

        -- Frequent small words, folded, by which a text that does not say its language shows it.
        CREATE TABLE public.language_marks (
            word text NOT NULL,
            tag text NOT NULL,
            PRIMARY KEY (word, tag)
        );
        INSERT INTO public.language_marks
            SELECT word, tag FROM (VALUES
                ('bg', 'и на за от се са ще като което които този тази през също бъде доброволци младежи'),
                ('ca', 'els les amb per una del dels aquest aquesta que també són i fer seva'),
                ('cs', 'a na se je pro ktere ktery jsou jako nebo pri bude take jejich take ale mladez'),
                ('da', 'og er til det som af ikke med der vil kan vores ogsa unge blive hvor frivillige'),
                ('de', 'und der die das mit fur ist sind ein eine auf werden wird auch von zu den im nicht oder bei wir'),
                ('el', 'και το της των την στην για με που ειναι απο οι στο τα θα μας να'),
                ('en', 'the and of to will with for are is be you your our this that they have which their'),
                ('es', 'los las con para una del por y que sera como en al sus nuestro tambien voluntarios'),
                ('et', 'ja on ning mis kui see ei vabatahtlik noored meie ka voi saab'),
                ('fi', 'ja on se etta ovat myos tai kanssa jotka sekä ei nuoret ovat meidan'),
                ('fr', 'les des et une pour dans est avec sur qui au aux du sont vous nous leur ses cette'),
                ('ga', 'agus an na ar le is do go ag leis seo'),
                ('hr', 'i u na je se za su koji koje kroz ili kao bit ce mladih volonteri'),
                ('hu', 'es az hogy egy nem van vagy valamint onkentes meg is lesz'),
                ('is', 'og ad er vid sem fyrir med til hann thad'),
                ('it', 'il di e che per con della dei delle una sono nel alla gli anche saranno volontari'),
                ('lt', 'ir su kad yra bus kaip taip arba savanoris apie prie'),
                ('lv', 'un ir ar par no kas ka var brivpratigais tiks vai'),
                ('mk', 'и на за од се со ќе кои како оваа'),
                ('mt', 'u ta li ma fil huwa hija dan din ghal'),
                ('nl', 'de het een en van met voor zijn wordt op dat aan ook je worden naar onze'),
                ('no', 'og er til det som av ikke med vil kan vare ogsa unge bli hvor frivillige hos'),
                ('pl', 'i w na z do sie jest oraz dla przez ktore ktory jak beda nie czy lub od'),
                ('pt', 'os as com para uma do da por e que sera como em ao seus nosso tambem voluntarios nao'),
                ('ro', 'si in de la cu pentru sau este sunt care din pe un o vor prin fi tineri voluntari'),
                ('ru', 'и в на с для по не что это как или будет также от мы'),
                ('sk', 'a na sa je pre ktore ktory su ako alebo pri bude aj ich mladez'),
                ('sl', 'in na je za se so ki bo kot ali pri ter mladi tudi'),
                ('sr', 'и у на је се за су који које кроз или као ће младих i u je su koji kroz ili ce'),
                ('sv', 'och ar till det som av inte med att kan vara ocksa unga bli dar volontarer'),
                ('tr', 've bir icin ile bu olarak da de olan gonullu gencler olacak'),
                ('uk', 'і в на з для по не що це як або буде також від ми та у')) AS marks (tag, words),
                string_to_table(words, ' ') AS word
            ON CONFLICT DO NOTHING;

        -- The language of a text: the one that it says, else the one whose small words it has most of.
        CREATE FUNCTION public.language_of(stated text, words tsvector) RETURNS text
            LANGUAGE sql STABLE PARALLEL SAFE
            AS $$ SELECT coalesce(
                lower(split_part(stated, '-', 1)),
                (SELECT marks.tag FROM unnest(tsvector_to_array(words)) AS found (word)
                    JOIN public.language_marks AS marks USING (word)
                    GROUP BY marks.tag HAVING count(*) > 1 ORDER BY count(*) DESC, marks.tag LIMIT 1)) $$;

        -- The stems of words in a language as en:volunt, which is no word; nothing where there is no stemmer.
        CREATE FUNCTION public.stems(language text, configuration regconfig, accented regconfig, value text) RETURNS tsvector
            LANGUAGE sql STABLE PARALLEL SAFE
            AS $$ SELECT CASE WHEN configuration IS NULL THEN ''::tsvector
                ELSE regexp_replace(to_tsvector(configuration, value)::text
                        || CASE WHEN accented IS NULL THEN '' ELSE ' ' || public.unaccent('public.unaccent', to_tsvector(accented, value)::text) END,
                    $re$'([^']+)'$re$, '''' || language || $re$:\1'$re$, 'g')::tsvector END $$;

        -- The same without their places, which is quicker for a long text.
        CREATE FUNCTION public.stem_set(language text, configuration regconfig, accented regconfig, value text) RETURNS tsvector
            LANGUAGE sql STABLE PARALLEL SAFE
            AS $$ SELECT CASE WHEN configuration IS NULL THEN ''::tsvector ELSE array_to_tsvector(ARRAY(
                SELECT language || ':' || stem FROM unnest(tsvector_to_array(to_tsvector(configuration, value))) AS stem
                UNION
                SELECT language || ':' || public.unaccent('public.unaccent', stem) FROM unnest(tsvector_to_array(to_tsvector(accented, value))) AS stem)) END $$;

        -- A country's code as a word. It has a place, since a word without one counts as being in every field.
        CREATE FUNCTION public.country_word(country text) RETURNS tsvector
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT ('''country:' || lower(country) || ''':1')::tsvector $$;

        -- Short code lists as bits, in the order of the lists, which therefore only grow at their end.
        CREATE FUNCTION public.topic_bits(codes text[]) RETURNS integer
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT coalesce(bit_or(1 << (array_position('{socl,migr,citzn,cata,natr,health,edu,job,cult,sprt,discr,hygn,shltr,nutri,distr,relief,sme}'::text[], code) - 1)), 0)
                FROM unnest(codes) AS code $$;

        CREATE FUNCTION public.support_bits(codes text[]) RETURNS integer
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT coalesce(bit_or(1 << (array_position('{mentoring,physicalEnvironment,participationSupport,dietary,other}'::text[], code) - 1)), 0)
                FROM unnest(codes) AS code $$;

        -- Each country's bit in eligibility. Countries come with the next one; bit 0 stands for every programme country, since
        -- the operator may change which those are.
        ALTER TABLE public.countries ADD COLUMN search_bit smallint NOT NULL GENERATED ALWAYS AS IDENTITY;

        CREATE FUNCTION public.country_bits(codes text[]) RETURNS bit(256)
            LANGUAGE sql STABLE STRICT PARALLEL SAFE
            AS $$ SELECT coalesce(bit_or(set_bit(0::bit(256), search_bit, 1)), 0::bit(256)) FROM public.countries WHERE code = ANY(codes) $$;

        -- From where a project takes volunteers. One that names no countries takes them from every programme country.
        CREATE FUNCTION public.eligibility_bits(codes text[]) RETURNS bit(256)
            LANGUAGE sql STABLE STRICT PARALLEL SAFE
            AS $$ SELECT CASE WHEN codes = '{}' THEN set_bit(0::bit(256), 0, 1) ELSE public.country_bits(codes) END $$;

        -- Where somebody lives, to be met by eligibility.
        CREATE FUNCTION public.residence_bits(codes text[]) RETURNS bit(256)
            LANGUAGE sql STABLE STRICT PARALLEL SAFE
            AS $$ SELECT set_bit(public.country_bits(codes), 0,
                EXISTS (SELECT FROM public.countries WHERE code = ANY(codes) AND "group" = 'programme')::integer) $$;

        -- Great circle on a sphere of the Earth's mean radius. Nothing in it but is strict, so that it is worked out in place.
        CREATE FUNCTION public.distance_km(latitude double precision, longitude double precision, north double precision, east double precision)
            RETURNS double precision
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT 2 * 6371.0088 * atan2(
                sqrt(sin(radians(latitude - north) / 2) ^ 2 + cos(radians(latitude)) * cos(radians(north)) * sin(radians(longitude - east) / 2) ^ 2),
                sqrt(abs(1 - sin(radians(latitude - north) / 2) ^ 2 - cos(radians(latitude)) * cos(radians(north)) * sin(radians(longitude - east) / 2) ^ 2))) $$;
        """;

    /// <summary>The narrow rows, the words, and the triggers that keep them.</summary>
    public const string Tables =
        """
        CREATE TABLE public.project_search (
            id uuid NOT NULL,
            archived boolean NOT NULL,
            organisation_id uuid NOT NULL,
            deadline_key date NOT NULL,
            starts_on date NOT NULL,
            ends_on date NOT NULL,
            weeks integer NOT NULL,
            topics integer NOT NULL,
            supports integer NOT NULL,
            is_full boolean NOT NULL,
            is_flexible boolean NOT NULL,
            country text NOT NULL,
            activity_type text,
            strand text,
            latitude double precision,
            longitude double precision,
            created_at timestamptz NOT NULL,
            reference_key text COLLATE "C",
            eligibility bit(256) NOT NULL,
            title_key text COLLATE "C" NOT NULL,
            organisation_key text COLLATE "C" NOT NULL,
            town_key text COLLATE "C",
            head tsvector NOT NULL,
            body tsvector NOT NULL
        ) PARTITION BY LIST (archived);
        COMMENT ON TABLE public.project_search IS 'What search reads of each published project. head ranks, body matches.';
        CREATE TABLE public.project_search_live PARTITION OF public.project_search FOR VALUES IN (false);
        CREATE TABLE public.project_search_archive PARTITION OF public.project_search FOR VALUES IN (true);

        -- Few rows decide what is archived, and it is told in one place: everything that ended before this day.
        CREATE TABLE public.search_archive (
            only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
            ended_before date NOT NULL
        );
        INSERT INTO public.search_archive (ended_before) VALUES ('2000-01-01');

        CREATE TABLE public.organisation_search (
            id uuid PRIMARY KEY,
            topics integer NOT NULL,
            supports integer NOT NULL,
            country text NOT NULL,
            name_key text COLLATE "C" NOT NULL,
            head tsvector NOT NULL,
            body tsvector NOT NULL
        );
        COMMENT ON TABLE public.organisation_search IS 'What search reads of each published organisation. head ranks, body matches.';

        CREATE TABLE public.search_words (
            word text COLLATE "C" PRIMARY KEY
        );
        COMMENT ON TABLE public.search_words IS 'Every word and stem that has occurred in what is searched, for telling and correcting misspellings.';
        """;

    /// <summary>The names of countries in the portal's languages lead to the country's code.</summary>
    public static string CountryNames(string json) =>
        $$"""
        CREATE TABLE public.country_names (
            name_key text COLLATE "C" NOT NULL,
            country text NOT NULL REFERENCES public.countries (code),
            PRIMARY KEY (name_key, country)
        );
        INSERT INTO public.country_names
            SELECT DISTINCT public.key_of(name.value), name.key
            FROM jsonb_each('{{json.Replace("'", "''", StringComparison.Ordinal)}}'::jsonb) AS language, jsonb_each_text(language.value) AS name;
        -- Names in daily use beside the official ones.
        INSERT INTO public.country_names
            VALUES ('czech republic', 'CZ'), ('great britain', 'GB'), ('uk', 'GB'), ('holland', 'NL'), ('turkey', 'TR'), ('macedonia', 'MK'),
                ('bosnia', 'BA'), ('usa', 'US'), ('republic of moldova', 'MD'), ('moldavia', 'MD')
            ON CONFLICT DO NOTHING;
        -- What countries whose language is none of the portal's call themselves.
        INSERT INTO public.country_names
            SELECT public.key_of(name), country FROM (VALUES
                ('Shqipëri', 'AL'), ('Shqipëria', 'AL'), ('Հայաստան', 'AM'), ('Azərbaycan', 'AZ'), ('Беларусь', 'BY'), ('الجزائر', 'DZ'),
                ('مصر', 'EG'), ('საქართველო', 'GE'), ('ישראל', 'IL'), ('Ísland', 'IS'), ('الأردن', 'JO'), ('لبنان', 'LB'), ('ليبيا', 'LY'),
                ('المغرب', 'MA'), ('Crna Gora', 'ME'), ('فلسطين', 'PS'), ('Россия', 'RU'), ('سوريا', 'SY'), ('تونس', 'TN'), ('Україна', 'UA'),
                ('Kosova', 'XK'), ('Kosovë', 'XK')) AS own (name, country)
            ON CONFLICT DO NOTHING;
        """;

    /// <summary>How rows are made. The views say it once, for single writes and for all rows at once.</summary>
    public const string Rows =
        """
        CREATE VIEW public.project_search_rows AS
            SELECT id, ends_on < ended_before AS archived, organisation_id, coalesce(deadline, 'infinity') AS deadline_key,
                starts_on, ends_on, weeks, public.topic_bits(topics) AS topics, public.support_bits(supports) AS supports,
                places = 'full' AS is_full, coalesce(date_flexibility = 'flexible', false) AS is_flexible,
                country, activity_type, strand, latitude, longitude, created_at, nullif(public.key_of(reference), '') AS reference_key,
                public.eligibility_bits(eligible_countries) AS eligibility,
                title_key, organisation_key, town_key,
                setweight(title_words || title_stems, 'A') || setweight(organisation_words || organisation_stems, 'B')
                    || setweight(town_words, 'C') AS head,
                title_words || organisation_words || town_words || label_words || text_words
                    || strip(title_stems || organisation_stems || text_stems) AS body
            FROM public.projects
            CROSS JOIN public.search_archive
            CROSS JOIN LATERAL (SELECT
                public.key_of(title) AS title_key,
                public.key_of(organisation_name) AS organisation_key,
                public.key_of(town) AS town_key,
                public.words(title) || public.joined_words(title) AS title_words,
                public.words(organisation_name) || public.joined_words(organisation_name) AS organisation_words,
                coalesce(public.words(town) || public.joined_words(town), '') AS town_words,
                public.words(public.country_label(country) || ' ' || public.topic_labels(topics))
                    || public.country_word(country) AS label_words,
                public.only_words(concat_ws(' ', description, participant_profile, accommodation, training)) AS texts
                OFFSET 0) AS short
            CROSS JOIN LATERAL (SELECT to_tsvector('public.portal', texts) AS text_words OFFSET 0) AS long
            LEFT JOIN public.search_languages ON tag = public.language_of(language, title_words || text_words)
            CROSS JOIN LATERAL (SELECT
                public.stems(name, configuration, accented, public.only_words(title)) AS title_stems,
                public.stems(name, configuration, accented, public.only_words(organisation_name)) AS organisation_stems,
                public.stem_set(name, configuration, accented, texts) AS text_stems
                OFFSET 0) AS stemmed
            WHERE withdrawn_at IS NULL;

        CREATE VIEW public.organisation_search_rows AS
            SELECT id, public.topic_bits(topics) AS topics, public.support_bits(inclusion_supports) AS supports, country, key_of_name AS name_key,
                setweight(name_words || name_stems, 'A') || setweight(town_words, 'C') AS head,
                name_words || town_words || label_words || text_words || strip(name_stems || text_stems) AS body
            FROM public.organisations
            CROSS JOIN LATERAL (SELECT
                public.key_of(organisations.name) AS key_of_name,
                public.words(organisations.name) || public.joined_words(organisations.name) AS name_words,
                coalesce(public.words(town) || public.joined_words(town), '') AS town_words,
                public.words(public.country_label(country) || ' ' || public.topic_labels(topics))
                    || public.country_word(country) AS label_words,
                coalesce(public.only_words(description), '') AS texts
                OFFSET 0) AS short
            CROSS JOIN LATERAL (SELECT to_tsvector('public.portal', texts) AS text_words OFFSET 0) AS long
            LEFT JOIN public.search_languages AS speaking ON tag = public.language_of(NULL, name_words || text_words)
            CROSS JOIN LATERAL (SELECT
                public.stems(speaking.name, configuration, accented, public.only_words(organisations.name)) AS name_stems,
                public.stem_set(speaking.name, configuration, accented, texts) AS text_stems
                OFFSET 0) AS stemmed
            WHERE withdrawn_at IS NULL;

        CREATE FUNCTION public.learn_words() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO public.search_words (word)
                    SELECT DISTINCT found.lexeme FROM added, unnest(added.body) AS found
                    WHERE NOT EXISTS (SELECT FROM public.search_words AS known WHERE known.word = found.lexeme)
                    ON CONFLICT DO NOTHING;
                RETURN NULL;
            END $$;
        CREATE TRIGGER learn_words AFTER INSERT ON public.project_search
            REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.learn_words();
        CREATE TRIGGER learn_words AFTER INSERT ON public.organisation_search
            REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.learn_words();

        CREATE FUNCTION public.follow_projects() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' THEN
                    DELETE FROM public.project_search AS stale USING written, before
                        WHERE stale.id = written.id AND before.id = written.id AND before.change_number <> written.change_number;
                    INSERT INTO public.project_search SELECT made.*
                        FROM written JOIN before USING (id) JOIN public.project_search_rows AS made USING (id)
                        WHERE before.change_number <> written.change_number;
                ELSE
                    INSERT INTO public.project_search SELECT made.* FROM written JOIN public.project_search_rows AS made USING (id);
                END IF;
                RETURN NULL;
            END $$;
        CREATE TRIGGER follow_inserts AFTER INSERT ON public.projects
            REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.follow_projects();
        CREATE TRIGGER follow_updates AFTER UPDATE ON public.projects
            REFERENCING OLD TABLE AS before NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.follow_projects();

        CREATE FUNCTION public.follow_organisations() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' THEN
                    DELETE FROM public.organisation_search AS stale USING written, before
                        WHERE stale.id = written.id AND before.id = written.id AND before.change_number <> written.change_number;
                    INSERT INTO public.organisation_search SELECT made.*
                        FROM written JOIN before USING (id) JOIN public.organisation_search_rows AS made USING (id)
                        WHERE before.change_number <> written.change_number;
                ELSE
                    INSERT INTO public.organisation_search SELECT made.* FROM written JOIN public.organisation_search_rows AS made USING (id);
                END IF;
                RETURN NULL;
            END $$;
        CREATE TRIGGER follow_inserts AFTER INSERT ON public.organisations
            REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.follow_organisations();
        CREATE TRIGGER follow_updates AFTER UPDATE ON public.organisations
            REFERENCING OLD TABLE AS before NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.follow_organisations();

        -- Moves what ended before the day out of the way of searches for what one can apply to.
        CREATE FUNCTION public.archive_projects(day date) RETURNS date LANGUAGE plpgsql AS $$
            BEGIN
                UPDATE public.search_archive SET ended_before = day WHERE ended_before <> day;
                IF FOUND THEN
                    UPDATE public.project_search SET archived = NOT archived WHERE archived <> (ends_on < day);
                END IF;
                RETURN day;
            END $$;

        -- What somebody typed: the words of each term in their order, the stems that occur, the other words with such a stem,
        -- and whether the word itself is known. Stems are prefixes of their words but for the last letter. Words are looked up
        -- one by one; EXISTS would let the planner read them all into a hash.
        CREATE FUNCTION public.read_terms(terms text[]) RETURNS TABLE (term bigint, place smallint, word text, stems text[], forms text[], known boolean)
            LANGUAGE sql STABLE PARALLEL SAFE
            AS $$ SELECT given.number, place, found.lexeme, coalesce(stemmed.stems, '{}'), coalesce(stemmed.forms, '{}'),
                    (SELECT true FROM public.search_words AS known WHERE known.word = found.lexeme) IS NOT NULL
                FROM unnest(terms) WITH ORDINALITY AS given (term, number)
                CROSS JOIN unnest(public.words(given.term)) AS found
                CROSS JOIN unnest(found.positions) AS place
                -- The same word as it was typed: the parser gives both the same place.
                LEFT JOIN LATERAL (SELECT lexeme AS word FROM unnest(to_tsvector('pg_catalog.simple', public.only_words(given.term)))
                    WHERE place = ANY(positions)) AS typed ON true
                CROSS JOIN LATERAL (
                    SELECT array_agg(DISTINCT stem.word) AS stems, array_agg(DISTINCT form.word) FILTER (WHERE form.word IS NOT NULL) AS forms
                    FROM (
                        SELECT known.word, stem.lexeme, left(stem.lexeme, greatest(3, length(stem.lexeme) - 1)) AS beginning, stem.stemmer, stem.keeps_accents
                        FROM (
                            SELECT name, lexeme, stemmer, accented IS NOT NULL AS keeps_accents
                            FROM public.search_languages, unnest(ts_lexize(stemmer, found.lexeme)) AS lexeme WHERE tag = name
                            UNION
                            SELECT name, public.unaccent('public.unaccent', lexeme), stemmer, true
                            FROM public.search_languages, unnest(ts_lexize(stemmer, typed.word)) AS lexeme WHERE tag = name AND accented IS NOT NULL
                        ) AS stem
                        CROSS JOIN LATERAL (SELECT word FROM public.search_words WHERE word = stem.name || ':' || stem.lexeme OFFSET 0) AS known
                    ) AS stem
                    LEFT JOIN LATERAL (SELECT word FROM public.search_words AS other
                        WHERE other.word >= stem.beginning AND other.word < stem.beginning || U&'\+10FFFF'
                            AND length(other.word) <= length(stem.lexeme) + 6
                            AND (stem.lexeme = ANY(ts_lexize(stem.stemmer, other.word))
                                -- Without its accents a word can no longer be stemmed by them.
                                OR stem.keeps_accents AND starts_with(other.word, stem.lexeme) AND length(other.word) <= length(stem.lexeme) + 5)
                        LIMIT 50) AS form ON true
                ) AS stemmed
                ORDER BY given.number, place $$;

        -- Words that look like one that occurs nowhere, the likest first.
        CREATE FUNCTION public.similar_words(word text) RETURNS SETOF text
            LANGUAGE sql STABLE SET pg_trgm.similarity_threshold = 0.2
            AS $$ SELECT known.word FROM public.search_words AS known
                WHERE known.word OPERATOR(public.%) similar_words.word AND known.word !~~ '%:%'
                ORDER BY public.similarity(known.word, similar_words.word) DESC, known.word LIMIT 200 $$;

        INSERT INTO public.organisation_search SELECT * FROM public.organisation_search_rows;
        INSERT INTO public.project_search SELECT * FROM public.project_search_rows;
        """;

    /// <summary>See decision record 0013 for what each index is for.</summary>
    public const string Indexes =
        """
        -- The planner does not know that a body has to be fetched from elsewhere. Told how frequent a word is, it would read
        -- every body where a word is in most of them; told nothing, it always asks the index.
        ALTER TABLE public.project_search_live ALTER COLUMN body SET STATISTICS 0, ALTER COLUMN head SET STATISTICS 0;
        ALTER TABLE public.project_search_archive ALTER COLUMN body SET STATISTICS 0, ALTER COLUMN head SET STATISTICS 0;
        ALTER TABLE public.project_search ALTER COLUMN body SET STATISTICS 0, ALTER COLUMN head SET STATISTICS 0;
        ALTER TABLE public.organisation_search ALTER COLUMN body SET STATISTICS 0, ALTER COLUMN head SET STATISTICS 0;

        -- Only bodies are kept elsewhere, so that what is filtered and ranked by is read with the row. Reading the archive with
        -- two processes took longer than with one.
        ALTER TABLE public.project_search_live ALTER COLUMN head SET STORAGE MAIN, ALTER COLUMN eligibility SET STORAGE PLAIN,
            ALTER COLUMN title_key SET STORAGE MAIN, ALTER COLUMN organisation_key SET STORAGE MAIN, ALTER COLUMN town_key SET STORAGE MAIN;
        ALTER TABLE public.project_search_archive ALTER COLUMN head SET STORAGE MAIN, ALTER COLUMN eligibility SET STORAGE PLAIN,
            ALTER COLUMN title_key SET STORAGE MAIN, ALTER COLUMN organisation_key SET STORAGE MAIN, ALTER COLUMN town_key SET STORAGE MAIN;
        ALTER TABLE public.project_search_live SET (toast_tuple_target = 128, parallel_workers = 0);
        ALTER TABLE public.project_search_archive SET (toast_tuple_target = 128, parallel_workers = 0);

        ALTER TABLE public.project_search_live ADD PRIMARY KEY (id);
        ALTER TABLE public.project_search_archive ADD PRIMARY KEY (id);
        CREATE INDEX ON public.project_search_live USING gin (body) WITH (gin_pending_list_limit = 256);
        CREATE INDEX ON public.project_search_archive USING gin (body);
        CREATE INDEX ON public.project_search_live USING gin (head) WITH (gin_pending_list_limit = 256);
        CREATE INDEX ON public.project_search_live (deadline_key, id)
            INCLUDE (ends_on, starts_on, weeks, topics, supports, is_full, is_flexible, country, activity_type, strand,
                latitude, longitude, organisation_id, eligibility);
        CREATE INDEX ON public.project_search_archive (country, latitude)
            INCLUDE (deadline_key, ends_on, starts_on, weeks, topics, supports, is_full, is_flexible, activity_type, strand,
                longitude, organisation_id, eligibility, id);
        CREATE INDEX ON public.project_search (organisation_id);
        CREATE INDEX ON public.project_search (reference_key);
        CREATE INDEX ON public.project_search_live (title_key) INCLUDE (is_full, deadline_key, ends_on, id);
        CREATE INDEX ON public.project_search_live (organisation_key) INCLUDE (is_full, deadline_key, ends_on, organisation_id, id);
        CREATE INDEX ON public.project_search_live (town_key) INCLUDE (is_full, deadline_key, ends_on, country, id);
        CREATE INDEX ON public.organisation_search USING gin (body) WITH (gin_pending_list_limit = 256);
        CREATE INDEX ON public.organisation_search (name_key, id);
        CREATE INDEX ON public.search_words USING gin (word public.gin_trgm_ops) WHERE word !~~ '%:%';
        """;
}
