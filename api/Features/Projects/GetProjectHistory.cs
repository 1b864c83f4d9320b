using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Paging;

namespace Portal.Api.Features.Projects;

/// <summary>Tells how a published project has changed, field by field.</summary>
public static class GetProjectHistory
{
    public sealed record Query : IPageRequest, IRequest<ProjectHistory>
    {
        internal Guid Id { get; init; }

        /// <summary>Which page, from 1; the last changes come first.</summary>
        /// <example>1</example>
        [Range(1, PageLimits.MaxDepth), DefaultValue(1)]
        public int Page { get; init; } = 1;

        /// <summary>How many changes a page holds.</summary>
        /// <example>20</example>
        [Range(1, PageLimits.MaxPageSize), DefaultValue(PageLimits.DefaultPageSize)]
        public int PageSize { get; init; } = PageLimits.DefaultPageSize;

        string? IPageRequest.Cursor => null;
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => Include(new PageRules());
    }

    public sealed class Handler(NpgsqlDataSource database) : IRequestHandler<Query, ProjectHistory>
    {
        /// <summary>Columns that are shown, by the name that they have in answers.</summary>
        private static readonly Dictionary<string, string> Shown = new()
        {
            ["reference"] = "reference",
            ["title"] = "title",
            ["description"] = "description",
            ["participant_profile"] = "participantProfile",
            ["accommodation"] = "accommodation",
            ["training"] = "training",
            ["language"] = "language",
            ["starts_on"] = "startsOn",
            ["ends_on"] = "endsOn",
            ["stated_weeks"] = "statedWeeks",
            ["deadline"] = "deadline",
            ["places"] = "places",
            ["apply_url"] = "applyUrl",
            ["topics"] = "topics",
            ["activity_type"] = "activityType",
            ["strand"] = "strand",
            ["town"] = "town",
            ["country"] = "country",
            ["latitude"] = "latitude",
            ["longitude"] = "longitude",
            ["eligible_countries"] = "eligibleCountries",
            ["date_flexibility"] = "dateFlexibility",
            ["requires_cv"] = "requiresCv",
            ["requires_motivation"] = "requiresMotivation",
            ["organisation_id"] = "organisationId",
            ["organisation_name"] = "organisationName",
            ["supports"] = "supports",
            ["confirmed_at"] = "confirmedAt",
        };

        /// <summary>A change that touched nothing of what is shown is none to the public.</summary>
        private static readonly string Sql =
            $$"""
            SELECT change_number, changed_at, kind, fields::text, count(*) OVER ()::integer
            FROM public.changes
            WHERE subject_id = $1 AND (kind <> 'changed' OR fields ?| '{{{string.Join(',', Shown.Keys)}}}'::text[])
            ORDER BY change_number DESC LIMIT $2 OFFSET $3
            """;

        public async Task<ProjectHistory> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT withdrawn_at IS NOT NULL FROM public.projects WHERE id = $1")
            {
                Parameters = { new NpgsqlParameter<Guid> { TypedValue = query.Id } },
            });
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = query.Id },
                    new NpgsqlParameter<int> { TypedValue = query.PageSize },
                    new NpgsqlParameter<int> { TypedValue = (query.Page - 1) * query.PageSize },
                },
            });
            await using var row = await batch.ExecuteReaderAsync(cancellationToken);
            if (!await row.ReadAsync(cancellationToken))
            {
                throw MissingProject.NotFound(query.Id);
            }

            if (row.GetBoolean(0))
            {
                throw MissingProject.Withdrawn(query.Id);
            }

            await row.NextResultAsync(cancellationToken);
            var (items, total) = (new List<ProjectHistoryEntry>(), 0);
            while (await row.ReadAsync(cancellationToken))
            {
                total = row.GetInt32(4);
                items.Add(new ProjectHistoryEntry
                {
                    ChangeNumber = row.GetInt64(0),
                    ChangedAt = row.GetFieldValue<DateTimeOffset>(1),
                    Kind = row.GetString(2),
                    Fields = row.IsDBNull(3) ? [] : FieldsOf(row.GetString(3)),
                });
            }

            return new ProjectHistory { Items = items, Total = total, Page = query.Page, PageSize = query.PageSize };
        }

        private static List<FieldChange> FieldsOf(string json)
        {
            using var fields = JsonDocument.Parse(json);
            return
            [
                .. Shown.Where(shown => fields.RootElement.TryGetProperty(shown.Key, out _)).Select(shown =>
                {
                    var change = fields.RootElement.GetProperty(shown.Key);
                    return new FieldChange { Field = shown.Value, From = Masked(change.GetProperty("from")), To = Masked(change.GetProperty("to")) };
                }),
            ];
        }

        /// <summary>As text, however it is stored; contacts in it are masked as wherever texts are handed on.</summary>
        private static string? Masked(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => ContactDetails.Masked(value.GetString()!),
            JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(item => item.ToString())),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.GetRawText(),
        };
    }
}

/// <summary>How a project has changed, the last changes first.</summary>
public sealed record ProjectHistory : ListPage<ProjectHistoryEntry>;

/// <summary>One change of a project.</summary>
public sealed record ProjectHistoryEntry
{
    /// <summary>Its number.</summary>
    /// <example>4711</example>
    [Range(1, long.MaxValue)]
    public required long ChangeNumber { get; init; }

    /// <summary>When it was made.</summary>
    /// <example>2027-01-04T09:30:00Z</example>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>What was done.</summary>
    /// <example>changed</example>
    [ExtensibleEnum("created", "changed", "withdrawn", "republished")]
    public required string Kind { get; init; }

    /// <summary>What changed; empty where it was created.</summary>
    public required IReadOnlyList<FieldChange> Fields { get; init; }
}

/// <summary>A field before and after a change, both as text. The codes of a list stand beside one another.</summary>
public sealed record FieldChange
{
    /// <summary>The field, as answers call it.</summary>
    /// <example>deadline</example>
    public required string Field { get; init; }

    /// <summary>What it was; null where it was empty.</summary>
    /// <example>2027-01-31</example>
    public required string? From { get; init; }

    /// <summary>What it became; null where it is empty.</summary>
    /// <example>2027-02-28</example>
    public required string? To { get; init; }
}
