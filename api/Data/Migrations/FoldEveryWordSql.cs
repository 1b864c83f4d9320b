namespace Portal.Api.Data.Migrations;

/// <summary>
/// Words with digits lose their accents too (1ère), a Greek word is the same in capitals (ΠΑΤΡΑΣ, Πάτρας), and an accent
/// that is a character of its own is the same as one that is part of its letter.
/// </summary>
internal static class FoldEveryWordSql
{
    public const string Up =
        """
        ALTER TEXT SEARCH CONFIGURATION public.portal
            ALTER MAPPING FOR numword, numhword, hword_numpart WITH public.unaccent, pg_catalog.simple;

        -- What words() and fold() have in common. Lower case has two forms of sigma and upper case only one.
        CREATE FUNCTION public.plain_letters(value text) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT translate(normalize(value, NFC), 'ς', 'σ') $$;

        CREATE FUNCTION public.words(value text) RETURNS tsvector
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT to_tsvector('public.portal', public.plain_letters(value)) $$;

        CREATE OR REPLACE FUNCTION public.fold(value text) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT btrim(regexp_replace(
                public.plain_letters(lower(public.unaccent('public.unaccent', public.plain_letters(value)))), '\s+', ' ', 'g')) $$;

        -- A generated column is computed again by being made again; its indexes go and come with it.
        ALTER TABLE public.organisations DROP COLUMN name_key, DROP COLUMN search;
        ALTER TABLE public.organisations
            ADD COLUMN name_key text NOT NULL GENERATED ALWAYS AS (public.fold(name)) STORED,
            ADD COLUMN search tsvector GENERATED ALWAYS AS (
                setweight(public.words(name), 'A')
                || setweight(public.words(coalesce(town, '')), 'B')
                || setweight(public.words(public.country_label(country) || ' ' || public.topic_labels(topics)), 'C')
                || setweight(public.words(coalesce(description, '')), 'D')) STORED;
        CREATE INDEX ix_organisations_name_key_country ON public.organisations (name_key, country);
        CREATE INDEX ix_organisations_search ON public.organisations USING gin (search);

        ALTER TABLE public.projects DROP COLUMN search;
        ALTER TABLE public.projects
            ADD COLUMN search tsvector GENERATED ALWAYS AS (
                setweight(public.words(title), 'A')
                || setweight(public.words(organisation_name || ' ' || coalesce(town, '')), 'B')
                || setweight(public.words(public.country_label(country) || ' ' || public.topic_labels(topics)), 'C')
                || setweight(public.words(
                    coalesce(description, '') || ' ' || coalesce(participant_profile, '') || ' '
                    || coalesce(accommodation, '') || ' ' || coalesce(training, '')), 'D')) STORED;
        CREATE INDEX ix_projects_search ON public.projects USING gin (search);
        """;
}
