using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Database;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Search;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Projects;

/// <summary>Completes what somebody is typing into the search box.</summary>
public static class SuggestProjects
{
    public const int MaxItems = 20;

    private const int UsualItems = 10;

    public sealed record Query : IRequest<SearchCompletions>
    {
        /// <summary>What has been typed so far.</summary>
        /// <example>chis</example>
        [Required, MinLength(1), MaxLength(TextQuery.MaxLength)]
        public string Text { get; init; } = "";

        /// <summary>The language in which countries are looked for and named: one of the portal's 29.</summary>
        /// <example>ro</example>
        [Codes(typeof(Language)), DefaultValue(Domain.Language.Default)]
        public string Language { get; init; } = Domain.Language.Default;

        /// <summary>The most completions to give.</summary>
        /// <example>10</example>
        [Range(1, MaxItems), DefaultValue(UsualItems)]
        public int Limit { get; init; } = UsualItems;
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.Text)
                .Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage("Give what has been typed so far.")
                .IsSearchText(TextQuery.MaxLength);
            RuleFor(query => query.Language).IsCodeOf(Language.List);
            RuleFor(query => query.Limit).InclusiveBetween(1, MaxItems).WithMessage($"Give a limit from 1 to {MaxItems}.");
        }
    }

    public sealed class Handler(NpgsqlDataSource database, SpellingCorrection spelling, ProjectSearchReader searches, BrusselsClock clock)
        : IRequestHandler<Query, SearchCompletions>
    {
        /// <summary>So many towns and so many organisations, that titles are not crowded out.</summary>
        private const int OfEachKind = 3;

        /// <summary>So many projects are looked at for how a name is written.</summary>
        private const int MostSpellings = 10;

        /// <summary>So many rows are looked at for words inside names: enough for the first completions, and quick for a single letter.</summary>
        private const int MostLookedAt = 500;

        public async Task<SearchCompletions> Handle(Query query, CancellationToken cancellationToken)
        {
            var words = await WordsAsync(query.Text, cancellationToken);
            if (words.Count == 0)
            {
                return new SearchCompletions { Items = [] };
            }

            var found = await CompleteAsync(words, query, cancellationToken);
            if (found.Count == 0 && await CorrectAsync(words, cancellationToken) is { } corrected)
            {
                found = await CompleteAsync(corrected, query, cancellationToken);
            }

            return new SearchCompletions { Items = [.. found.Take(query.Limit)] };
        }

        /// <summary>Names that begin with what was typed, and where those are few, names with a word that does.</summary>
        private async Task<List<SearchCompletion>> CompleteAsync(List<string> words, Query query, CancellationToken cancellationToken)
        {
            var typed = string.Join(' ', words);
            var found = await CodesAsync(typed, query.Language, cancellationToken);
            found.AddRange(await NamesAsync(values =>
            {
                var (first, last) = (values.Add(typed), values.Add($"{typed}\U0010FFFF"));
                return key => $"s.{key.Column} >= {first} AND s.{key.Column} < {last}";
            }, query.Limit, cancellationToken));
            if (found.Count < query.Limit)
            {
                var inside = await NamesAsync(values => key => $"s.head @@ {values.AddText(Beginning(words, key.Weight), "tsquery")}", query.Limit, cancellationToken);
                found.AddRange(inside.Where(completion => !found.Any(other => IsSame(other, completion))));
            }

            string[] order = [CompletionKind.Country, CompletionKind.Topic, CompletionKind.Town, CompletionKind.Organisation, CompletionKind.Title];
            return [.. found.OrderBy(completion => Array.IndexOf(order, completion.Kind))];
        }

        private static bool IsSame(SearchCompletion one, SearchCompletion other) =>
            one.Kind == other.Kind && one.Country == other.Country && FoldedLetters.Fold(one.Text) == FoldedLetters.Fold(other.Text);

        /// <summary>Countries and topics by their labels.</summary>
        private async Task<List<SearchCompletion>> CodesAsync(string typed, string language, CancellationToken cancellationToken)
        {
            bool Matches(string label) => $" {FoldedLetters.Fold(label)}".Contains($" {typed}", StringComparison.Ordinal);
            var countries = CountryNames.In(language).Where(country => Matches(country.Value)).Take(OfEachKind).ToList();
            var topics = Topic.List.Codes.Where(topic => Matches(topic.Label)).Take(OfEachKind).ToList();
            List<(string Kind, string Code, string Label, string Own, ProjectFilter Filter)> codes =
            [
                .. countries.Select(country => (CompletionKind.Country, country.Key, country.Value, ProjectFacet.Country, (ProjectFilter)new GetProjectFacets.Query { Country = [country.Key] })),
                .. topics.Select(topic => (CompletionKind.Topic, topic.Value, topic.Label, ProjectFacet.Topic, new GetProjectFacets.Query { Topic = [topic.Value] })),
            ];
            if (codes.Count == 0)
            {
                return [];
            }

            var values = new SqlParameters();
            var open = searches.Make(new GetProjectFacets.Query(), text: null, clock.Today);
            // All of them in one pass.
            var counts = codes.Select(code => (open with { Filter = code.Filter }).Condition(code.Own, values)).ToList();
            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(values.Command(
                $"SELECT {string.Join(", ", counts.Select(condition => $"count(*) FILTER (WHERE {condition})::integer"))} FROM public.{open.Rows} AS s WHERE {open.Where(values)}"));
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return [.. codes.Select((code, index) => new SearchCompletion
            {
                Kind = code.Kind, Text = code.Label, Code = code.Code, Id = null, Country = null, Location = null, Total = reader.GetInt32(index),
            }).Where(completion => completion.Total > 0)];
        }

        private async Task<List<SearchCompletion>> NamesAsync(
            Func<SqlParameters, Func<(string Column, string Weight), string>> condition, int limit, CancellationToken cancellationToken)
        {
            var values = new SqlParameters();
            var open = searches.Make(new GetProjectFacets.Query(), text: null, clock.Today);
            var isOpen = ProjectSearch.IsAvailability(Availability.Open, values.Add(open.Date));
            var matches = condition(values);
            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(values.Command(
                $"""
                SELECT kind, total, p.id, p.title, p.organisation_id, p.organisation_name, p.town, p.country, p.latitude, p.longitude
                FROM (
                    ({Of(CompletionKind.Town, "town_key", "C", "town_key, country", OfEachKind)})
                    UNION ALL ({Of(CompletionKind.Organisation, "organisation_key", "B", "organisation_id", OfEachKind)})
                    UNION ALL ({Of(CompletionKind.Title, "title_key", "A", "title_key", limit)})
                ) AS named
                -- Of several spellings rather one that is not in capitals.
                CROSS JOIN LATERAL (SELECT * FROM public.projects WHERE projects.id = ANY(named.ids)
                    ORDER BY CASE kind WHEN '{CompletionKind.Town}' THEN town = upper(town) ELSE title = upper(title) END, projects.id LIMIT 1) AS p
                ORDER BY total DESC, p.title, p.id
                """));
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var found = new List<SearchCompletion>();
            while (await reader.ReadAsync(cancellationToken))
            {
                found.Add(Read(reader));
            }

            return found;

            string Of(string kind, string column, string weight, string groups, int most) =>
                $"""
                SELECT '{kind}' AS kind, count(*)::integer AS total, (array_agg(id))[1:{MostSpellings}] AS ids
                FROM (SELECT s.id, s.{groups.Replace(", ", ", s.", StringComparison.Ordinal)} FROM public.{open.Rows} AS s
                    WHERE {matches((column, weight))} AND {isOpen} LIMIT {MostLookedAt * limit}) AS matching
                GROUP BY {groups} ORDER BY count(*) DESC, {groups} LIMIT {most}
                """;
        }

        private static SearchCompletion Read(NpgsqlDataReader row)
        {
            var kind = row.GetString(0);
            return new SearchCompletion
            {
                Kind = kind,
                Text = row.GetString(kind switch { CompletionKind.Town => 6, CompletionKind.Organisation => 5, _ => 3 }),
                Code = null,
                Id = kind switch { CompletionKind.Town => null, CompletionKind.Organisation => row.GetGuid(4), _ => row.GetGuid(2) },
                Country = row.GetString(7),
                Location = kind == CompletionKind.Town ? row.LocationOrNull(8) : null,
                Total = row.GetInt32(1),
            };
        }

        /// <summary>Every word as it is, and the last one as the beginning of a word, all in a field of this weight.</summary>
        private static string Beginning(List<string> words, string weight) => string.Join(" & ", words.Select((word, index) =>
            $"{SearchTextReader.Quoted(word)}:{(index == words.Count - 1 ? "*" : "")}{weight}"));

        private async Task<List<string>?> CorrectAsync(List<string> words, CancellationToken cancellationToken)
        {
            var corrected = new List<string>();
            foreach (var (index, word) in words.Index())
            {
                corrected.Add(await spelling.NearestAsync(word, ProjectSearch.AllRows, isBeginning: index == words.Count - 1, cancellationToken) ?? word);
            }

            return corrected.SequenceEqual(words) ? null : corrected;
        }

        private async Task<List<string>> WordsAsync(string text, CancellationToken cancellationToken)
        {
            await using var command = database.CreateCommand("SELECT public.key_of($1)");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
            var key = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
            return [.. key.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        }
    }
}
